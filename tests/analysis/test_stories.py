from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.stories import Found, Told, find_stories
from generator.analysis.story_terms import StrongTerm

DAY = datetime(2017, 3, 1, 8, tzinfo=UTC)


def told(handle: str, day: float, firm: str = "", passing: str = "", **fields: Any) -> Told:
    """Make an article: names that it is about, names that it mentions, and a word of its own."""
    terms = {word: StrongTerm(word, 2.0, is_name=True, is_firm=True) for word in firm.split()}
    terms |= {word: StrongTerm(word, 1.0, is_name=True, is_firm=False) for word in [*passing.split(), f"own-{handle}"]}
    ordered = dict(sorted(terms.items()))
    return Told(f"{handle}.md", DAY + timedelta(days=day), ordered, frozenset(ordered), **fields)


def ids(stories: Sequence[Found]) -> list[list[str]]:
    return [[article.id.removesuffix(".md") for article in story.articles] for story in stories]


BREXIT = [told(f"b{n}", 7 * n, "Brexit May Tusk", "Barnier") for n in range(4)]
STRIKE = [told(f"s{n}", 6 * n + 1, "Guyane grève Kourou") for n in range(3)]


def test_articles_on_one_event_are_a_story_oldest_first() -> None:
    assert ids(find_stories([*BREXIT, *STRIKE])) == [["b0", "b1", "b2", "b3"], ["s0", "s1", "s2"]]


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_articles_are_none(count: int) -> None:
    assert not find_stories(BREXIT[:count])


def test_articles_of_a_few_hours_are_none() -> None:
    assert not find_stories([told(f"b{n}", n / 10, "Brexit May Tusk") for n in range(4)])


def test_the_same_text_again_does_not_make_a_story() -> None:
    same = [replace(BREXIT[0], id=f"{n}.md", date=DAY + timedelta(days=n)) for n in range(5)]

    assert not find_stories(same)


@pytest.mark.parametrize(
    ("firm", "passing"),
    [
        pytest.param("Brexit May", "", id="only two terms shared"),
        pytest.param("Brexit", "May Tusk Barnier", id="only one of them firm"),
        pytest.param("", "Brexit May Tusk Barnier", id="all in passing"),
    ],
)
def test_weak_evidence_makes_no_story(firm: str, passing: str) -> None:
    assert not find_stories([told(f"b{n}", n, firm, passing) for n in range(4)])


def test_at_least_one_firm_term_is_a_name() -> None:
    nouns = [
        replace(article, terms={key: replace(term, is_name=False) for key, term in article.terms.items()})
        for article in BREXIT
    ]

    assert not find_stories(nouns)


def test_terms_that_share_a_word_count_once() -> None:
    assert not find_stories(
        [
            replace(
                article,
                terms={key: replace(BREXIT[0].terms["May"], phrase=key) for key in ("may", "theresa may", "tusk")},
            )
            for article in BREXIT
        ]
    )


def test_what_all_the_news_speaks_of_is_no_ones_own() -> None:
    daily = [told(f"d{n}", n, "Trump Washington Europe", "États-Unis") for n in range(2)]
    others = [told(f"o{n}", n / 2, f"x{n} y{n} z{n}", "Trump Washington Europe") for n in range(20)]
    third = told("d2", 11, "Trump Washington Europe", "États-Unis")

    assert not find_stories([*daily, *others, third])


def test_a_chain_of_neighbours_is_not_followed_from_one_event_to_the_next() -> None:
    words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"]
    chain = [told(f"c{n}", n, " ".join(words[n : n + 5])) for n in range(12)]
    first, *_others = find_stories(chain)
    begun = [frozenset(article.terms) for article in first.articles[:3]]

    assert 3 <= len(first.articles) < 12
    for article in first.articles:
        assert sum(1 for terms in begun if terms & article.terms.keys()) >= 2


def test_a_long_silence_ends_a_story() -> None:
    late = told("late", 21 + 46, "Brexit May Tusk", "Barnier")

    assert ids(find_stories([*BREXIT, late])) == [["b0", "b1", "b2", "b3"]]


def test_a_story_has_a_bounded_span_unless_the_editor_named_it() -> None:
    year = [told(f"b{n:02}", 30 * n, "Brexit May Tusk") for n in range(12)]
    named = [replace(year[0], name="Brexit"), *year[1:]]

    assert [len(story.articles) for story in find_stories(year)] == [7, 5]
    assert [len(story.articles) for story in find_stories(named)] == [12]


def test_an_article_that_the_editor_keeps_apart_does_not_join() -> None:
    apart = replace(BREXIT[3], refused=frozenset({"b0.md"}))

    assert ids(find_stories([*BREXIT[:3], apart])) == [["b0", "b1", "b2"]]


def test_two_articles_to_which_the_editor_gives_one_name_are_a_story() -> None:
    one, two = told("one", 0, "Séoul", name="La chute"), told("two", 300, "Samsung", name="la chute")
    (story,) = find_stories([two, one])

    assert story.name == "La chute"
    assert ids([story]) == [["one", "two"]]


def test_a_name_on_one_article_alone_is_no_story() -> None:
    assert not find_stories([told("one", 0, "Séoul", name="La chute")])


@pytest.mark.parametrize("place", range(4))
def test_a_name_on_any_article_names_the_story_that_was_found(place: int) -> None:
    named = [replace(article, name="Brexit" if n == place else "") for n, article in enumerate(BREXIT)]
    (story,) = find_stories(named)

    assert (story.name, ids([story])) == ("Brexit", [["b0", "b1", "b2", "b3"]])
    assert story.starts == ("b0.md",)


def test_an_article_with_another_name_does_not_join_a_named_story() -> None:
    named = [replace(BREXIT[0], name="Brexit"), BREXIT[1], replace(BREXIT[2], name="Autre chose"), BREXIT[3]]

    assert ids(find_stories(named)) == [["b0", "b1", "b3"]]


def test_where_nobody_names_a_story_none_begins_elsewhere() -> None:
    assert [story.starts for story in find_stories(BREXIT)] == [()]


def test_a_story_that_the_editor_takes_up_again_is_joined_again_however_much_else_was_news() -> None:
    begun = [replace(article, name="Brexit") for article in BREXIT[:2]]
    others = [told(f"o{n}", 70 * (n + 1), "Brexit May", f"x{n} y{n}") for n in range(4)]
    year = [replace(a, date=a.date + timedelta(days=365)) for a in BREXIT[2:]]
    again = [replace(year[0], name="Brexit"), year[1]]

    assert ids(find_stories([*begun, *others, *again])) == [["b0", "b1", "b2", "b3"]]


EVENTS = [["a0", "a1", "a2", "a3", "a4"], ["b0", "b1", "b2", "b3", "b4"], ["c0", "c1", "c2", "c3", "c4"]]


@st.composite
def newspapers(draw: st.DrawFn) -> list[Told]:
    """Draw articles on three events that also mention each other's words, some of them named."""
    made = []
    for number in range(draw(st.integers(3, 14))):
        event = draw(st.sampled_from(EVENTS))
        firm = draw(st.lists(st.sampled_from(event), min_size=2, max_size=5, unique=True))
        passing = draw(st.lists(st.sampled_from([word for words in EVENTS for word in words]), max_size=4, unique=True))
        rest = " ".join(word for word in passing if word not in firm)
        name = draw(st.sampled_from(["", "", "", "", "Alpha", "Beta"]))
        made.append(told(f"n{number:02}", draw(st.integers(0, 120)), " ".join(firm), rest, name=name))
    return made


@given(newspapers(), st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_the_order_of_reading(articles: list[Told], random: Any) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)

    assert find_stories(shuffled) == find_stories(articles)


@given(newspapers(), st.integers(-30, 150))
def test_an_article_on_something_else_changes_no_story(articles: list[Told], day: int) -> None:
    unrelated = told("unrelated", day, "x0 x1 x2", "x3 x4")

    assert find_stories([*articles, unrelated]) == find_stories(articles)


@given(newspapers(), st.integers(0, 120))
def test_later_news_takes_no_article_out_of_a_story(articles: list[Told], day: int) -> None:
    unnamed = [replace(article, name="") for article in articles]
    until = [article for article in unnamed if article.date <= DAY + timedelta(days=day)]
    whole = {story.articles[0].id: story.articles for story in find_stories(unnamed)}

    for story in find_stories(until):
        assert whole[story.articles[0].id][: len(story.articles)] == story.articles


@given(newspapers())
def test_no_article_stands_in_two_stories(articles: list[Told]) -> None:
    found = [article.id for story in find_stories(articles) for article in story.articles]

    assert len(found) == len(set(found))


@given(newspapers())
def test_every_story_has_enough_articles_in_order(articles: list[Told]) -> None:
    for story in find_stories(articles):
        named = sum(1 for article in story.articles if article.name)
        assert len(story.articles) >= 3 or named >= 2
        assert [a.date for a in story.articles] == sorted(a.date for a in story.articles)
