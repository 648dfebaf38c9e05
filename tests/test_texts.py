"""Texts that are known without being read."""

from __future__ import annotations

from copy import copy
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.texts import NO_TEXT, KnownText


@given(st.text(st.characters()))
def test_a_text_is_given_as_it_was(text: str) -> None:
    known = KnownText.of(text)

    assert str(known) == text
    assert known.size == len(known.data)
    assert bool(known) is bool(text)


def test_texts_are_told_apart_by_their_marks_and_not_read_for_that() -> None:
    known = KnownText.of("Un mot.")
    far = KnownText(known.mark, known.size, partial(pytest.fail, "it was read"))

    assert far == known
    assert len({far, known}) == 1
    assert known != KnownText.of("Un autre.")
    assert bool(far)


def test_a_text_goes_to_another_process_with_its_bytes() -> None:
    known = KnownText.of("Un mot.")
    far = KnownText(known.mark, known.size, lambda: known.data)
    sent = copy(far)  # in the way in which it is sent

    assert sent == known
    assert sent.held == known.data


def test_no_text_is_empty() -> None:
    assert (str(NO_TEXT), NO_TEXT.size, bool(NO_TEXT)) == ("", 0, False)
