"""Names under `related` and `not_related` that lead nowhere: the editor's word should not be lost without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.assembly.newsroom import Newsroom
from generator.errors import Location, Problem, warning
from generator.handles import Handles
from generator.model import Article


def lost_wishes(newsrooms: Mapping[str, Newsroom]) -> Iterator[Problem]:
    """Find the names that no article of the edition has, that several have, or that contradict each other."""
    if not any(a.related or a.not_related for newsroom in newsrooms.values() for a in newsroom.articles):
        return
    handles = {
        lang: Handles.of((a.id, a.slug, a.title) for a in newsroom.articles) for lang, newsroom in newsrooms.items()
    }
    for lang, newsroom in newsrooms.items():
        for article in newsroom.articles:
            for field, names in (("related", article.related), ("not_related", article.not_related)):
                yield from (
                    _problem(article, field, name, lang, handles) for name in _lost(names, article, handles[lang])
                )
            yield from _contradictions(article, handles[lang])


def _lost(names: tuple[str, ...], article: Article, handles: Handles) -> Iterator[str]:
    return (name for name in names if handles.find(name) in {"", article.id})


def _problem(article: Article, field: str, name: str, lang: str, handles: Mapping[str, Handles]) -> Problem:
    place = Location(article.location.path, article.lines.get(field, 1))
    found = handles[lang].all_of(name)
    if found == (article.id,):
        return warning(place, f'`{field}` names the article itself: "{name}"', "Leave it out, or name another one.")
    if found:
        paths = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
        return warning(place, f'`{field}` names "{name}", which several articles are', f"Write its path: {paths}.")
    if other := next((code for code, names in handles.items() if names.find(name)), ""):
        message = f'`{field}` names "{name}", an article in {other}; related articles are in one language'
        return warning(place, message, f"Name its version in {lang}, or leave it out.")
    near = " or ".join(handles[lang].nearest(name))
    cure = f"Did you mean {near}?" if near else "Write the path of its file (is it a draft, or dated in the future?)."
    return warning(place, f'`{field}` names "{name}", which no published article is', cure)


def _contradictions(article: Article, handles: Handles) -> Iterator[Problem]:
    refused = {handles.find(name) for name in article.not_related} - {""}
    for name in article.related:
        if handles.find(name) in refused:
            place = Location(article.location.path, article.lines.get("not_related", 1))
            message = f'`related` and `not_related` both name "{name}"'
            yield warning(place, message, "Keep one of them; until then `related` counts.")
