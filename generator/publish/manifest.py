"""The manifest: the list of the files that our last build wrote, kept in the output folder itself [I/O].

It lies there so that it is swapped in one step with the files that it lists, and so that a lost cache does not
make our own files strangers. It holds nothing of the machine or the time: same site, same bytes. It is not
trusted: one that cannot be understood lists nothing, and a path that leads out of the folder is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path

MANIFEST = ".digest-manifest.json"
INCOMING = ".digest-incoming"  # where new files wait when they are put in place one by one
FORMAT = 1
NOT_PLAIN = ("//", "/./", "/../", "\\", "\0")
"""Parts of a path between slashes that are empty or lead elsewhere, and signs that are none for a name."""


def is_plain(path: str) -> bool:
    r"""Tell whether a path stays below the folder that it is joined to, on any system.

    >>> is_plain("tags/otan/index.html")
    True
    >>> [is_plain(path) for path in ("", "/etc/passwd", "a/../../b", "./a", "a//b", "a\\b", "C:/a", "a\0")]
    [False, False, False, False, False, False, False, False]
    """
    framed = f"/{path}/"
    return not (any(part in framed for part in NOT_PLAIN) or ":" in path.partition("/")[0])


def are_plain(paths: Collection[str]) -> bool:
    """Tell whether all of some paths are plain; plain ones are found to be so at one go, as one long path.

    >>> are_plain(["index.html", "a/b:c"]), are_plain(["index.html", "a//b"]), are_plain([])
    (True, False, True)
    """
    together = "/".join(paths)
    return (is_plain(together) and ":" not in together) or all(map(is_plain, paths))


def manifest_bytes(paths: Iterable[str]) -> bytes:
    """Write the manifest of a site, one path a line.

    >>> print(manifest_bytes(["b.html", "a.html"]).decode(), end="")
    {
     "format": 1,
     "files": [
      "a.html",
      "b.html"
     ]
    }
    """
    # One call for all paths: with `indent` each of them would go through Python.
    listed = json.dumps(sorted(paths), ensure_ascii=False, separators=(",\n  ", ": "))[1:-1]
    files = f"[\n  {listed}\n ]" if listed else "[]"
    return f'{{\n "format": {FORMAT},\n "files": {files}\n}}\n'.encode()


def read_manifest(output: Path) -> frozenset[str]:
    """Read what our last build wrote in a folder; nothing when that is not known."""
    try:
        descriptor = os.open(
            output / MANIFEST, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(descriptor, "rb") as file:
            table = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(table, dict) or table.get("format") != FORMAT or not isinstance(table.get("files"), list):
        return frozenset()
    paths = [path for path in table["files"] if isinstance(path, str)]
    return frozenset(paths if are_plain(paths) else filter(is_plain, paths))
