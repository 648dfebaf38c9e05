"""How articles lead on, through whole builds: what the editor wrote becomes links, backlinks and warnings."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.assembly.selection import Moment
from generator.build import build
from generator.config import SearchSettings, SiteConfig
from generator.orders import Folders, Order, Report
from generator.render.headlines import unwidowed
from tests.golden.site import NOW
from tests.site_folder import ROOT, SiteFolder, article_text

TARGET = article_text(1, title="Le sommet de Bakou")
CITING = article_text(2, title="Suites", body="La réunion a duré.\n\nLire aussi : le Sommet de BAKOU\n")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.fill(9)
    folder.write("content/monde/suites.md", CITING)
    return folder


def built(site: SiteFolder, now: datetime = NOW) -> Report:
    folders = Folders(site.root / "content", (ROOT / "templates",), site.output, site.root / ".cache", None, "content")
    order = Order(Moment(now), strict=False, jobs=1, progress=lambda *_: None, notice=lambda _: None)
    return build(SiteConfig(search=SearchSettings(enabled=False)), folders, order)


def page(site: SiteFolder, path: str) -> str:
    return (site.output / path / "index.html").read_text("utf-8")


def told(report: Report) -> list[str]:
    return [str(warning) for warning in report.warnings]


def cited_by(site: SiteFolder, path: str) -> list[str]:
    """Give the addresses that stand below « Cité par »."""
    block = re.search(r'<section class="cited".*?</section>', page(site, path), re.DOTALL)
    return re.findall(r'<li><a href="([^"]+)"', block.group()) if block else []


def related(site: SiteFolder, path: str) -> list[str]:
    block = page(site, path).partition('<aside class="related"')[2]
    return re.findall(r'class="card-title"><a href="([^"]+)"', block)


def test_a_title_becomes_a_link_by_itself_once_its_article_exists(site: SiteFolder) -> None:
    first = built(site)
    (warning,) = told(first)
    assert warning.startswith("content/monde/suites.md:7: warning: no article has the title")
    assert "le Sommet de BAKOU</p>" in page(site, "monde/suites")

    site.write("content/monde/bakou.md", TARGET)
    second = built(site)
    assert told(second) == []
    assert '<a href="/monde/bakou/">Le sommet de Bakou</a></p>' in page(site, "monde/suites")
    assert cited_by(site, "monde/bakou") == ["/monde/suites/"]

    (site.root / "content/monde/bakou.md").unlink()
    again, loss = told(built(site))
    assert loss.startswith("content/urls.lock:")
    assert again == warning
    assert "le Sommet de BAKOU</p>" in page(site, "monde/suites")


@pytest.mark.parametrize("extra", ["draft: true\n", "expires: 2017-02-10\n"])
def test_a_title_of_an_article_that_is_not_shown_is_no_link(site: SiteFolder, extra: str) -> None:
    site.write("content/monde/bakou.md", article_text(1, title="Le sommet de Bakou", extra=extra))

    assert len(told(built(site))) == 1
    assert "le Sommet de BAKOU</p>" in page(site, "monde/suites")


def test_a_title_of_an_article_of_tomorrow_is_a_link_tomorrow(site: SiteFolder) -> None:
    site.write("content/monde/bakou.md", TARGET.replace("2017-02-02", "2017-02-19"))
    assert len(told(built(site))) == 1

    assert told(built(site, datetime(2017, 2, 20, tzinfo=UTC))) == []
    assert '<a href="/monde/bakou/">' in page(site, "monde/suites")


def test_an_article_that_is_no_longer_shown_is_no_longer_said_to_cite(site: SiteFolder) -> None:
    site.write("content/monde/bakou.md", TARGET)
    built(site)
    assert cited_by(site, "monde/bakou") == ["/monde/suites/"]

    site.write("content/monde/suites.md", CITING.replace("---\n", "---\ndraft: true\n", 1))
    built(site)
    assert cited_by(site, "monde/bakou") == []


def test_lines_that_lead_on_bear_on_no_tag_no_summary_and_no_search(site: SiteFolder) -> None:
    site.write("content/monde/bakou.md", TARGET)
    built(site)
    shown = page(site, "monde/suites")

    assert '<meta name="description" content="La réunion a duré.">' in shown
    assert f'<p class="card-summary">{unwidowed("La réunion a duré.")}</p>' in page(site, "monde")


def test_the_editors_word_about_related_articles_wins(site: SiteFolder) -> None:
    built(site)
    offered = related(site, "monde/n1")
    refused, far = offered[0], next(f"n{n}" for n in (3, 6) if f"/sport/n{n}/" not in offered[:1])
    extra = f"related: [{far}]\nnot_related: ['{refused}']\n"
    site.write("content/monde/n1.md", article_text(1, extra=extra))

    assert told(built(site)) == told(built(site))
    assert related(site, "monde/n1")[0] == f"/sport/{far}/"
    assert refused not in related(site, "monde/n1")


def test_an_unknown_related_article_is_told_with_the_nearest_until_it_exists(site: SiteFolder) -> None:
    site.write("content/monde/suites.md", article_text(2, extra="related: [monde/n11.md]\n"))
    (warning,) = told(built(site))
    assert warning.startswith('content/monde/suites.md:4: warning: `related` names "monde/n11.md"')
    assert "Did you mean monde/n1.md" in warning

    site.write("content/monde/n11.md", TARGET)
    assert told(built(site)) == []
    assert related(site, "monde/suites")[0] == "/monde/n11/"


def test_an_article_without_a_text_has_no_summary_and_a_whole_page(site: SiteFolder) -> None:
    site.write("content/monde/vide.md", "---\ntitle: Vide\ndate: 2017-02-05\n---\n")
    built(site)
    shown = page(site, "monde/vide")

    assert "standfirst" not in shown
    assert '<meta name="description" content="Vide">' in shown
    assert shown.endswith("</html>\n")


def test_only_what_the_author_wrote_beside_the_text_stands_above_it(site: SiteFolder) -> None:
    body = "Le sommet a eu lieu.\n\n<!--more-->\n\nIl a duré.\n"
    site.write("content/monde/chapeau.md", article_text(27, body=body, extra="summary: Trois heures à huis clos.\n"))
    site.write("content/monde/suites.md", article_text(28, body=body))
    built(site)

    assert f'<p class="standfirst">{unwidowed("Trois heures à huis clos.")}</p>' in page(site, "monde/chapeau")
    assert page(site, "monde/suites").count("Le sommet a eu lieu.</p>") == 1


def test_a_summary_from_the_text_is_for_lists_and_feeds_and_its_page_says_it_once(site: SiteFolder) -> None:
    text = (
        "## Contexte\n\n*Photo : AFP.*\n\nPar Zoé Wyx\n\n- Un point.\n\nBAKOU, 16 février — M. Wyx est venu. Il rit.\n"
    )
    site.write("content/monde/suites.md", article_text(28, body=text))
    built(site)
    summary = "M.\N{NO-BREAK SPACE}Wyx est venu. Il rit."

    assert page(site, "monde/suites").count("Il rit.</p>") == 1
    assert "standfirst" not in page(site, "monde/suites")
    assert f'<p class="card-summary">{unwidowed(summary)}</p>' in page(site, "monde")
    assert f"<summary>{summary}</summary>" in (site.output / "monde/feed.xml").read_text("utf-8")
