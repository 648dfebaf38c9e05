from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from generator.content.bounds import STEPS, _costs_of_blocks, _costs_of_text, _is_plain

PIECES = [
    "mot ", "[", "](", "]", "`", "~~", "{", " {", "*", "_", "<", "&", "\\", "  \n", "\n", "\n\n", "|", "|-|\n", "# ",
    "[^a]", "*[b]: ", "> ", "- ", "(", ")", "---\n", "===\n", ": ",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.integers(1, 400)), max_size=12), st.integers(1, 6))
def test_a_text_that_is_taken_for_plain_costs_no_more_than_is_allowed(parts: list[tuple[str, int]], times: int) -> None:
    text = "".join(piece * count for piece, count in parts) * times
    lines = text.split("\n")
    steps = sum(cost.steps for cost in chain(_costs_of_blocks(lines, set()), _costs_of_text(lines, set())))

    assert not _is_plain(text) or steps <= STEPS
