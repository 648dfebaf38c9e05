from __future__ import annotations

from datetime import UTC, datetime, timedelta

from generator.analysis.stories import Found, Told
from generator.analysis.story_names import describe
from generator.analysis.story_terms import StrongTerm
from generator.model import Story

DAY = datetime(2017, 3, 1, tzinfo=UTC)


def told(number: int, *names: str, nouns: tuple[str, ...] = (), tags: tuple[str, ...] = ()) -> Told:
    """Make an article with names, nouns and tags; a name written twice weighs more."""
    terms = {
        word.casefold(): StrongTerm(
            word, float(names.count(word) or 1), word in names, is_firm=True, is_tag=word in tags
        )
        for word in (*names, *nouns, *tags)
    }
    return Told(f"{number}.md", DAY + timedelta(days=number), dict(sorted(terms.items())), frozenset(terms))


def described(*articles: Told, others: tuple[Told, ...] = (), splinters: frozenset[str] = frozenset()) -> Story:
    (story,) = describe([Found(articles)], [*articles, *others], splinters, "fr")
    return story


def test_the_strongest_shared_terms_name_a_story_the_widest_first() -> None:
    articles = [told(n, "OTAN", "OTAN", "Mattis", "Mattis", f"X{n}") for n in range(3)]
    others = tuple(told(n, "OTAN") for n in range(3, 6))

    assert described(*articles, others=others).terms == ("OTAN", "Mattis")


def test_a_noun_names_a_story_only_when_it_is_a_tag() -> None:
    bare = [told(n, "OTAN", nouns=("tir",)) for n in range(3)]
    tagged = [told(n, "OTAN", tags=("défense",)) for n in range(3)]

    assert described(*bare).terms == ("OTAN",)
    assert set(described(*tagged).terms) == {"OTAN", "défense"}


def test_a_term_of_one_article_does_not_name_a_story() -> None:
    articles = [told(0, "OTAN", *["Bakou"] * 9), told(1, "OTAN"), told(2, "OTAN")]

    assert described(*articles).terms == ("OTAN",)


def test_who_and_where_are_the_names_that_several_articles_have() -> None:
    articles = [told(0, "OTAN", "Bakou", "Dunford"), told(1, "OTAN", "Bakou"), told(2, "OTAN", "Mattis")]

    assert described(*articles).names == ("OTAN", "Bakou")


def test_a_part_of_a_longer_name_and_a_splinter_are_not_shown() -> None:
    articles = [told(n, "Union européenne", "Union", "Nations", "Rome") for n in range(3)]

    assert described(*articles, splinters=frozenset({"nations"})).names == ("Rome", "Union européenne")


def test_what_is_new_is_in_no_article_before() -> None:
    articles = [told(0, "OTAN", "Bakou"), told(1, "OTAN", "Mattis"), told(2, "Mattis", "Bakou", "Tillerson")]

    assert described(*articles).news == {"1.md": ("Mattis",), "2.md": ("Tillerson",)}


def test_the_spelling_of_most_articles_is_shown() -> None:
    articles = [told(0, "Otan"), told(1, "OTAN"), told(2, "OTAN")]

    assert described(*articles).names == ("OTAN",)


def test_the_editors_name_and_the_beginnings_are_handed_on() -> None:
    articles = (told(0, "OTAN"), told(1, "OTAN"))
    (story,) = describe([Found(articles, "Brexit", ("0.md",))], articles, frozenset(), "fr")

    assert (story.name, story.starts, story.articles, story.lang) == ("Brexit", ("0.md",), ("0.md", "1.md"), "fr")
