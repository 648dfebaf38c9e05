"""Shortcodes of Hugo and Zola and tags of Liquid: simple ones become Markdown, others are named; pure.

Nothing is ever run: a template tag that no rule here knows stays in the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from generator.content.codeblocks import code_lines
from generator.errors import Location, Problem, warning

TAG = re.compile(
    # No tag holds the beginning of another: a line of nothing but beginnings is read once.
    r"\{\{[<%](?P<hugo>(?:(?!\{\{)[^\n])*?)[>%]\}\}|\{%-?(?P<liquid>(?:(?!\{%)[^\n])*?)-?%\}"
    r"|\{\{-?(?P<value>(?:(?!\{\{)[^\n])*?)-?\}\}"
    r"|(?P<code>(?P<tick>`+)(?!`)[^\n]*?(?<!`)(?P=tick)(?!`))"
)
ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`"
    r"|(?P<bare>[^\s\"'=,()]+))"
)
VALUES = ("double", "single", "raw", "bare")
"""How a value may be written: in quotes of some kind, or without."""

LONGEST = 30
"""Lines over which one shortcode may be written."""
ESCAPED = re.compile(r"(\{[{%][<%]?)/\*(.*)\*/([>%]?[}%]\})")
COMMENT = re.compile(
    r"\{%-?\s*(?P<end>end)?comment\s*-?%\}|\{\{[<%]\s*(?P<slash>/)?\s*comment\s*[>%]\}\}"
    r"|\{::comment\s*\}|\{:(?P<colon>/)(?:comment)?\s*\}"
)
RAW = re.compile(r"\{%-?\s*(raw|endraw)\s*-?%\}")
BASE = frozenset({"site.baseurl", "site.url", "site.baseURL", "BASE_PATH", "config.base_url"})
LOCAL = re.compile(r"([\"'])(/[^\"'\s]*)\1\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))")
CURE = "Write what it should show in Markdown, or put it in a block of code."

Arguments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text whose simple shortcodes are Markdown.

    Attributes:
        text: Markdown.
        origins: For each of its lines, the index of the line that it came from.
        problems: A warning for each shortcode that was left as text.
    """

    text: str
    origins: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def expand(text: str, shown_path: str, first_line: int) -> Expanded:
    """Turn simple shortcodes into Markdown; code is left alone.

    Known are `figure`, `youtube`, `vimeo`, `ref`, `relref`, `highlight`, `raw`, `link`, `post_url` and the
    addresses of the site.

    >>> expand('{{< youtube id="x1" >}}', "a.md", 1).text
    '[YouTube](https://www.youtube.com/watch?v=x1)'
    """
    lines = text.split("\n")
    if not any(sign in text for sign in ("{{", "{%", "{::")):
        return Expanded(text, tuple(range(len(lines))))
    code = code_lines(lines) | _highlighted(lines)
    lines = _joined(_without_comments(lines, code), code)
    problems: list[Problem] = []
    out: list[tuple[int, str]] = []
    is_raw = False
    for index, line in enumerate(lines):
        written = "" if index not in code else line
        if index not in code:
            for word, start, part in _parts(line):
                is_raw = word == "raw" or (is_raw and not word)
                place = Location(shown_path, first_line + index, start + 1)
                written += part if is_raw else _line(part, place, problems)
        out += [(index, new) for new in written.split("\n")]
    return Expanded("\n".join(line for _index, line in out), tuple(index for index, _line in out), tuple(problems))


def _without_comments(lines: Sequence[str], code: AbstractSet[int]) -> list[str]:
    """Blank what stands between the tags of `comment`; one that is not closed comments nothing out."""
    kept = list(lines)
    opened: tuple[int, int] | None = None
    for index, line in enumerate(lines):
        for tag in COMMENT.finditer(line) if index not in code else ():
            if not any(tag.groups()):
                opened = opened or (index, tag.start())
            elif opened:
                first, column = opened
                tail = " " * tag.end() + line[tag.end() :]
                kept[first + 1 : index] = [""] * (index - first - 1)
                kept[index] = tail if first < index else kept[first][:column] + tail[column:]
                kept[first] = kept[first][:column] if first < index else kept[index]
                opened = None
    return kept


def _joined(lines: Sequence[str], code: AbstractSet[int]) -> list[str]:
    """Write a shortcode that goes over several lines on its first one; the others are blank then.

    >>> _joined(["a {{< figure", '  src="a.png"', ">}}", "b"], frozenset())
    ['a {{< figure src="a.png" >}}', '', '', 'b']
    """
    kept = list(lines)
    for index in range(len(lines)):
        line = kept[index]
        if index not in code and _last(line, "{{<", "{{%") > _last(line, ">}}", "%}}"):
            length = _length(kept[index : index + LONGEST])
            if length > 1 and code.isdisjoint(range(index, index + length)):
                kept[index] = " ".join((line.rstrip(), *(part.strip() for part in kept[index + 1 : index + length])))
                kept[index + 1 : index + length] = [""] * (length - 1)
    return kept


def _length(lines: Sequence[str]) -> int:
    """Count the lines of the shortcode that the first one opens; nothing closes it behind a blank line."""
    for at, line in enumerate(lines[1:], 2):
        if not line.strip():
            break
        if _last(line, ">}}", "%}}") >= 0:
            return at
    return 1


def _last(line: str, *signs: str) -> int:
    return max(line.rfind(sign) for sign in signs)


def _highlighted(lines: Sequence[str]) -> frozenset[int]:
    """Find the lines between the tags of `highlight`."""
    found: set[int] = set()
    is_open = False
    for index, line in enumerate(lines):
        if is_open and re.search(r"\{%-?\s*endhighlight|\{\{[<%]\s*/\s*highlight", line):
            is_open = False
        elif is_open:
            found.add(index)
        else:
            is_open = bool(re.match(r"\s*(?:\{%-?\s*highlight|\{\{[<%]\s*highlight)\b", line))
    return frozenset(found) if not is_open else frozenset()


def _parts(line: str) -> Iterator[tuple[str, int, str]]:
    """Cut a line at `raw` and `endraw`; each part comes with the word before it and where it begins."""
    word, start = "", 0
    for tag in RAW.finditer(line):
        yield word, start, line[start : tag.start()]
        word, start = tag.group(1), tag.end()
    yield word, start, line[start:]


def _line(line: str, place: Location, problems: list[Problem]) -> str:
    """Write the tags of a line, or of a part of one that begins at a place, as Markdown."""

    def replace(found: re.Match[str]) -> str:
        if found.group("code"):
            return found.group()
        written = _tag(found)
        if written is None:
            name = found.group()
            what = f"the template tag `{name[:60]}` is shown as text"
            problems.append(warning(Location(place.path, place.line, place.column + found.start()), what, CURE))
            return name
        return written

    return TAG.sub(replace, line)


def _tag(found: re.Match[str]) -> str | None:
    """Write a tag as Markdown, or give None when it is not a simple one."""
    if escaped := ESCAPED.fullmatch(found.group()):
        return "".join(escaped.groups())
    if found.group("value") is not None:
        inner = found.group("value").strip()
        if inner in BASE:
            return ""
        if local := LOCAL.fullmatch(inner):
            return local.group(2)
        call = re.fullmatch(r"(\w+)\((.*)\)", inner)
        return _known(call.group(1), _arguments(call.group(2))) if call else None
    inner = (found.group("hugo") if found.group("hugo") is not None else found.group("liquid")).strip()
    name, _space, rest = inner.strip("/ ").partition(" ")
    if name in {"highlight", "endhighlight"}:
        return _fence(closes=inner.startswith("/") or name == "endhighlight", language=rest.split(" ")[0])
    return _known(name, _arguments(rest))


def _fence(*, closes: bool, language: str) -> str:
    return "```" if closes else "\n```" + re.sub(r"[^\w+#.-]", "", language)


def _arguments(text: str) -> Arguments:
    """Read `key="value"` and bare words; these are known by their place, from 0.

    >>> _arguments('src="a b.png" c')
    {'src': 'a b.png', '1': 'c'}
    """
    arguments: dict[str, str] = {}
    for found in ARGUMENT.finditer(text):
        value = next((found.group(name) for name in VALUES if found.group(name) is not None), "")
        arguments[found.group("key") or str(len(arguments))] = value.replace('\\"', '"')
    return arguments


def _figure(arguments: Arguments) -> str | None:
    source = arguments.get("src") or arguments.get("0")
    if not source:
        return None
    caption = arguments.get("caption") or arguments.get("title") or ""
    alt = arguments.get("alt") or ""
    quoted = caption.replace('"', "&quot;")
    title = f' "{quoted}"' if caption else ""
    image = f"![{_label(alt)}](<{_target(source)}>{title})"
    return f"[{image}](<{_target(arguments['link'])}>)" if arguments.get("link") else image


def _video(site: str, address: str) -> Callable[[Arguments], str | None]:
    def link(arguments: Arguments) -> str | None:
        video = arguments.get("id") or arguments.get("0") or ""
        return (
            f"[{_label(arguments.get('title') or site)}]({address}{video})" if re.fullmatch(r"[\w-]+", video) else None
        )

    return link


def _reference(arguments: Arguments) -> str | None:
    """Give the target alone: `[text]({{< ref "a.md" >}})`."""
    target = arguments.get("path") or arguments.get("0") or ""
    if not target or target.startswith("/"):
        return "@" + _target(target) if target else None
    return _target(target)


def _post(arguments: Arguments) -> str | None:
    target = arguments.get("0", "")
    return f"@/_posts/{_target(target)}.md" if target else None


def _page(arguments: Arguments) -> str | None:
    target = arguments.get("0", "")
    return f"@/{_target(target)}" if target else None


KNOWN: Mapping[str, Callable[[Arguments], str | None]] = MappingProxyType(
    {
        "figure": _figure,
        "img": _figure,
        "youtube": _video("YouTube", "https://www.youtube.com/watch?v="),
        "vimeo": _video("Vimeo", "https://vimeo.com/"),
        "ref": _reference,
        "relref": _reference,
        "link": _page,
        "post_url": _post,
    },
)


def _known(name: str, arguments: Arguments) -> str | None:
    make = KNOWN.get(name)
    return make(arguments) if make else None


def _label(text: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", text)


def _target(text: str) -> str:
    return text.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
