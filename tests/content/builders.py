"""Builders for tests of the content stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.config import ContentConfig
from generator.content.articles import parse_content
from generator.content.markup import Markup, render_markdown
from generator.errors import Problem
from generator.memory import NoMemory
from generator.model import Article, Content, Source

CONFIG = ContentConfig(("fr", "en"))


def read(files: Mapping[str, str | bytes], config: ContentConfig = CONFIG) -> tuple[Content, tuple[Problem, ...]]:
    """Read a content folder given as a mapping of paths to texts."""
    sources = [
        Source(path, f"content/{path}", data if isinstance(data, bytes) else data.encode())
        for path, data in files.items()
    ]
    return parse_content(sources, config, NoMemory())


def read_one(text: str | bytes, path: str = "monde/sommet.md", **others: str | bytes) -> Article:
    """Read one article that must be valid, beside other files of its folder (`name__png` is `name.png`)."""
    folder = path.rpartition("/")[0]
    beside = {f"{folder}/{name.replace('__', '.')}": data for name, data in others.items()}
    content, problems = read({path: text, **beside})
    found = [article for article in content.articles if article.id == path]
    assert found, "\n".join(map(str, problems))
    return found[0]


def article(body: str = "Texte.", extra: str = "", title: str = "Sommet", date: str = "2017-02-16") -> str:
    """Write an article with YAML front matter; `extra` holds further lines."""
    lines = ["---", f"title: {title}", f"date: {date}", *([extra] if extra else []), "---", "", body, ""]
    return "\n".join(lines)


def problems_of(text: str | bytes, path: str = "monde/sommet.md") -> list[str]:
    """Read one article and give what is wrong with it, without the cures."""
    return [str(problem).split("\n")[0] for problem in read({path: text})[1]]


def html_of(body: str, path: str = "monde/sommet.md", **others: str | bytes) -> str:
    """Give the HTML of a body."""
    return read_one(article(body), path, **others).body_html


def render(text: str, article_id: str = "monde/sommet.md", lang: str = "fr") -> Markup:
    """Render a text as the body of an article."""
    return render_markdown(text, article_id, f"content/{article_id}", 1, lang)
