"""For all tests: how properties are tried, places that refuse to be written, and what was left out, a line each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import HealthCheck, settings

collect_ignore = ["fuzz/run.py"]  # no test; its library is installed by `make fuzz` alone
# No test is a race: neither the load of the machine nor chance decides whether it passes.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# Now and then, as long as it takes: new examples each time, ten times as many (HYPOTHESIS_PROFILE=nightly).
settings.register_profile("nightly", max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Tell the reasons of tests that were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} {'test' if count == 1 else 'tests'}, {reason}")


def may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


@pytest.fixture
def tmpfs(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount small file systems of their own: call it with mount options."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        if not may_mount():
            pytest.skip("only root on Linux may mount")
        point = tmp_path / f"mount-{len(mounted)}"
        point.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)], check=False)
        if done.returncode:
            pytest.skip("this machine does not let us mount a tmpfs")
        mounted.append(point)
        return point

    yield mount
    for point in mounted:
        subprocess.run(["umount", "-l", str(point)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Make folders read-only: by mode for common users, by a bind mount for root, whom modes do not bind."""
    done: list[Path] = []

    def bind(folder: Path) -> None:
        assert folder.is_relative_to(tmp_path)
        done.append(folder)
        if not may_mount():
            folder.chmod(0o555)
            return
        for options in (["--bind"], ["-o", "remount,bind,ro"]):
            if subprocess.run(["mount", *options, str(folder), str(folder)], check=False).returncode:
                pytest.skip("this machine does not let us mount")

    yield bind
    for folder in done:
        if may_mount():
            subprocess.run(["umount", "-l", str(folder)], check=False)
        else:
            folder.chmod(0o755)
