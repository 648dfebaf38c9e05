"""Pictures of articles in the sizes in which readers are offered them, remembered by what they are made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

from generator.errors import Problem
from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.views import Original

PICTURES_VERSION = "pictures/1"
Files = tuple[bytes, ...]


def picture_files(
    originals: Sequence[Original], memory: Memory, jobs: int
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Make the files of all pictures, or remember them.

    Args:
        originals: The pictures.
        memory: Where what was made is kept, each picture by itself.
        jobs: Pictures that may be worked on at the same time.

    Returns:
        The files, in the order of the pictures, and a problem for each picture that cannot be read.
    """
    keys = [_key(original) for original in originals]
    made: dict[str, Files | Problem] = {}
    for key, original in zip(keys, originals, strict=True):
        kept = memory.recall(key)
        files = _unpacked(kept, len(original.renditions)) if kept is not None else None
        if files is not None:
            made[key] = files
    missing = {key: original for key, original in zip(keys, originals, strict=True) if key not in made}
    for key, answer in zip(missing, _made(list(missing.values()), jobs), strict=True):
        made[key] = answer
        if not isinstance(answer, Problem):
            memory.keep(key, _packed(answer))
    return _files(originals, [made[key] for key in keys]), tuple(m for m in made.values() if isinstance(m, Problem))


def _key(original: Original) -> str:
    """Name all that the answer depends on; its place only matters when there is none."""
    wanted = json.dumps([(made.format, made.width, made.height) for made in original.renditions])
    content = hashlib.blake2b(original.data, digest_size=20).digest()
    return memory_key(PICTURES_VERSION, version("pillow"), original.format, str(original.quality), wanted, content)


def _files(originals: Sequence[Original], answers: Sequence[Files | Problem]) -> tuple[OutputFile, ...]:
    return tuple(
        OutputFile(rendition.path, data)
        for original, answer in zip(originals, answers, strict=True)
        if not isinstance(answer, Problem)
        for rendition, data in zip(original.renditions, answer, strict=True)
    )


def _made(originals: Sequence[Original], jobs: int) -> Sequence[Files | Problem]:
    """Make pictures, several at a time: Pillow lets go of Python's lock while it works."""
    if not originals:
        return ()
    from generator.render import raster  # noqa: PLC0415 - a second build needs no Pillow

    def make(original: Original) -> Files | Problem:
        wanted = [(made.format, (made.width, made.height)) for made in original.renditions]
        try:
            return tuple(raster.resized(original.data, original.format, wanted, original.quality))
        except raster.BrokenPictureError as error:
            message = f'the picture "{original.name}" is broken: {error}'
            return Problem(original.location, message, "Save it again, or copy it anew from where it came from.")

    with raster.quiet(), ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(make, originals))


def _packed(files: Sequence[bytes]) -> bytes:
    """Write files as one answer: their lengths, then their bytes.

    >>> _unpacked(_packed([b"a", b"bc"]), 2), _unpacked(b"foreign", 2)
    ((b'a', b'bc'), None)
    """
    return json.dumps([len(data) for data in files]).encode() + b"\n" + b"".join(files)


def _unpacked(answer: bytes, count: int) -> tuple[bytes, ...] | None:
    """Read files back, or None when the answer is no such thing."""
    head, _newline, body = answer.partition(b"\n")
    files: list[bytes] = []
    at = 0
    try:
        for length in json.loads(head):
            files.append(body[at : at + length])
            at += length
    except (ValueError, TypeError):
        return None
    return tuple(files) if at == len(body) and len(files) == count else None
