"""For all tests: properties are tried the same way everywhere, and what was left out is said in one line each."""

from __future__ import annotations

import os
from collections import Counter

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
