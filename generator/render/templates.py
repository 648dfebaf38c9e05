"""Page templates; the only door to Jinja.

A template sees `site` and `page` (views.py) and nothing else: no function that loads, no query, no clock. What the
language of the edition decides comes through filters: `{{ "site.home" | word }}`, `{{ card.date | day }}`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path

import jinja2
from jinja2.runtime import Context

from generator.errors import Location, Problem
from generator.render.charts import activity_chart, period_name, share_bar
from generator.render.headlines import headline, unwidowed
from generator.render.locales import Locale
from generator.render.maps import topic_maps
from generator.render.metadata import share_image, structured_data, trail
from generator.render.moments import rfc3339
from generator.views import Activity, Link, Page, Period, Picture, SiteView, TopicMap

ORIGINALS = "original"
"""First part of the names of the templates that come with the program."""


class TemplateError(Exception):
    """A template is at fault; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


class Templates:
    """The page templates of a site, compiled when first used."""

    def __init__(self, folders: Sequence[Path], locales: Mapping[str, Locale]) -> None:
        """Look for templates in some folders, the first that has one wins.

        Args:
            folders: The site's own, then those that come with the program.
            locales: Words and dates of each edition.
        """
        self._folders = tuple(folders)
        self._environment = jinja2.Environment(
            loader=_loader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._environment.filters.update(make_filters(locales))

    def render(self, site: SiteView, page: Page) -> str:
        """Render a page with its template.

        Raises:
            TemplateError: the template is missing, cannot be understood, or asks for what is not there.
        """
        try:
            return self._environment.get_template(page.template).render(site=site, page=page)
        except jinja2.TemplateNotFound as error:
            place = Location(str(self._folders[0] / (error.name or page.template)))
            asking = self._place(error, page)
            message = f"the template is missing; {asking} asks for it" if asking.line else "the template is missing"
            raise TemplateError(Problem(place, message, "Write it, or name another folder.")) from error
        except jinja2.TemplateSyntaxError as error:
            place = Location(error.filename or page.template, error.lineno)
            cure = "Correct it; docs/templates.md tells what a template may hold."
            raise TemplateError(Problem(place, f"cannot be understood: {error.message}", cure)) from error
        except Exception as error:
            # Whatever a template does wrong comes out as any exception; the trace tells its line.
            cure = f"It fails for {page.url}; docs/templates.md lists what `site` and `page` hold."
            raise TemplateError(Problem(self._place(error, page), f"{_reason(error)}", cure)) from error

    def _place(self, error: Exception, page: Page) -> Location:
        """Find the innermost line of a template that an error went through."""
        roots = tuple(str(folder) for folder in self._folders)
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(roots)]
        if not frames:
            return Location(str(self._folders[0] / page.template))
        return Location(frames[-1].filename, frames[-1].lineno or 0)


def _loader(folders: Sequence[str]) -> jinja2.BaseLoader:
    """Find templates by name, the first folder that has one wins; `original/NAME` is that of the last folder.

    So a template of the site can extend the one that it stands for.
    """
    originals = jinja2.PrefixLoader({ORIGINALS: _Files(folders[-1:])})
    return jinja2.ChoiceLoader([_Files(folders), originals])


class _Files(jinja2.FileSystemLoader):
    """Reads templates; one that is not UTF-8 is told by its own name, not by that of the one that asks for it."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            file = next(file for folder in self.searchpath if (file := Path(folder, template)).is_file())
            message = f"it is not UTF-8 (one cannot decode the byte 0x{error.object[error.start]:02x})"
            raise jinja2.TemplateSyntaxError(message, line, template, str(file)) from error


def _reason(error: Exception) -> str:
    """Say in words what a template did wrong."""
    if isinstance(error, KeyError):
        return f"the catalogue has no word {error}"
    if isinstance(error, jinja2.UndefinedError):
        return f"{error}"
    if isinstance(error, RecursionError):
        return "it includes or extends itself without end"
    return f"{type(error).__name__}: {error}".removesuffix(": ")


LOCALISED: Mapping[str, Callable[..., object]] = {
    "word": Locale.word,
    "count": Locale.count,
    "form": Locale.form,
    "ordinal": Locale.ordinal,
    "number": Locale.number,
    "day": Locale.day,
    "full_day": Locale.full_day,
    "month": Locale.month,
    "moment": Locale.moment,
    "span": Locale.span,
    "terms": Locale.terms,
}
"""Filters that say something in the language of the edition."""
SIMPLE = frozenset({int, date})
MOST_SAID = 5_000
"""Answers of a filter that are remembered; most are asked for on every page."""


def make_filters(locales: Mapping[str, Locale]) -> dict[str, Callable[..., object]]:
    """Make the filters."""

    @jinja2.pass_context
    def json_ld(context: Context, page: Page) -> str:
        site: SiteView = context["site"]
        return _script_json(structured_data(page, site, locales[site.lang]))

    @jinja2.pass_context
    def page_trail(context: Context, page: Page) -> tuple[Link, ...]:
        site: SiteView = context["site"]
        return trail(page, site, locales[site.lang])

    @jinja2.pass_context
    def page_image(context: Context, page: Page) -> Picture | None:
        return share_image(page, context["site"])

    @jinja2.pass_context
    def chart(context: Context, activity: Activity) -> str:
        return activity_chart(activity, locales[context["site"].lang])

    @jinja2.pass_context
    def period(context: Context, of: Period, unit: str) -> str:
        return period_name(of, unit, locales[context["site"].lang])

    @jinja2.pass_context
    def maps(context: Context, drawn: TopicMap) -> Mapping[str, str]:
        return topic_maps(drawn, locales[context["site"].lang])

    own: dict[str, Callable[..., object]] = {
        "maps": maps,
        "chart": chart,
        "period": period,
        "share_bar": share_bar,
        "json_ld": json_ld,
        "trail": page_trail,
        "share_image": page_image,
        "iso": _iso,
        "capitalize_first": _capitalize_first,
        "headline": headline,
        "unwidowed": unwidowed,
        "csp_hash": _csp_hash,
    }
    by_lang: dict[str, Callable[..., object]] = {
        "direction": cache(lambda lang: locales[lang].direction),
        "open_graph": cache(lambda lang: locales[lang].open_graph),
        "language_name": cache(lambda lang: locales[lang].language_name(lang)),
    }
    return {**{name: _of_edition(say, locales) for name, say in LOCALISED.items()}, **own, **by_lang}


def _of_edition(say: Callable[..., object], locales: Mapping[str, Locale]) -> Callable[..., object]:
    """Make a filter that says something in the language of the edition, and remembers what it said."""
    said: dict[tuple[object, ...], object] = {}

    @jinja2.pass_context
    def apply(context: Context, *values: object, **named: object) -> object:
        lang = context["site"].lang
        key = _known_by((lang, *values, *chain.from_iterable(named.items())))
        if key is None:
            return say(locales[lang], *values, **named)
        if key not in said:
            if len(said) >= MOST_SAID:
                said.clear()
            said[key] = say(locales[lang], *values, **named)
        return said[key]

    return apply


def _known_by(values: tuple[object, ...]) -> tuple[object, ...] | None:
    """Give what tells values of filters apart; None when that is not certain, so that nothing is remembered.

    A moment is told by what a reader sees of it: two of different zones may be the same instant.

    >>> _known_by(("fr", date(2017, 3, 1))), _known_by(("fr", True))
    (('fr', datetime.date(2017, 3, 1)), None)
    """
    key: list[object] = []
    for value in values:
        if type(value) is datetime:
            key.append(value.replace(tzinfo=None))
        elif isinstance(value, str) or type(value) in SIMPLE:
            key.append(value)
        else:
            return None
    return tuple(key)


def _iso(moment: date) -> str:
    """Write a date or an aware datetime as machines read it (RFC 3339).

    >>> _iso(date(2017, 3, 1))
    '2017-03-01'
    """
    return rfc3339(moment) if isinstance(moment, datetime) else moment.isoformat()


def _csp_hash(source: str) -> str:
    """Name a script that stands in the page, as a content security policy allows it (CSP Level 3, section 2.3.1).

    >>> _csp_hash("alert('Hello, world.');")
    'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}"


def _capitalize_first(text: str) -> str:
    """Begin a text with a capital, and leave the rest alone.

    >>> _capitalize_first("février 2017 à Bakou")
    'Février 2017 à Bakou'
    """
    return text[:1].upper() + text[1:]


def _script_json(data: object) -> str:
    r"""Write JSON that no text can break out of a script element with.

    >>> print(_script_json({"a": "</script>"}))
    {"a":"\u003c/script\u003e"}
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
