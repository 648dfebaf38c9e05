"""Files of the content folder, as bytes [I/O]; nothing here knows what they mean."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.config import Limits
from generator.content.images import image_size, raster_format
from generator.content.places import naming_problem
from generator.content.svg import drawing_problem
from generator.errors import Location, Problem, warning
from generator.model import Asset, Source
from generator.ordinary import read_ordinary

LITTER = re.compile(r".*~|#.*#|\.#.*|\..*\.sw[a-z]|\.DS_Store|Thumbs\.db|desktop\.ini", re.DOTALL)
"""What editors and desktops leave behind."""

REPOSITORIES = frozenset({".git", ".hg", ".svn"})
OURS = frozenset({"tags.toml", "urls.lock", "static"})
"""Names at the top of the content folder that other parts of the program read."""
WORKSHOP = frozenset({"_config.yml", "_data", "_includes", "_layouts", "_plugins", "_sass", "_site"})
"""Names there that Jekyll and Eleventy build with and publish nothing of."""

Wanted = Callable[[str], bool]


def read_sources(root: Path, shown_root: str, limits: Limits) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read all files below the content folder, but hidden ones, editors' litter and what is no content.

    Args:
        root: The content folder.
        shown_root: How messages name it ("content").
        limits: `file_bytes` bounds each file.

    Returns:
        Sources sorted by path, and a problem for each file that could not be taken: an error when it cannot be
        read, a warning when it is a link that leads out of the folder or nowhere.
    """
    apart = OURS | WORKSHOP
    return _read(
        root, shown_root, limits, lambda path: path not in apart and not path.rpartition("/")[2].startswith(".")
    )


def read_source(root: Path, shown_root: str, path: str, limits: Limits) -> Source | None:
    """Read one file below the content folder again.

    Args:
        root: The content folder.
        shown_root: How messages name it.
        path: Relative, with slashes; one that `read_sources` gave.
        limits: `file_bytes` bounds the file.

    Returns:
        None when it could not be taken any more.
    """
    above, _, name = path.rpartition("/")
    try:
        with os.scandir(root / above) as entries:
            entry = next((entry for entry in entries if unicodedata.normalize("NFC", entry.name) == name), None)
    except OSError:
        return None
    if entry is None or _refused(entry, path, shown_root, Path(os.path.realpath(root))):
        return None
    location = Location(_shown(shown_root, path))
    data = _bytes(entry.path, location, limits, [])
    return None if data is None else Source(path, location.path, data)


def read_static(folder: Path, shown_root: str, limits: Limits) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """Read a folder whose files keep their paths on the site; dot files such as `.well-known/` are among them.

    Args:
        folder: The static folder; it need not exist.
        shown_root: How messages name it ("content/static").
        limits: `file_bytes` bounds each file.

    Returns:
        Assets sorted by path; problems as `read_sources` has them, and an error for each SVG file that could run
        code, for a name that cannot be published, and for a folder that is a link out of the one above it.
    """
    if problem := _misplaced(folder, Location(shown_root)):
        return (), (problem,)
    if not folder.is_dir():
        return (), ()
    sources, problems = _read(folder, shown_root, limits, lambda _path: True)
    assets = tuple(
        Asset(s.path, s.data, True, image_size(s.data), raster_format(s.data), s.shown_path) for s in sources
    )
    named = (naming_problem(source.path, source.shown_path) for source in sources)
    unsafe = (drawing_problem(source.shown_path, source.data) for source in sources)
    return assets, (*problems, *(problem for problem in (*named, *unsafe) if problem))


def _misplaced(folder: Path, location: Location) -> Problem | None:
    """Say why a static folder is not read: whoever sends in a link to `/etc` must not see it published."""
    if not os.path.lexists(folder):
        return None
    inside = Path(os.path.realpath(folder.parent))
    if folder.is_symlink() and not Path(os.path.realpath(folder)).is_relative_to(inside):
        message, cure = "this link leads out of the folder that it lies in", "Put the files here instead."
        return Problem(location, message, cure)
    return None if folder.is_dir() else Problem(location, "this is not a folder", "Rename or remove it.")


def _read(
    root: Path, shown_root: str, limits: Limits, wanted: Wanted
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path, file in _walk(root, shown_root, wanted, problems):
        location = Location(_shown(shown_root, path))
        if path in sources:
            cure = "Rename one of them: their names differ only in Unicode form."
            problems.append(Problem(location, "there are two files of this name", cure))
        elif (data := _bytes(file, location, limits, problems)) is not None:
            sources[path] = Source(path, location.path, data)
    return tuple(sources[path] for path in sorted(sources)), tuple(problems)


def _walk(root: Path, shown_root: str, wanted: Wanted, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Go through the wanted regular files below a folder; the path is relative, with slashes, in NFC."""
    inside = Path(os.path.realpath(root))
    folders = [(str(root), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(Location(_shown(shown_root, prefix.rstrip("/"))), error))
            continue
        for entry in found:
            name, path = entry.name, unicodedata.normalize("NFC", prefix + entry.name)
            if LITTER.fullmatch(name) or name in REPOSITORIES or not wanted(path):
                continue
            problem = _refused(entry, path, shown_root, inside)
            if problem:
                problems.append(problem)
            elif entry.is_dir():
                folders.append((entry.path, path + "/"))
            else:
                yield path, entry.path


def _refused(entry: os.DirEntry[str], path: str, shown_root: str, inside: Path) -> Problem | None:
    """Say why a name in the folder is not read, if it is not."""
    location = Location(_shown(shown_root, path))
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = Location(location.path.encode("utf-8", "backslashreplace").decode())
        return Problem(shown, "the name of this file is not UTF-8", "Rename the file.")
    is_link = entry.is_symlink()
    if not is_link and (entry.is_file() or entry.is_dir()):
        return None
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        nowhere = warning(location, "this link leads nowhere; it is left out", "Remove it, or put the file here.")
        return nowhere if is_link else _unreadable(location, error)
    leads_out = is_link and not Path(os.path.realpath(entry.path)).is_relative_to(inside)
    return _odd(mode, location, is_link=is_link, leads_out=leads_out)


def _odd(mode: int, location: Location, *, is_link: bool, leads_out: bool) -> Problem | None:
    """Warn about what is neither a file nor a folder of our own."""
    if leads_out:
        message, cure = "this link leads out of the content folder", "Put a copy of the file here instead."
    elif is_link and stat.S_ISDIR(mode):
        message, cure = "this is a link to a folder", "Move the folder here, or copy it."
    elif not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        message, cure = "this is not a regular file", "Remove it from the content folder."
    else:
        return None
    return warning(location, f"{message}; it is left out", cure)


def _bytes(file: str, location: Location, limits: Limits, problems: list[Problem]) -> bytes | None:
    """Read one file, unless it is too large."""
    try:
        return read_ordinary(file, limits.file_bytes)
    except OSError as error:
        if error.errno != errno.EFBIG:
            problems.append(_unreadable(location, error))
            return None
    size = os.stat(file).st_size  # noqa: PTH116 - strings throughout: a Path for each of 10,000 files costs more
    message = f"the file has {size} bytes, more than the {limits.file_bytes} allowed"
    problems.append(Problem(location, message, "Make it smaller, or raise `limits.file_bytes` in site.toml."))
    return None


def _unreadable(location: Location, error: OSError) -> Problem:
    reason = (error.strerror or "unknown reason").lower()
    return Problem(location, f"cannot be read: {reason}", "Check that it exists and that you may read it.")


def _shown(shown_root: str, path: str) -> str:
    """Join the shown name of the folder and a path below it."""
    prefix = shown_root.rstrip("/")
    return f"{prefix}/{path}" if prefix and path and prefix != "." else path or prefix or "."
