"""Builders for tests of assembly: a site from articles, without the stages before it."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from generator.assembly.galley import Galley
from generator.assembly.newsroom import Newsroom
from generator.assembly.permalinks import Permalinks
from generator.assembly.pictures import Gallery
from generator.assembly.sections import section_key, sections_of
from generator.assembly.site import assemble
from generator.assembly.topics import topics_of
from generator.config import SiteConfig, TagRule, Vocabulary
from generator.errors import Location, Problem
from generator.model import (
    Analysis,
    Article,
    ArticleAnalysis,
    Asset,
    Content,
    Heading,
    ImageRef,
    InternalLink,
    ReadAlso,
    Related,
    SectionText,
    Story,
    Tag,
)
from generator.slugs import slugify
from generator.texts import KnownText
from generator.views import ArticlePage, Edition, Page, Site
from tests.builders import make_article

CONFIG = SiteConfig(title="Gazette", base_url="https://news.example/", author="Zoé")
TWO = replace(CONFIG, languages=("fr", "en"))
THREE = replace(CONFIG, languages=("fr", "en", "ar"))
DESIGN = tuple(
    Asset(path.name, path.name.encode(), is_static=True)
    for path in sorted((Path(__file__).parents[2] / "templates" / "static").iterdir())
)
"""Files with the names of those that our templates ask for."""
P = TypeVar("P", bound=Page)


def make_section(section: str, lang: str = "fr", title: str = "", **fields: Any) -> SectionText:
    """Make what `_index.md` says of a folder."""
    path = f"{section}/_index.{lang}.md" if section else f"_index.{lang}.md"
    return SectionText(section=section, lang=lang, title=title, **({"location": Location(path, 1)} | fields))


def make_tag(label: str, articles: int | Sequence[str] = 2, *, lang: str = "fr", **fields: Any) -> Tag:
    """Make a tag; `articles` may be their number."""
    ids = tuple(f"monde/{n}.md" for n in range(articles)) if isinstance(articles, int) else tuple(articles)
    return Tag(**{"key": slugify(label), "lang": lang, "label": label, "articles": ids, **fields})


def make_analysis(
    articles: Sequence[Article],
    related: Mapping[str, Sequence[str]] | None = None,
    tags: Mapping[str, Mapping[str, Any]] | None = None,
    stories: Sequence[Story] = (),
) -> Analysis:
    """Understand articles as far as assembly needs: declared tags are the tags, summaries are empty or given.

    Args:
        articles: The articles.
        related: Ids of related articles by id.
        tags: Fields to change, by label of the tag.
        stories: The stories that they tell.
    """
    bearers: dict[tuple[str, str], list[Article]] = defaultdict(list)
    labels = {}
    for article in articles:
        for label in article.declared_tags:
            bearers[article.lang, slugify(label)].append(article)
            labels[article.lang, slugify(label)] = label
    made = {}
    for (lang, key), group in bearers.items():
        ids = [a.id for a in sorted(group, key=lambda a: (-a.date.timestamp(), a.id))]
        changed = (tags or {}).get(labels[lang, key], {})
        made[lang, key] = replace(make_tag(labels[lang, key], ids, lang=lang, key=key), **changed)
    understood = {
        a.id: ArticleAnalysis(
            tags=tuple(slugify(label) for label in a.declared_tags),
            related=tuple(Related(id_, 0.5, ("Zirkon",)) for id_ in (related or {}).get(a.id, ())),
            summary=a.summary,
        )
        for a in articles
    }
    return Analysis(understood, made, tuple(stories))


def arrange(articles: Sequence[Article] = (), config: SiteConfig = CONFIG, **given: Any) -> tuple[Site, list[Problem]]:
    """Arrange a site.

    Args:
        articles: Its articles.
        config: Its configuration.
        given: `sections`, `assets`, `withdrawn`, `static`, `design`, `related`, `tags`, `stories`, `analysis`, `past`.
    """
    site, problems, _galley = _assembled(articles, config, given)
    return site, list(problems)


def make_galley(articles: Sequence[Article] = (), config: SiteConfig = CONFIG, **given: Any) -> Galley:
    """Give what the articles of a site were set on; arguments as those of `arrange`."""
    _site, _problems, galley = _assembled(articles, config, given)
    return galley()


def _assembled(
    articles: Sequence[Article], config: SiteConfig, given: Mapping[str, Any]
) -> tuple[Site, tuple[Problem, ...], Callable[[], Galley]]:
    analysis = given.get("analysis") or make_analysis(
        articles, given.get("related"), given.get("tags"), given.get("stories", ())
    )
    sections, assets, withdrawn = (tuple(given.get(name, ())) for name in ("sections", "assets", "withdrawn"))
    content = Content(tuple(articles), sections, assets, withdrawn)
    static, design, past = given.get("static", ()), given.get("design", DESIGN), given.get("past", ())
    return assemble(content, analysis, config, static, design, past)


def make_site(articles: Sequence[Article] = (), config: SiteConfig = CONFIG, **given: Any) -> Site:
    """Arrange a site that must have no problems."""
    site, problems = arrange(articles, config, **given)
    assert not problems, "\n".join(map(str, problems))
    return site


def make_newsroom(articles: Sequence[Article] = (), config: SiteConfig = CONFIG, lang: str = "fr") -> Newsroom:
    """Gather what the pages of one edition are made from."""
    permalinks = Permalinks(config.base_url, config.languages[0], config.identity)
    sections = {s.key: s for s in sections_of(articles, (), lang, config.default_section)}
    addresses = {a.id: permalinks.article(a, section_key(a, config.default_section)) for a in articles}
    analysis = make_analysis(articles)
    return Newsroom(
        config=config,
        lang=lang,
        permalinks=permalinks,
        articles=tuple(sorted(articles, key=lambda a: (-a.date.timestamp(), a.id))),
        addresses=addresses,
        understood=analysis.articles,
        sections=sections,
        topics=topics_of(lang, articles, analysis.articles, analysis.tags, permalinks, config.tags.page_threshold),
        assets={},
        static={},
        targets=addresses,
        gallery=Gallery(permalinks),
    )


def edition(site: Site, lang: str = "fr") -> Edition:
    """Give one edition of a site."""
    return next(edition for edition in site.editions if edition.site.lang == lang)


def pages(site: Site, kind: type[P], lang: str = "fr") -> list[P]:
    """Give the pages of one kind, not those of kinds made from it."""
    return [page for page in edition(site, lang).pages if type(page) is kind]


def page(site: Site, kind: type[P], lang: str = "fr", path: str = "") -> P:
    """Give the only page of one kind, or the one at a path."""
    found = [page for page in pages(site, kind, lang) if path in ("", page.address.path)]
    assert len(found) == 1, [page.address.path for page in found]
    return found[0]


def paths(site: Site) -> list[str]:
    """Give every file that the site will have, but those for machines and social cards."""
    made = [p.address.path for e in site.editions for p in e.pages]
    made += [address.path for e in site.editions for feed in e.feeds for address in (feed.atom, feed.json)]
    made += [outline.address.path for e in site.editions for outline in e.outlines]
    made += [rendition.path for original in site.pictures for rendition in original.renditions]
    return made + [file.path for file in site.files]


def linking(*references: str) -> dict[str, Any]:
    """Give the fields of an article whose body links to some references, each in a line of its own."""
    lines = [f'<p><a href="{html.escape(reference)}">mot</a></p>' for reference in references]
    links = tuple(InternalLink(r, Location("monde/lien.md", 7 + n)) for n, r in enumerate(references))
    return {"body": KnownText.of("\n".join(lines)), "links": links}


def reading_also(*titles: str, target: str = "") -> dict[str, Any]:
    """Give the fields of an article with « Lire aussi » lines."""
    shown = [f'<a href="{target}">{html.escape(t)}</a>' if target else html.escape(t) for t in titles]
    markers = [f'<p class="read-also">Lire aussi : {words}</p>' for words in shown]
    found = [
        ReadAlso(marker, "Lire aussi", title, target, Location("monde/lien.md", 9 + n))
        for n, (marker, title) in enumerate(zip(markers, titles, strict=True))
    ]
    links = (InternalLink(target, Location("monde/lien.md", 9)),) if target else ()
    return {"body": KnownText.of("<p>Texte.</p>" + "".join(markers)), "read_also": tuple(found), "links": links}


def body_of(article: Article, *others: Article, config: SiteConfig = CONFIG, **given: Any) -> tuple[str, list[str]]:
    """Give the settled body of an article on a site with others, and what the problems say."""
    site, problems = arrange([article, *others], config, **given)
    bodies = {p.title: p.body_html for p in pages(site, ArticlePage, article.lang)}
    return bodies[article.title], [f"{problem.message} / {problem.cure}" for problem in problems]


def newspaper(languages: Iterable[str] = ("fr", "en")) -> dict[str, Any]:
    """Give the arguments of `arrange` for a site that has something of everything.

    Titles are made of digits and of words of no language, so that words of the interface stand out.
    """
    articles = [article for lang in languages for article in _articles(lang)]
    sections = [text for lang in languages for text in _sections(lang)]
    vocabularies = {
        "fr": Vocabulary((TagRule("Zirkon", aliases=("Zirk",), translations={"en": "Zirkon", "ar": "Zirkon"}),))
    }
    return {
        "articles": articles,
        "config": replace(CONFIG, languages=tuple(languages), vocabularies=vocabularies),
        "sections": sections,
        "withdrawn": [
            make_article(
                "Xyzzy 999",
                id="monde/gone.md",
                lang=articles[0].lang,
                section="monde",
                slug="gone",
                withdrawal="Xyzzy 998.",
            )
        ],
        "assets": (Asset("monde/xyzzy.png", b"png", size=(640, 480)),),
        "static": (Asset("CNAME", b"news.example", is_static=True),),
        "related": {a.id: [b.id for b in articles if b.lang == a.lang and b.id != a.id][:3] for a in articles},
        "stories": [_story([a for a in articles if a.lang == lang]) for lang in languages],
        "tags": {"Zirkon": {"aliases": ("Zirk",), "spellings": ("zirkons",), "description": "Zirkon 000."}},
    }


def _story(articles: Sequence[Article]) -> Story:
    """Make a named story of more articles than one page shows."""
    ids = tuple(article.id for article in articles[8:])
    return Story(
        lang=articles[0].lang,
        articles=ids,
        name="Plugh",
        terms=("Zirkon", "Plugh"),
        names=("Zirkon", "Wyx"),
        news=dict.fromkeys(ids[1:3], ("Wyx",)),
        starts=ids[:1],
    )


def _articles(lang: str) -> list[Article]:
    """Make thirty articles over six weeks and two years."""
    return [
        make_article(
            f"Xyzzy {n:03}",
            "xyzzy " * 300,
            id=f"{'monde' if n % 3 else 'sport'}/xyzzy-{n}.{lang}.md",
            lang=lang,
            section="monde" if n % 3 else "sport",
            slug=f"xyzzy-{n}",
            date=-50 + 2 * n,
            has_time=bool(n % 2),
            tags=_tags(n),
            authors=("Zoé", "Wyx") if n == 1 else (),
            summary=f"Xyzzy {n:03} zyx.",
            translation_key=f"xyzzy-{n}" if n < 20 else "",
            aliases=(f"/old/{lang}/{n}/",) if n == 2 else (),
            updated=make_article(date=80).date if n == 3 else None,
            image=ImageRef("content:monde/xyzzy.png", "Xyzzy", "Zyx", "Wyx") if n == 4 else None,
            headings=(Heading(2, "zyx", "Zyx"),) if n == 5 else (),
            **(linking(f"content:monde/xyzzy-1.{lang}.md") if n == 6 else {}),
            **(reading_also("Xyzzy 001") if n == 7 else {}),
        )
        for n in range(30)
    ]


def _tags(n: int) -> tuple[str, ...]:
    """Give tags of which three go together, beside one that nearly all articles bear and one that is alone."""
    if n % 2:
        return ("Zirkon", "Quux", "Grault", "Garply")[: 2 if n // 2 % 2 else 4]
    return ("Zirkon",) if n else ("Corge",)


def _sections(lang: str) -> list[SectionText]:
    return [
        make_section("", lang, "Zyx", body_html="<p>Xyzzy.</p>"),
        make_section("sport", lang, "Sporx", weight=1, description="Sporx 000.", body_html="<p>Xyzzy.</p>"),
        make_section("monde", lang, "Mondix", slug=f"mondix-{lang}"),
    ]
