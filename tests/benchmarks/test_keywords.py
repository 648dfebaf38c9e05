import sys
from pathlib import Path

import pytest

from benchmarks.keywords import NEUTRAL, fit, flat, main, read_corpus, shaped, without
from generator.analysis.keywords import WEIGHTS

FIVE = Path(__file__).with_name("five.jsonl")


def test_weights_keep_their_values_when_they_are_named_one_by_one() -> None:
    assert shaped(flat(WEIGHTS)) == WEIGHTS


def test_a_feature_left_out_says_nothing_and_the_others_stay() -> None:
    assert without("title", WEIGHTS).title == 0
    assert without("title", WEIGHTS).count == WEIGHTS.count
    assert without("lengths", WEIGHTS).lengths == (0, 0, 0)


def test_a_fit_is_the_same_each_time_and_no_worse_than_its_start() -> None:
    corpus = read_corpus(FIVE, None)
    fitted = fit([corpus], NEUTRAL, lambda _: None)

    assert fit([corpus], NEUTRAL, lambda _: None) == fitted
    assert corpus.f1(fitted) >= corpus.f1(NEUTRAL)


def test_the_script_tells_scores_and_losses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["keywords", str(FIVE), "--fit", "--first", "4"])
    main()
    told = capsys.readouterr().out

    assert "| as shipped |" in told
    assert "| title |" in told
    assert "fitted: RankingWeights(" in told


def test_a_fit_needs_a_set_that_is_not_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["keywords", str(FIVE), "--leave-out", "en"])
    with pytest.raises(SystemExit):
        main()

    assert "leaves no set to fit on" in capsys.readouterr().err
