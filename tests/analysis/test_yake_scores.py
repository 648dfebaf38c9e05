import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.yake_scores import deviation, score_phrases

STOP_WORDS = frozenset({"la", "de", "est"})


@given(st.lists(st.integers(1, 400), min_size=1, max_size=700))
def test_the_deviation_is_that_of_numpy_to_the_last_bit(counts: list[int]) -> None:
    assert deviation(counts) == float(np.std(counts))


@pytest.mark.parametrize("text", ["", " ", ".", "La.", "La de la.", "3.5, 2017."])
def test_a_text_without_words_of_its_own_has_no_phrases(text: str) -> None:
    assert score_phrases(text, STOP_WORDS, 10) == []


def test_phrases_neither_begin_nor_end_with_a_stop_word_and_hold_no_number() -> None:
    phrases = {phrase for phrase, _score in score_phrases("La tour 12th penche, la tour de Pise.", STOP_WORDS, 50)}
    assert phrases == {"tour", "penche", "pise", "tour de pise"}


def test_fewer_phrases_are_the_best_of_many() -> None:
    text = "Bakou reçoit Mattis, et Mattis remercie Bakou. Moscou regarde Bakou."
    many = score_phrases(text, STOP_WORDS, 50)
    assert score_phrases(text, STOP_WORDS, 3) == many[:3]
    assert many == sorted(many, key=lambda item: item[1])
