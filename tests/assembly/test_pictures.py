from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from generator.config import ImageSettings, Limits, SiteConfig
from generator.errors import Location
from generator.model import Article, Asset, ImageRef, InternalLink
from generator.views import ArticlePage, ListPage, Picture, Rendition
from tests.assembly.builders import CONFIG, arrange, edition, make_section, make_site, page
from tests.builders import make_article

REPO = replace(CONFIG, base_url="https://user.github.io/repo/")
MARK = r"[0-9a-f]{10}"


def asset(path: str = "monde/baku.jpg", size: tuple[int, int] = (3000, 2000), **fields: Any) -> Asset:
    return Asset(path, path.encode(), size=size, **({"raster": "jpeg"} | fields))


def showing(reference: str = "content:monde/baku.jpg", attributes: str = 'alt="x"', **fields: Any) -> Article:
    """Make an article whose body shows a picture on line 7."""
    link = InternalLink(reference, Location("monde/a.md", 7, 3), is_image=True)
    return make_article(body_html=f'<p><img src="{reference}" {attributes}></p>', links=(link,), **fields)


def renditions(one: Asset, config: SiteConfig = CONFIG) -> list[tuple[str, int, int]]:
    site = make_site([showing(f"content:{one.path}")], config, assets=[one])
    return [(made.format, made.width, made.height) for picture in site.pictures for made in picture.renditions]


def lead(article: Article, config: SiteConfig = CONFIG, **given: Any) -> Picture:
    picture = page(make_site([article], config, **given), ArticlePage).card.picture
    assert picture
    return picture


def body(article: Article, config: SiteConfig = CONFIG, **given: Any) -> str:
    return re.sub(MARK, "MARK", page(make_site([article], config, **given), ArticlePage).body_html)


def test_a_picture_is_made_in_the_sizes_of_the_configuration_and_once_in_its_own_format() -> None:
    assert renditions(asset()) == [
        ("jpeg", 1280, 853),
        ("webp", 400, 267),
        ("webp", 640, 427),
        ("webp", 960, 640),
        ("webp", 1280, 853),
        ("webp", 1920, 1280),
    ]


def test_no_picture_is_enlarged() -> None:
    assert renditions(asset(size=(500, 333))) == [("jpeg", 500, 333), ("webp", 400, 266), ("webp", 500, 333)]


@pytest.mark.parametrize(
    "one",
    [
        asset(size=(400, 300)),
        asset("monde/a.gif", raster=""),
        asset("monde/a.svg", raster=""),
        asset(size=(1000, 20_000)),
        Asset("monde/a.jpg", b"", raster="jpeg"),
    ],
)
def test_what_is_small_moves_is_drawn_or_too_long_stays_as_it_is(one: Asset) -> None:
    site = make_site([showing(f"content:{one.path}", image=ImageRef(f"content:{one.path}", "x"))], assets=[one])

    assert site.pictures == ()
    assert page(site, ArticlePage).body_html.count(f'<img src="/{one.path}"') == 1
    picture = page(site, ArticlePage).card.picture
    assert picture
    assert (picture.url, picture.srcset) == (f"/{one.path}", "")


def test_a_webp_file_is_its_own_plain_form() -> None:
    made = renditions(asset("monde/a.webp", (1280, 720), raster="webp"))

    assert made == [("webp", 1280, 720), ("webp", 400, 225), ("webp", 640, 360), ("webp", 960, 540)]


def test_pictures_are_left_alone_when_that_is_wanted() -> None:
    config = replace(CONFIG, images=ImageSettings(enabled=False))

    assert renditions(asset(), config) == []
    assert "<picture>" not in body(showing(), config, assets=[asset()])


def test_a_picture_that_nobody_shows_is_published_but_not_made_smaller() -> None:
    site = make_site([make_article("A")], assets=[asset()])

    assert site.pictures == ()
    assert "monde/baku.jpg" in {file.path for file in site.files}


def test_a_body_offers_its_picture_under_the_base_path() -> None:
    widths = ", ".join(f"/repo/assets/pictures/baku.MARK-{width}.webp {width}w" for width in (400, 640, 900))

    assert body(showing(), REPO, assets=[asset(size=(900, 600))]) == (
        f'<p><picture><source type="image/webp" srcset="{widths}" sizes="(min-width: 44rem) 40rem, 92vw">'
        '<img src="/repo/assets/pictures/baku.MARK-900.jpg" alt="x" width="900" height="600"></picture></p>'
    )


def test_a_width_that_the_author_gave_is_the_one_that_is_offered() -> None:
    article = showing(attributes='alt="x" width="300" height="200"')
    shown = body(article, assets=[asset(size=(900, 600))])

    assert 'sizes="(min-width: 327px) 300px, 92vw"' in shown
    assert 'alt="x" width="300" height="200"></picture>' in shown


@pytest.mark.parametrize("image", [None, ImageRef("https://a.example/1.jpg", "x")])
def test_below_a_lead_picture_none_is_loaded_at_once(image: ImageRef | None) -> None:
    shown = body(showing(image=image), assets=[asset()])

    assert ('loading="lazy" decoding="async"' in shown) is (image is not None)


def test_static_pictures_are_offered_too_and_found_by_their_encoded_name() -> None:
    one = asset("covers/été à b.png", (900, 600), is_static=True, raster="png")
    article = showing("site:/covers/%C3%A9t%C3%A9%20%C3%A0%20b.png", image=ImageRef("site:/covers/été à b.png", "x"))
    picture = lead(article, static=[one])

    assert re.fullmatch(rf"/assets/pictures/ete-a-b\.{MARK}-900\.png", picture.url)
    assert (picture.width, picture.height) == (900, 600)
    assert picture.srcset.count("webp ") == 3
    assert "<picture>" in body(article, static=[one])


def test_the_text_about_a_section_offers_its_pictures() -> None:
    text = make_section("monde", body_html='<p><img src="content:monde/baku.jpg" alt="x"></p>')
    site = make_site([make_article("A")], assets=[asset()], sections=[text])

    assert (
        "<picture>" in next(one for one in edition(site).pages if isinstance(one, ListPage) and one.body_html).body_html
    )


def test_feeds_have_the_picture_in_its_own_format_alone() -> None:
    site = make_site([showing()], REPO, assets=[asset()])
    content = edition(site).feeds[0].entries[0].content_html

    assert re.sub(MARK, "MARK", content) == (
        '<p><img src="https://user.github.io/repo/assets/pictures/baku.MARK-1280.jpg" alt="x" width="1280" '
        'height="853"></p>'
    )


def test_names_change_with_the_picture_and_with_the_quality() -> None:
    def url(data: bytes = b"1", quality: int = 80) -> str:
        one = replace(asset(), data=data)
        config = replace(CONFIG, images=ImageSettings(quality=quality))
        return lead(make_article("A", image=ImageRef("content:monde/baku.jpg", "x")), config, assets=[one]).url

    assert url() == url()
    assert len({url(), url(b"2"), url(quality=81)}) == 3


def test_two_equal_files_of_one_name_are_made_once() -> None:
    twins = [Asset(f"{folder}/a.jpg", b"same", size=(900, 600), raster="jpeg") for folder in ("monde", "sport")]
    site = make_site([showing(f"content:{one.path}", title=f"Titre {n}") for n, one in enumerate(twins)], assets=twins)

    assert len(site.pictures) == 1


@pytest.mark.parametrize("raster", ["png", ""])
def test_a_picture_beyond_the_bound_is_an_error_where_it_is_shown(raster: str) -> None:
    one = asset("monde/bomb.png", (60_000, 60_000), raster=raster)
    site, (problem,) = arrange([showing("content:monde/bomb.png")], assets=[one])

    assert str(problem).split("\n")[0] == (
        'monde/a.md:7:3: the picture "monde/bomb.png" has 60000 × 60000 pixels, more than the 50000000 allowed'
    )
    assert site.pictures == ()


def test_the_bound_is_that_of_the_configuration() -> None:
    config = replace(CONFIG, limits=Limits(image_pixels=3000 * 2000))
    article = make_article("A", image=ImageRef("content:monde/baku.jpg", "x"), lines={"image": 4})

    assert arrange([article], config, assets=[asset()])[1] == []
    (problem,) = arrange([article], config, assets=[asset(size=(3001, 2000))])[1]
    assert (problem.is_error, problem.location.line) == (True, 4)


def test_a_picture_is_told_at_its_first_place() -> None:
    articles = [showing(id=f"monde/{name}.md", title=name) for name in "ba"]
    (original,) = make_site(articles, assets=[asset()]).pictures

    assert original.location == Location("monde/a.md", 7, 3)
    assert original.renditions[0] == Rendition(original.renditions[0].path, "jpeg", 1280, 853)
