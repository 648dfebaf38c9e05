from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest

from generator import config, views
from generator.cli import digest
from generator.content.allowed import ATTRIBUTES, CLASSES, DROPPED_WHOLE, TAGS
from generator.content.keys import NAMES, NESTED, SECTION_FIELDS
from generator.content.markup import EXTENSIONS
from generator.content.references import SCHEMES
from generator.content.shortcodes import KNOWN
from generator.readalso import LABELS
from generator.render.templates import make_filters
from generator.slugs import PAGES
from tests.assembly.builders import make_site, newspaper

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TABLE_OF: Mapping[str, type[Any]] = {
    "Top level": config.SiteConfig,
    "[tags]": config.TagSettings,
    "[lists]": config.ListSettings,
    "[search]": config.SearchSettings,
    "[images]": config.ImageSettings,
    "[social_cards]": config.CardSettings,
    "[editions.LANG]": config.EditionSettings,
    "[limits]": config.Limits,
    "[LANG]": config.Vocabulary,
    "[[LANG.tag]]": config.TagRule,
}
PARTS_OF_STAGES = {config.ContentConfig, config.AnalysisConfig}
"""Cut out of the others for one stage: no file holds them."""
ELSEWHERE = {
    (config.SiteConfig, "tags"): "[tags]",
    (config.SiteConfig, "lists"): "[lists]",
    (config.SiteConfig, "limits"): "[limits]",
    (config.SiteConfig, "search"): "[search]",
    (config.SiteConfig, "images"): "[images]",
    (config.SiteConfig, "social_cards"): "[social_cards]",
    (config.SiteConfig, "editions"): "[editions.LANG]",
    (config.SiteConfig, "vocabularies"): "[LANG]",
}
"""Fields that are tables of their own, with the heading under which they stand."""
CALLED = {(config.Vocabulary, "rules"): "tag"}
"""Fields that the file names otherwise than the code."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def under(text: str, heading: str) -> str:
    """Give what stands below a heading, up to the next one of its level or above."""
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if re.fullmatch(rf"#+ {re.escape(heading)}", line))
    level = lines[start].index(" ")
    rest = lines[start + 1 :]
    end = next((n for n, line in enumerate(rest) if re.match(rf"#{{1,{level}}} ", line)), len(rest))
    return "\n".join(rest[:end])


def rows(text: str) -> list[list[str]]:
    """Give the cells of the tables in a text, without heads and rules."""
    found: list[list[str]] = []
    for line in re.findall(r"^\|.*\|$", text, re.MULTILINE):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            found.pop()
        else:
            found.append(cells)
    return found


def own_part(text: str) -> str:
    """Cut a text at its first inner heading."""
    return re.split(r"^#", text, maxsplit=1, flags=re.MULTILINE)[0]


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def listed(text: str, opening: str) -> str:
    """Give the first block of code after some words."""
    return re.split(r"^```.*$", text.split(opening, 1)[1], maxsplit=2, flags=re.MULTILINE)[1]


def as_toml(value: Any) -> str:
    """Write a default as a file would hold it."""
    return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False)


def default_of(field: dataclasses.Field[Any]) -> str:
    if field.default_factory is not dataclasses.MISSING:
        return as_toml(field.default_factory())
    return "required" if field.default is dataclasses.MISSING else as_toml(field.default)


def attributes_of(cls: type[Any]) -> Mapping[str, str]:
    """Give the entries below `Attributes:` of a docstring, each on one line."""
    block = (cls.__doc__ or "").partition("Attributes:")[2]
    entries = re.findall(r"^ {8}(\w+): (.+(?:\n {9,}.+)*)", block, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


FIELDS = [(heading, cls, field) for heading, cls in TABLE_OF.items() for field in dataclasses.fields(cls)]


def config_rows(heading: str) -> dict[str, list[str]]:
    table = rows(own_part(under(read("docs/configuration.md"), heading)))
    return {codes(cells[0])[0]: cells for cells in table}


@pytest.mark.parametrize(
    ("heading", "cls", "field"), FIELDS, ids=[f"{heading} {field.name}" for heading, _cls, field in FIELDS]
)
def test_every_key_of_the_configuration_is_documented_with_its_default_and_meaning(
    heading: str, cls: type[Any], field: dataclasses.Field[Any]
) -> None:
    if other := ELSEWHERE.get((cls, field.name)):
        assert config_rows(other)
        return
    _key, _kind, default, meaning = config_rows(heading)[CALLED.get((cls, field.name), field.name)]
    assert (codes(default) or [default])[0] == default_of(field)
    words = attributes_of(cls).get(field.name, "").removesuffix(".")
    assert meaning.replace("`", "").startswith(words.replace("`", ""))


@pytest.mark.parametrize("heading", TABLE_OF)
def test_no_key_is_documented_that_the_configuration_does_not_have(heading: str) -> None:
    cls = TABLE_OF[heading]
    known = {CALLED.get((cls, field.name), field.name) for field in dataclasses.fields(cls)}
    assert config_rows(heading).keys() <= known


def test_every_dataclass_of_the_configuration_has_its_table() -> None:
    own = {c for c in vars(config).values() if dataclasses.is_dataclass(c) and isinstance(c, type)}
    assert {c for c in own if c.__module__ == config.__name__} == {*TABLE_OF.values()} | PARTS_OF_STAGES


def documented_names(heading: str) -> dict[str, tuple[str, ...]]:
    table = rows(own_part(under(read("docs/content.md"), heading)))
    return {codes(cells[0])[0]: tuple(codes(cells[0])) + tuple(codes(cells[1])) for cells in table}


def test_front_matter_is_documented_as_it_is_read() -> None:
    documented = documented_names("Fields")
    assert documented == {name: keys for name, keys in NAMES.items() if name not in SECTION_FIELDS}


def test_front_matter_of_sections_is_documented_as_it_is_read() -> None:
    documented = documented_names("Sections")
    assert documented.keys() >= SECTION_FIELDS
    assert documented == {name: NAMES[name] for name in documented}


def test_tables_of_zola_are_documented() -> None:
    assert {*codes(under(read("docs/content.md"), "Front matter"))} >= {*NESTED}


def test_the_markdown_extensions_are_documented() -> None:
    table = rows(own_part(under(read("docs/content.md"), "Text")))
    assert [codes(cells[0])[0] for cells in table] == [*EXTENSIONS]


def test_the_shortcodes_are_documented() -> None:
    table = rows(under(read("docs/content.md"), "Shortcodes"))
    assert {name for cells in table for name in codes(cells[0])} == KNOWN.keys() | {"highlight", "raw"}


def test_the_beginnings_of_read_also_lines_are_documented() -> None:
    table = rows(under(read("docs/content.md"), "Lire aussi"))
    assert {lang: tuple(labels.split(", ")) for lang, labels in table} == LABELS


def test_the_html_that_may_stand_in_an_article_is_documented() -> None:
    text = under(read("docs/content.md"), "HTML")
    attributes = [line.split(": ") for line in listed(text, "on single elements").strip().split("\n")]
    everywhere = re.findall(r"^Attributes: (.*) everywhere", text, re.MULTILINE)
    assert {*listed(text, "Elements:").split()} == TAGS
    assert {*listed(text, "Elements that go").split()} == DROPPED_WHOLE
    assert {"*": frozenset(codes(everywhere[0]))} | {
        e: frozenset(names.split()) for e, names in attributes
    } == ATTRIBUTES
    assert {*listed(text, "Classes").split()} == CLASSES


def test_the_schemes_of_links_are_documented() -> None:
    text = own_part(under(read("docs/content.md"), "Links and pictures"))
    assert {*re.findall(r"`(\w+):(?://)?…`", text)} == SCHEMES


def test_the_names_that_the_site_needs_are_documented() -> None:
    assert {*listed(under(read("docs/content.md"), "Addresses"), "itself needs:").split()} == PAGES


VIEWS: Mapping[str, type[Any]] = {
    name: cls for name, cls in sorted(vars(views).items()) if dataclasses.is_dataclass(cls) and isinstance(cls, type)
}
"""All that templates meet, two parts of the model among them."""


def names_of(cls: type[Any]) -> set[str]:
    """Give the fields and properties of a view that those from which it is made do not have."""
    inherited = {field.name for base in cls.__mro__[1:] if base.__name__ in VIEWS for field in dataclasses.fields(base)}
    properties = {name for name, value in vars(cls).items() if isinstance(value, property)}
    return ({field.name for field in dataclasses.fields(cls)} - inherited) | properties


def table_under(name: str, heading: str) -> list[list[str]]:
    return rows(own_part(under(read(name), heading)))


@pytest.mark.parametrize("name", VIEWS)
def test_every_field_that_a_template_sees_is_documented(name: str) -> None:
    table = table_under("docs/templates.md", name)
    assert sorted(codes(cells[0])[0] for cells in table) == sorted(names_of(VIEWS[name]))
    assert all(len(cells) == 3 and all(cells) for cells in table)


def test_no_view_is_documented_that_is_not_there() -> None:
    headings = re.findall(r"^### (\w+)$", read("docs/templates.md"), re.MULTILINE)
    assert sorted(headings) == [*VIEWS]


def test_every_template_is_documented_with_the_view_that_it_sees() -> None:
    site = make_site(**newspaper())
    made = {(page.template, type(page).__name__) for edition in site.editions for page in edition.pages}
    documented = {
        (codes(cells[0])[0], codes(cells[1])[0]) for cells in table_under("docs/templates.md", "Kinds of pages")
    }

    assert documented == made
    assert {name for name, _view in documented} == {p.name for p in (ROOT / "templates").glob("*.html")} - {"base.html"}


def test_every_block_of_the_frame_is_documented() -> None:
    blocks = re.findall(r"{% block (\w+) %}|self\.(\w+)\(\)", read("templates/base.html"))
    documented = {codes(cells[0])[0] for cells in table_under("docs/templates.md", "Blocks of base.html")}
    assert documented == {name for pair in blocks for name in pair if name}


def test_every_filter_is_documented() -> None:
    shown = [codes(cells[0])[0].replace("\\|", "|") for cells in table_under("docs/templates.md", "Filters")]
    assert {re.split(r"[( ]", text.split(" | ")[1])[0] for text in shown} == make_filters({}).keys()


def promises() -> list[list[str]]:
    headings = re.findall("^## (.+)$", read("docs/reliability.md"), re.MULTILINE)
    return [cells for heading in headings for cells in rows(own_part(under(read("docs/reliability.md"), heading)))]


def test_there_are_promises() -> None:
    assert len(promises()) > 40


@pytest.mark.parametrize("cells", promises(), ids=lambda cells: cells[0][:60])
def test_every_promise_is_held_by_tests_that_there_are(cells: list[str]) -> None:
    _promise, tests = cells
    assert codes(tests)
    for named in codes(tests):
        path, _sign, name = named.partition("::")
        assert re.search(rf"^(?:def )?{name}(?:\(| = )", read(path), re.MULTILINE), named


def commands_of(group: click.Group, name: str) -> dict[str, click.Command]:
    """Give the commands of a group by what is typed, those of groups inside it too."""
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for part in group.list_commands(context):
        typed, command = f"{name} {part}", group.get_command(context, part)
        assert command, typed
        found |= commands_of(command, typed) if isinstance(command, click.Group) else {typed: command}
    return found


COMMANDS = commands_of(digest, "digest")


def options_of_all() -> set[str]:
    """Give the long options of all commands."""
    parameters = [parameter for command in COMMANDS.values() for parameter in command.params]
    return {option for parameter in parameters for option in parameter.opts if option.startswith("--")}


def of_command_line(beginning: str) -> set[str]:
    """Give what begins so in the tables about the command line."""
    table = rows(own_part(under(read("docs/configuration.md"), "Command line")))
    return {text for cells in table for text in codes(cells[0])[:1] if text.startswith(beginning)}


def test_every_command_is_documented() -> None:
    assert {re.sub(r" [A-Z].*", "", text) for text in of_command_line("digest ")} == COMMANDS.keys()


def test_every_option_is_documented() -> None:
    assert {text.split()[0] for text in of_command_line("--")} == options_of_all()


def test_every_command_about_tags_is_shown_with_its_answer() -> None:
    shown = re.findall(r"^\$ (digest tags \S+)", read("docs/tags.md"), re.MULTILINE)
    about_tags = {name for name in COMMANDS if name.startswith("digest tags ")}
    assert {*shown} == about_tags


def decisions() -> list[Path]:
    return sorted((DOCS / "decisions").glob("*"))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:5] for path in decisions()] == [f"{n:04}-" for n in range(1, len(decisions()) + 1)]


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_has_its_number_its_three_parts_and_a_place_on_the_map(path: Path) -> None:
    headings = re.findall(r"^#+ .*$", path.read_text("utf-8"), re.MULTILINE)
    assert headings[0].startswith(f"# {path.name[:4]} ")
    assert headings[1:] == ["## Context", "## Decision", "## Consequences"]
    title = headings[0].removeprefix("# ")
    assert f"[{title}](decisions/{path.name})" in under(read("docs/architecture.md"), "Decisions")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    names = [re.split(r"[<>=\[]", requirement)[0] for requirement in project["dependencies"]]
    table = rows(read("docs/decisions/0002-dependencies.md"))
    assert [cells[0] for cells in table] == names
    assert all(cell for cells in table for cell in cells)


def test_every_door_is_on_the_map() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    allowed = [line.split(" -> ") for c in contracts if c["type"] == "forbidden" for line in c["ignore_imports"]]
    table = rows(under(read("docs/architecture.md"), "Who imports whom"))
    assert [[library, codes(door)[0]] for library, door in table] == sorted(
        [library, door] for door, library in allowed
    )


def test_the_layers_are_on_the_map() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    assert listed(read("docs/architecture.md"), "Who imports whom").strip().split("\n") == layers


def terms() -> list[str]:
    return re.findall(r"^## (.+)$", read("docs/glossary.md"), re.MULTILINE)


def test_every_term_of_the_glossary_stands_once_and_in_order() -> None:
    folded = [term.casefold() for term in terms()]
    assert [term for term, count in Counter(folded).items() if count > 1] == []
    assert folded == sorted(folded)


def test_every_place_that_the_glossary_names_is_there() -> None:
    places = re.findall(r"\. `([^`]+)`$", read("docs/glossary.md"), re.MULTILINE)
    assert len(places) > len(terms()) / 2
    for place in places:
        module, name = place, ""
        if re.search(r"\.[A-Z]", place):
            module, _dot, name = place.rpartition(".")
        file = (ROOT / "generator" / module.replace(".", "/")).with_suffix(".py")
        assert not name or re.search(rf"^class {name}\b", file.read_text("utf-8"), re.MULTILINE), place
        assert file.is_file() or file.with_suffix("").is_dir(), place


PAGES_OF_DOCS = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")] + sorted(DOCS.rglob("*.md"))
"""README and CHANGELOG may be absent from an unpacked package."""


def prose(path: Path) -> str:
    """Give the text of a page without code."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(path: Path) -> Iterator[str]:
    """Give the anchors that GitHub makes of headings."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize(
    "path", [path for path in PAGES_OF_DOCS if path.exists()], ids=lambda path: str(path.relative_to(ROOT))
)
def test_relative_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)", prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _sign, fragment = unquote(target).partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (fragment and fragment not in anchors(file)):
            broken.append(target)
    assert broken == []
