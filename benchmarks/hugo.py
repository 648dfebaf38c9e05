"""A plain Hugo site of the same articles, as a yardstick: it does what a comparable site needs, and no more.

Articles with the tags that they name and five related ones, a paged home page, a page for each tag, an index of tags, a
feed and a sitemap. What ours does beyond (keywords, tags of its own, stories, digests) Hugo does not.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

CONFIG = """baseURL = "https://news.example.org/"
title = "Bench"
disableKinds = ["section"]
[taxonomies]
  tag = "tags"
[pagination]
  pagerSize = 20
[outputs]
  home = ["html", "rss"]
  taxonomy = ["html"]
  term = ["html"]
[related]
  includeNewer = true
  threshold = 1
  [[related.indices]]
    name = "tags"
    weight = 100
"""
CARD = """<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time>
<p>{{ .Summary | plainify | truncate 200 }}</p></li>"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate PAGES }}<ul>{{ range $p.Pages }}CARD{{ end }}</ul>
<nav>{{ with $p.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}{{ with $p.Next }}<a href="{{ .URL }}">Older</a>{{ end }}
</nav>{{ end }}""".replace("CARD", CARD)
LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        "baseof.html": """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body><main>{{ block "main" . }}{{ end }}</main></body></html>""",
        "home.html": LIST.replace("PAGES", "site.RegularPages"),
        "term.html": LIST.replace("PAGES", ".Pages"),
        "taxonomy.html": """{{ define "main" }}<h1>Tags</h1><ul>{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}""",
        "page.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ range .GetTerms "tags" }}
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>{{ .Content }}<h2>Related</h2>
<ul>{{ range first 5 (site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></article>{{ end }}""",
    }
)


def write_site(folder: Path) -> None:
    """Write configuration and layouts."""
    (folder / "layouts").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    for name, text in LAYOUTS.items():
        (folder / "layouts" / name).write_text(text)


def copy_articles(content: Path, target: Path) -> None:
    """Copy the articles; Hugo reads our front matter as it is."""
    shutil.copytree(content, target, ignore=shutil.ignore_patterns("urls.lock"))
