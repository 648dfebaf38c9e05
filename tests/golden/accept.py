"""Accept what the golden site looks like now: `make golden`, then look at `git diff`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.golden.site import EXPECTED, build_golden_site

if __name__ == "__main__":
    shutil.rmtree(EXPECTED, ignore_errors=True)
    with tempfile.TemporaryDirectory() as cache:
        print(build_golden_site(EXPECTED, Path(cache)))  # noqa: T201 - a command of its own
