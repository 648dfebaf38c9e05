"""Changes to the text of `tags.toml` that leave everything else in it as it is; the only door to tomlkit.

tomlkit keeps comments, order and blanks. What it does not know is that a comment below a blank line is about what
comes next: left alone, it would put a new key or rule below the comment of its neighbour. So such comments are lifted
off first and laid down again behind what is new.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.items import AoT, Array, Comment, InlineTable, Table, Whitespace

from generator.errors import UsageError

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Joining:
    """A tag that becomes an alias of another one.

    Attributes:
        lang: Language of both.
        label: Of the tag that stays.
        aliases: Names that shall lead to it and do not yet.
        rule: Place of its rule among those of the language, from 0; None when it has none yet.
        dropped: Places of the rules of the other tag, which go.
        released: Places of refusals in `apart` that the editor has taken back.
    """

    lang: str
    label: str
    aliases: tuple[str, ...]
    rule: int | None = None
    dropped: tuple[int, ...] = ()
    released: tuple[int, ...] = ()


def joined(text: str, joining: Joining) -> str:
    """Write down that one tag is another one's alias.

    A rule that goes leaves its description and translations to the one that stays, if that has none.

    Args:
        text: The file, valid; empty when there is none.
        joining: What is to be written.
    """
    document = _Document(text)
    language = document.language(joining.lang)
    for place in sorted(joining.released, reverse=True):
        del language["apart"][place]
    if joining.released and not language["apart"]:
        language.remove("apart")
    rules = language.get("tag")
    rule = rules[joining.rule] if joining.rule is not None else _new_rule(language, joining.label)
    if "aliases" in rule:
        rule["aliases"].extend(joining.aliases)
    else:
        _set(rule, "aliases", list(joining.aliases))
    for place in joining.dropped:
        _inherit(rule, rules[place])
    for place in sorted(joining.dropped, reverse=True):
        _drop(language, place)
    return document.text()


def kept_apart(text: str, lang: str, one: str, other: str) -> str:
    """Write down that two tags must not be suggested as one.

    Args:
        text: The file, valid; empty when there is none.
        lang: Language of both.
        one: A name of the first tag.
        other: A name of the second.
    """
    document = _Document(text)
    language = document.language(lang)
    if "apart" in language:
        language["apart"].append([one, other])
    else:
        _set(language, "apart", [[one, other]])
    return document.text()


class _Document:
    """A file while it is changed; its byte-order mark and its line ends come back at the end."""

    def __init__(self, text: str) -> None:
        bare = text.removeprefix(BOM)
        self._mark = text[: len(text) - len(bare)]
        self._has_windows_ends = "\r\n" in bare and "\n" not in bare.replace("\r\n", "")
        unix = bare.replace("\r\n", "\n") if self._has_windows_ends else bare
        self._document = tomlkit.parse(unix if unix.endswith("\n") or not unix else unix + "\n")

    def language(self, lang: str) -> Any:
        """Give the table of a language, a new one when there is none.

        Raises:
            UsageError: its parts are scattered over the file, so that it is not one text.
        """
        if lang not in self._document:
            if self._document.body:
                self._document.add(tomlkit.nl())
            self._document.add(lang, tomlkit.table(is_super_table=True))
        table = self._document[lang]
        if isinstance(table, OutOfOrderTableProxy):
            message = f"the tables of `{lang}` stand in several places of tags.toml"
            raise UsageError(
                f"{message}\n    Write `[{lang}]` first and every `[[{lang}.tag]]` below it, then try again."
            )
        return table

    def text(self) -> str:
        """Give the file as it is now."""
        text = self._document.as_string()
        return self._mark + (text.replace("\n", "\r\n") if self._has_windows_ends else text)


def _new_rule(language: Any, label: str) -> Any:
    """Add a rule behind those that the language has."""
    rules = language.get("tag")
    if isinstance(rules, Array):
        rule: Any = tomlkit.inline_table()
        rule["label"] = label
        rules.append(rule)
        return rules[-1]
    rule = tomlkit.table()
    rule["label"] = label
    if rules is None:
        below = _lift(language)
        _lay(language, [tomlkit.nl()] if language.value.body else [])
        language.add("tag", tomlkit.aot())
        rules = language["tag"]
    else:
        below = _lift(rules[-1])
        _lay(rules[-1], [tomlkit.nl()])
    rules.append(rule)
    _lay(rules[-1], below)
    return rules[-1]


def _set(table: Any, key: str, value: object) -> None:
    """Set a key below the others of its table, above comments about what comes next.

    It is laid into the body past tomlkit's index of keys, so that nothing may look for it afterwards.
    """
    if isinstance(table, InlineTable):
        table[key] = value
        return
    body = table.value.body
    simple = [n for n, (name, item) in enumerate(body) if name is not None and not isinstance(item, Table | AoT)]
    end = simple[-1] + 1 if simple else 0
    while simple and end < len(body) and isinstance(body[end][1], Comment):
        end += 1
    goes_on = end < len(body) and not isinstance(body[end][1], Whitespace)
    body[end:end] = [(tomlkit.key(key), tomlkit.item(value)), *([(None, tomlkit.nl())] if goes_on else [])]


def _lift(table: Any) -> list[Any]:
    """Take off what stands at the end of a table and is about what comes next: all from the last blank line on."""
    if isinstance(table, InlineTable):
        return []
    body = table.value.body
    end = len(body)
    while end and body[end - 1][0] is None and isinstance(body[end - 1][1], Comment | Whitespace):
        end -= 1
    while end < len(body) and not isinstance(body[end][1], Whitespace):
        end += 1
    lifted = [item for _key, item in body[end:]]
    del body[end:]
    return lifted


def _lay(table: Any, items: Iterable[Any]) -> None:
    """Lay comments and blank lines down at the end of a table."""
    if isinstance(table, Table):
        table.value.body.extend((None, item) for item in items)


def _inherit(rule: Any, other: Any) -> None:
    """Take over what a rule that goes has said and the one that stays has not."""
    for key in ("description", "translations"):
        if key in other and key not in rule:
            _set(rule, key, other[key])


def _drop(language: Any, place: int) -> None:
    """Take a rule out; comments behind it that are about the next one stay."""
    rules = language["tag"]
    below = _lift(rules[place]) if isinstance(rules, AoT) else []
    del rules[place]
    if below and place:
        above = rules[place - 1].value.body
        is_blank = bool(above) and isinstance(above[-1][1], Whitespace)
        _lay(rules[place - 1], below[1:] if is_blank else below)
    elif below:
        body = language.value.body
        at = next(n for n, (_key, item) in enumerate(body) if isinstance(item, AoT))
        body[at:at] = [(None, item) for item in below]
