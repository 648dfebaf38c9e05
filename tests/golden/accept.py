"""Accept what the golden site looks like now: `make golden`, then look at `git diff`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.permanence import LEDGER
from tests.golden.site import EXPECTED, HERE, build_golden_site

if __name__ == "__main__":
    shutil.rmtree(EXPECTED, ignore_errors=True)
    # What the site was before is no part of what it is to be.
    (HERE / "content" / LEDGER).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as cache:
        print(build_golden_site(EXPECTED, Path(cache)))  # noqa: T201 - a command of its own
