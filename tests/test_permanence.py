from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.permanence import (
    HEAD,
    KINDS,
    ORDER,
    Entry,
    Loss,
    Text,
    ledger_text,
    losses,
    read_entries,
    recognise,
    resemblance,
    settled,
)

TOP = f"{HEAD}1\n"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
ENTRIES = st.builds(
    Entry,
    st.integers(0, 9).map(lambda n: f"/a/{n}/"),
    st.sampled_from(sorted(KINDS)),
    WORDS.filter(lambda text: text != "-"),
    st.sampled_from(["", "ab12.cd34"]),
    WORDS.filter(lambda text: text != "-"),
)


def article(url: str, id_: str = "urn:1", mark: str = "", source: str = "a.md") -> Entry:
    return Entry(url, "article", id_, mark, source)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.url))
def test_a_ledger_is_read_as_it_was_written(entries: list[Entry]) -> None:
    read, problems = read_entries(ledger_text(entries), "urls.lock")
    assert (read, problems) == (tuple(sorted(entries)), ())


@given(ENTRIES, ENTRIES)
def test_entries_stand_in_their_order_however_it_is_asked_for(one: Entry, other: Entry) -> None:
    assert (ORDER(one) < ORDER(other)) == (one < other)


@given(st.text("ab.", max_size=6))
def test_a_fingerprint_resembles_itself_if_it_says_anything(mark: str) -> None:
    assert resemblance(mark, mark) == (1.0 if set(mark) - {"."} else 0.0)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.url), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(entries: list[Entry], chance: object) -> None:
    lines = ledger_text(entries).splitlines()[1:]
    chance.shuffle(lines)  # type: ignore[attr-defined]
    assert read_entries("\n".join([HEAD + "1", *lines]), "urls.lock")[0] == tuple(sorted(entries))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "urls.lock:1: is empty"),
        ("/a/ page\n", "urls.lock:1: is not a ledger of this version"),
        (f"{HEAD}2\n", "urls.lock:1: is not a ledger of this version"),
        (f"{TOP}<<<<<<< HEAD\n/a/ page\n", "urls.lock:2: a merge left its marks"),
        (f"{TOP}/a/ page\n=======\n", "urls.lock:3: a merge left its marks"),
        (f"{TOP}>>>>>>> other\n", "urls.lock:2: a merge left its marks"),
        (f"{TOP}/a/\n", 'urls.lock:2: the line is damaged: "/a/"'),
        (f"{TOP}/a/ house\n", 'urls.lock:2: the line is damaged: "/a/ house"'),
        (f"{TOP}a/ page\n", 'urls.lock:2: the line is damaged: "a/ page"'),
        (f"{TOP}/../etc/ page\n", 'urls.lock:2: the line is damaged: "/../etc/ page"'),
        (f"{TOP}/%2e%2e/etc/ page\n", 'urls.lock:2: the line is damaged: "/%2e%2e/etc/ page"'),
        (f"{TOP}/a/ page - - - -\n", 'urls.lock:2: the line is damaged: "/a/ page - - - -"'),
        (f"{TOP}/a/ feed urn:1\n/a/ feed urn:2\n", "urls.lock:3: /a/ has another id on line 2"),
    ],
)
def test_damage_is_told_with_its_line_and_a_cure(text: str, told: str) -> None:
    _entries, problems = read_entries(text, "urls.lock")
    assert [str(problem).splitlines()[0] for problem in problems] == [told]
    assert all(problem.is_error and problem.cure for problem in problems)


def test_all_damage_is_told_in_one_go() -> None:
    entries, problems = read_entries(f"{TOP}x\n/a/ page\ny\n", "urls.lock")
    assert (len(entries), len(problems)) == (1, 2)


@pytest.mark.parametrize(
    ("now", "there", "known"),
    [
        (Text("a.md", "", "x.y"), ["a.md"], True),
        (Text("b.md", "", "1.2.3.4"), ["b.md"], True),
        (Text("b.md", "", "1.2.8.9"), ["b.md"], True),
        (Text("b.md", "", "1.7.8.9"), ["b.md"], False),
        (Text("b.md", "", "1.2.3.4"), ["a.md", "b.md"], False),
        (Text("b.md", "urn:1", "x"), ["b.md"], True),
        (Text("b.md", "urn:2", "1.2.3.4"), ["b.md"], False),
    ],
)
def test_an_article_is_known_by_file_id_or_text(now: Text, there: list[str], known: bool) -> None:
    past = article("/a/", mark="1.2.3.4")
    assert recognise([now], there, [past]) == ({now.source: past} if known else {})


def test_of_two_alike_the_likest_is_the_one_that_moved() -> None:
    past = article("/a/", mark="1.2.3.4")
    texts = [Text("b.md", "", "1.2.3.9"), Text("c.md", "", "1.2.3.4")]
    assert recognise(texts, ["b.md", "c.md"], [past]) == {"c.md": past}


def test_a_text_that_moved_before_is_not_found_twice() -> None:
    past = [article("/a/", mark="1.2"), article("/b/", mark="1.2", source="b.md")]
    assert recognise([Text("b.md", "", "1.2"), Text("c.md", "", "1.2")], ["b.md", "c.md"], past) == {"b.md": past[1]}


def test_a_new_file_at_the_place_of_a_renamed_one_does_not_take_its_id() -> None:
    past = [article("/a/", mark="1.2"), article("/b/", mark="1.2", source="b.md")]
    texts = [Text("a.md", "", "8.9"), Text("b.md", "", "1.2")]
    assert recognise(texts, ["a.md", "b.md"], past) == {"b.md": past[1]}


def test_what_took_the_place_of_an_address_is_its_file_or_that_with_its_id() -> None:
    old, moved = article("/a/"), article("/b/", source="b.md")
    assert losses([old], {"a.md": old}) == (Loss(old, "a.md"),)
    assert losses([old], {"b.md": moved}) == (Loss(old, "b.md"),)
    assert losses([old], {}) == (Loss(old, ""),)


def test_nothing_leaves_the_ledger_and_a_corrected_word_changes_nothing() -> None:
    past = (article("/a/", mark="1.2.3.4"), Entry("/b/", "page"))
    assert settled(past, [article("/a/", mark="1.2.3.9")]) == past
    assert settled(past, [article("/a/", mark="1.7.8.9"), Entry("/c/", "page")]) == (
        article("/a/", mark="1.7.8.9"),
        Entry("/b/", "page"),
        Entry("/c/", "page"),
    )
