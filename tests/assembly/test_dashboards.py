from __future__ import annotations

from dataclasses import replace

from generator.config import ListSettings
from generator.model import Story
from generator.views import Dashboard, TagPage
from tests.assembly.builders import CONFIG, make_site, page, pages
from tests.builders import make_article

ARTICLES = [
    make_article(f"A {n}", date=n, section="sport" if n % 3 else "monde", tags=("OTAN", "Russie"), authors=("Zoé",))
    for n in range(40)
]


def dashboard(*stories: tuple[str, ...]) -> Dashboard:
    """Give the dashboard of a tag that three articles of five bear, with stories of some articles."""
    articles = [make_article(f"A {n}", date=n, tags=("OTAN",) if n < 3 else ()) for n in range(5)]
    told = [Story(lang="fr", articles=tuple(f"monde/a-{n}.md" for n in ids), name=ids) for ids in map("".join, stories)]
    shown = page(make_site(articles, stories=told), TagPage).dashboard
    assert shown
    return shown


def test_a_tag_page_names_its_period_and_the_tags_beside_it_but_not_itself() -> None:
    shown = page(make_site(ARTICLES[:5]), TagPage, path="tags/otan/index.html")

    assert [topic.label for topic in shown.topics] == ["Russie"]
    assert (shown.first_date, shown.last_date) == (ARTICLES[0].date, ARTICLES[4].date)


def test_every_page_of_a_tag_says_the_period_of_all() -> None:
    site = make_site(ARTICLES[:5], replace(CONFIG, lists=ListSettings(page_size=2)))

    assert {(p.first_date, p.last_date) for p in pages(site, TagPage)} == {(ARTICLES[0].date, ARTICLES[4].date)}


def test_only_the_first_page_of_a_tag_has_a_dashboard() -> None:
    site = make_site(ARTICLES[:5], replace(CONFIG, lists=ListSettings(page_size=3)))
    first, second = (p for p in pages(site, TagPage) if p.title == "OTAN")

    assert first.dashboard
    assert first.topics
    assert second.dashboard is None
    assert second.topics == ()


def test_articles_of_a_tag_stand_under_their_months() -> None:
    shown = page(make_site(ARTICLES[10:20]), TagPage, path="tags/otan/index.html")

    assert [(month.first_day.month, len(month.cards)) for month in shown.months] == [(3, 4), (2, 6)]
    assert [card for month in shown.months for card in month.cards] == [*shown.cards]


def test_sections_are_counted_the_one_with_most_articles_first() -> None:
    shown = page(make_site(ARTICLES[:10]), TagPage, path="tags/otan/index.html").dashboard

    assert shown
    assert [(one.section.label, one.count) for one in shown.sections] == [("Sport", 6), ("Monde", 4)]


def test_a_tag_belongs_to_the_stories_of_which_two_articles_bear_it() -> None:
    assert [story.title for story in dashboard(("0", "1", "3")).stories] == ["013"]
    assert dashboard(("2", "3", "4")).stories == ()


def test_the_story_with_most_articles_of_a_tag_stands_first() -> None:
    articles = [make_article(f"A {n}", date=n, tags=("OTAN",)) for n in range(5)]
    told = [Story(lang="fr", articles=tuple(f"monde/a-{n}.md" for n in ids), name=ids) for ids in ("34", "012")]
    shown = page(make_site(articles, stories=told), TagPage).dashboard

    assert shown
    assert [story.title for story in shown.stories] == ["012", "34"]
