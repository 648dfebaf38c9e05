import sys
from pathlib import Path

import pytest

from benchmarks.cost import main

FIVE = Path(__file__).with_name("five.jsonl")


def test_the_script_tells_the_cost_of_one_article(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["cost", str(FIVE), "--rounds", "1"])
    main()

    assert "| 5 of five |" in capsys.readouterr().out
