"""What must hold when any bytes at all are read as an article; for the fuzzer, and for a test over known inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.config import ContentConfig
from generator.content.articles import parse_content
from generator.memory import NoMemory
from generator.model import Source

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ContentConfig(("fr", "en"))
NAMES = ("monde/a.md", "monde/a.en.md", "2017-02-16-a.md", "_index.md", "monde/_index.en.md", "a/b/c.markdown")
"""Names that are read in different ways; the first byte of an input chooses one."""
SCRIPT = re.compile(r"<(?:script|iframe|object|embed|style|form|base|meta|link)\b|<[^<>]*\son\w+\s*=", re.IGNORECASE)
SCHEME = re.compile(r"""(?:href|src|srcset|poster)\s*=\s*["']?\s*(?:javascript|vbscript|data:text)""", re.IGNORECASE)


def read_anything(data: bytes) -> None:
    """Read bytes as an article and look at what comes of them.

    Raises:
        AssertionError: it was dropped without a word, or its HTML can run a program.
        Exception: whatever leaves the reader, which nothing may.
    """
    path = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    content, problems = parse_content([Source(path, f"content/{path}", data[1:])], CONFIG, NoMemory())
    texts = [article.body_html for article in content.articles] + [text.body_html for text in content.sections]
    assert texts or problems, "dropped without a word"
    for problem in problems:
        assert problem.location.path == f"content/{path}", problem
        assert problem.message, problem
    for text in texts:
        assert not SCRIPT.search(text), text
        assert not SCHEME.search(text), text


def seeds() -> Iterator[bytes]:
    """Give known inputs: the example's articles, every broken article of the tests, what the fuzzer found before."""
    for folder in ("content", "tests/invalid", "tests/content/dialects"):
        for file in sorted((ROOT / folder).rglob("*.md")):
            yield b"\x00" + file.read_bytes()
    for file in sorted((ROOT / "tests/fuzz/found").glob("*")):
        yield file.read_bytes()
