from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.assembly.storylines import Storyline, storylines_of
from generator.model import Article, Story
from tests.builders import make_article

ARTICLES = [make_article(f"A {n}", id=f"monde/a-{n}.md", date=n) for n in range(6)]


def story(*numbers: int, name: str = "", starts: Sequence[int] = (), lang: str = "fr") -> Story:
    ids = [ARTICLES[n].id for n in numbers]
    return Story(
        lang=lang,
        articles=tuple(ids),
        name=name,
        terms=("présidentielle", "Emmanuel Macron"),
        starts=tuple(ARTICLES[n].id for n in starts),
    )


def lines(*stories: Story, articles: Sequence[Article] = ARTICLES, lang: str = "fr") -> tuple[Storyline, ...]:
    return storylines_of(lang, articles, stories)


def test_a_story_stands_at_the_slug_of_its_first_article_however_many_join() -> None:
    assert [line.slug for line in (*lines(story(0, 1, 2)), *lines(story(0, 1, 2, 3, 4)))] == ["a-0", "a-0"]


def test_a_name_of_the_editor_is_title_and_address() -> None:
    (line,) = lines(story(0, 1, name="Brexit : article 50"))

    assert (line.title, line.slug) == ("Brexit : article 50", "brexit-article-50")


@pytest.mark.parametrize(
    ("lang", "title"),
    [("fr", "Présidentielle\N{NO-BREAK SPACE}: Emmanuel Macron"), ("en", "Présidentielle: Emmanuel Macron")],
)
def test_without_one_its_terms_are_its_title_with_the_colon_of_the_language(lang: str, title: str) -> None:
    assert [line.title for line in lines(story(0, 1, 2, lang=lang), lang=lang)] == [title]


def test_the_story_with_the_newest_article_comes_first() -> None:
    assert [line.slug for line in lines(story(0, 1, 5), story(2, 3, 4))] == ["a-0", "a-2"]


def test_stories_of_other_languages_are_left_out() -> None:
    assert lines(story(0, 1, 2, lang="en")) == ()


def test_of_two_that_want_one_address_the_older_keeps_it() -> None:
    newer, older = lines(story(0, 1, name="A 3"), story(3, 4, 5))

    assert older.slug == "a-3"
    assert newer.slug.startswith("a-3-")


def test_the_address_without_a_name_leads_to_the_one_with_it() -> None:
    (line,) = lines(story(0, 1, 2, name="Brexit", starts=(0,)))

    assert (line.slug, line.former) == ("brexit", ("a-0",))


def test_no_former_address_is_that_of_another_story() -> None:
    named, other = sorted(lines(story(0, 1, name="A 4", starts=(0,)), story(4, 5, starts=(4,))), key=lambda x: x.slug)

    assert (named.former, other.former) == (("a-0",), ()) or (other.former, named.former) == (("a-0",), ())


@pytest.mark.parametrize("name", ["Con", "Page"])
def test_names_that_mean_something_else_in_an_address_get_a_prefix(name: str) -> None:
    assert [line.slug for line in lines(story(0, 1, name=name))] == [f"story-{name.casefold()}"]
