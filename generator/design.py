"""The files of the design: the program's, and before them those of the site's own templates [I/O]."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from generator.assembly.stylesheets import lost_imports
from generator.config import Limits
from generator.content.sources import read_static
from generator.errors import Location, Problem, Severity
from generator.model import Asset
from generator.orders import Problems


def read_design(templates: Sequence[Path], limits: Limits) -> tuple[tuple[Asset, ...], Problems]:
    """Read what stands in `static` beside the templates.

    Args:
        templates: Folders of templates; a file of an earlier one stands for that of the same name in a later one.
        limits: Of the site. What is to be small is what editors send in; files of the program are as large as they are.

    Returns:
        The files, by path; problems as `read_static` has them, and a warning for each sheet that is imported but is
        not there.
    """
    limits = dataclasses.replace(limits, file_bytes=max(limits.file_bytes, Limits().file_bytes))
    assets: dict[str, Asset] = {}
    shown: dict[str, str] = {}
    problems: Problems = ()
    for folder in reversed(templates):
        found, faults = read_static(folder / "static", str(folder / "static"), limits)
        assets |= {asset.path: asset for asset in found}
        shown |= {asset.path: f"{folder / 'static'}/{asset.path}" for asset in found}
        problems += faults
    design = tuple(assets[path] for path in sorted(assets))
    lost = (_lost(Location(shown[path], line), name) for path, line, name in lost_imports(design))
    return design, (*problems, *lost)


def _lost(place: Location, name: str) -> Problem:
    cure = "Put the sheet there, or take the line out; without it, every page asks for a file that does not exist."
    return Problem(place, f"`{name}` is imported, but there is no such sheet in `static`", cure, Severity.WARNING)
