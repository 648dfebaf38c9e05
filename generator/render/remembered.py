"""Rendered pages and feeds, remembered by all that they are made of.

A page is a pure function of its views, the templates, the words and dates of its language, and the code that renders.
Writing the views down costs a tenth of rendering them.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from generator.memory import Memory, memory_key
from generator.render.locales import Locale

LIBRARIES = ("babel", "jinja2", "markupsafe", "tzdata")
STATIC = "static"
"""Folder of the templates that holds no templates, but files to be copied."""


class Remembered:
    """Renders what is not remembered."""

    def __init__(self, memory: Memory, ground: str) -> None:
        """Begin a build.

        Args:
            memory: Where answers are kept.
            ground: What every answer depends on, beside its own views; from `rendering_ground`.
        """
        self._memory = memory
        self._ground = ground

    def bytes_of(self, kind: str, views: tuple[object, ...], render: Callable[[], bytes]) -> bytes:
        """Give the bytes that views become.

        Args:
            kind: What is made of them.
            views: Frozen dataclasses; what shows itself by its place in memory is rendered every time.
            render: Makes the bytes.
        """
        key = memory_key("render/1", self._ground, kind, *(repr(view) for view in views))
        answer = self._memory.recall(key)
        data = None if answer is None else _unpacked(answer)
        if data is None:
            data = render()
            self._memory.keep(key, zlib.compress(data, 1))
        return data


def _unpacked(answer: bytes) -> bytes | None:
    try:
        return zlib.decompress(answer)
    except zlib.error:
        return None


def rendering_ground(folders: Sequence[Path], locales: Mapping[str, Locale]) -> str:
    """Name all that every page of the site depends on: templates, words, code and libraries.

    Args:
        folders: Where templates are looked for.
        locales: Words and dates of each edition; what more they know comes with Babel.
    """
    templates = [
        part
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).parts[0] != STATIC
        for part in (file.relative_to(folder).as_posix(), file.read_bytes())
    ]
    words = [repr((lang, str(locales[lang].cldr), sorted(locales[lang].words.items()))) for lang in sorted(locales)]
    package = resources.files("generator")
    sources = [file for folder in ("render", "views") for file in package.joinpath(folder).iterdir()]
    code = [file.read_bytes() for file in sorted(sources, key=lambda file: file.name) if file.name.endswith(".py")]
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return memory_key("ground/1", *templates, *words, *code, *libraries, sys.version)
