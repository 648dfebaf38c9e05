from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model import Story
from generator.views import ArticlePage, HomePage, Link, RedirectPage, Site, StoriesPage, StoryPage
from tests.assembly.builders import CONFIG, TWO, edition, make_site, page, pages, paths
from tests.builders import make_article

ARTICLES = [
    make_article(f"A {n}", id=f"monde/a-{n}.md", date=n, tags=("OTAN",), translation_key=f"monde/a-{n}")
    for n in range(5)
]
IDS = tuple(article.id for article in ARTICLES)
STORY = Story(
    lang="fr", articles=IDS[:3], terms=("OTAN", "Bakou"), names=("OTAN", "Bakou"), news={IDS[1]: ("Joseph Dunford",)}
)


def site(*stories: Story, **given: Any) -> Site:
    return make_site(ARTICLES, **{"config": CONFIG, **given}, stories=stories)


def test_a_site_without_stories_shows_nothing_of_them() -> None:
    bare = site()

    assert not [path for path in paths(bare) if "stories" in path]
    assert edition(bare).site.stories == ""
    assert page(bare, HomePage).stories == ()
    assert {made.story for made in pages(bare, ArticlePage)} == {None}


def test_a_story_page_tells_its_articles_from_the_first_and_what_each_brings() -> None:
    told = page(site(STORY), StoryPage)

    assert (told.title, told.url) == ("OTAN\N{NO-BREAK SPACE}: Bakou", "/stories/a-0/")
    assert [(event.card.title, event.new_terms) for event in told.events] == [
        ("A 0", ()),
        ("A 1", ("Joseph Dunford",)),
        ("A 2", ()),
    ]
    assert (told.story.count, told.story.first_date.day, told.story.last_date.day) == (3, 13, 15)


def test_names_lead_to_the_pages_of_their_tags() -> None:
    assert page(site(STORY), StoryPage).names == (Link("OTAN", "/tags/otan/"), Link("Bakou", ""))


def test_an_article_knows_its_place_and_its_neighbours() -> None:
    made = {one.title: one.story for one in pages(site(STORY), ArticlePage)}
    first, second, last, outside = (made[f"A {n}"] for n in range(4))

    assert outside is None
    assert first
    assert second
    assert last
    assert [place.position for place in (first, second, last)] == [1, 2, 3]
    assert (first.previous, last.next) == (None, None)
    assert (second.previous, second.next) == (Link("A 0", "/monde/a-0/"), Link("A 2", "/monde/a-2/"))
    assert second.story.url == "/stories/a-0/"


def test_all_stories_are_listed_and_the_newest_three_stand_on_the_front_page() -> None:
    stories = [Story(lang="fr", articles=IDS[n : n + 1], name=f"S {n}") for n in range(5)]
    made = site(*stories)

    assert [link.title for link in page(made, StoriesPage).stories] == ["S 4", "S 3", "S 2", "S 1", "S 0"]
    assert [link.title for link in page(made, HomePage).stories] == ["S 4", "S 3", "S 2"]


def test_a_story_is_followed_by_a_feed_of_its_own_newest_first() -> None:
    made = site(STORY)
    (feed,) = [feed for feed in edition(made).feeds if feed.atom.path.startswith("stories/")]

    assert (feed.atom.path, feed.json.path) == ("stories/a-0/feed.xml", "stories/a-0/feed.json")
    assert [entry.title for entry in feed.entries] == ["A 2", "A 1", "A 0"]
    assert page(made, StoryPage).feeds[0].atom == "/stories/a-0/feed.xml"


def test_a_story_that_gets_a_name_leaves_a_redirect_and_its_feed() -> None:
    before, after = site(STORY), site(replace(STORY, name="Bakou", starts=IDS[:1]))

    assert page(after, StoryPage).url == "/stories/bakou/"
    assert [(one.address.path, one.target) for one in pages(after, RedirectPage)] == [
        ("stories/a-0/index.html", "/stories/bakou/")
    ]
    ids = {feed.atom.path: feed.id for made in (before, after) for feed in edition(made).feeds}
    assert "stories/a-0/feed.xml" in {feed.atom.path for feed in edition(after).feeds}
    assert len({ids[f"stories/{slug}/feed.xml"] for slug in ("a-0", "bakou")}) == 2


def test_a_long_story_goes_on_on_further_pages() -> None:
    small = replace(CONFIG, lists=replace(CONFIG.lists, page_size=2))
    first, second = pages(site(STORY, config=small), StoryPage)

    assert (first.url, second.url) == ("/stories/a-0/", "/stories/a-0/page/2/")
    assert [event.card.title for event in second.events] == ["A 2"]
    assert second.story.count == 3


def test_stories_that_begin_with_translations_of_one_article_are_counterparts() -> None:
    english = [replace(article, lang="en", id=article.id.replace(".md", ".en.md")) for article in ARTICLES]
    other = replace(STORY, lang="en", articles=tuple(article.id for article in english[:2]), news={})
    made = make_site([*ARTICLES, *english], TWO, stories=(STORY, other))

    assert [one.url for one in page(made, StoryPage).alternates] == ["/stories/a-0/", "/en/stories/a-0/"]
