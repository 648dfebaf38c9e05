from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Limits
from generator.content import frontmatter
from generator.content.fences import Fenced, decode, find_fences
from generator.content.frontmatter import read_front_matter
from generator.content.values import Dialect, FrontMatter, Scalar
from generator.errors import Problem


def front_of(text: str) -> FrontMatter:
    front = read_front_matter(text, "a.md", Limits())
    assert isinstance(front, FrontMatter), str(front)
    return front


def spelled(text: str, key: str) -> str:
    value = front_of(text).entries[key].value
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Guerre : ce que l'on sait", "Guerre : ce que l'on sait"),
        ("title: L'OTAN à Bakou: suite", "L'OTAN à Bakou: suite"),
        ("title: « Nous irons » : le mot de la fin", "« Nous irons » : le mot de la fin"),
        ("title: Le canal #2 ferme", "Le canal #2 ferme"),
        ("title: Top 5 # 3", "Top 5 # 3"),
        ("title: Fin de partie :", "Fin de partie :"),
        ("title: yes", "yes"),
        ("title: 2017", "2017"),
        ("title: 1.0", "1.0"),
        ("title: 0x1F", "0x1F"),
        ("title: 12:30:45", "12:30:45"),
        ("title: 2017-02-16", "2017-02-16"),
        ("title: C'est l’été", "C'est l’été"),
        ('title: "Guerre : fin"', "Guerre : fin"),
        ("title: 'L''été'", "L'été"),
        ("title: >-\n  Une\n  ligne", "Une ligne"),
        ("title: Une ligne\n  qui continue", "Une ligne qui continue"),
        ("title: !!str no", "no"),
        ("title: -1 degré", "-1 degré"),
        ("title: Ça va? Oui, 100% !", "Ça va? Oui, 100% !"),
    ],
)
def test_a_title_keeps_the_authors_spelling(line: str, title: str) -> None:
    assert spelled(f"---\n{line}\n---\n", "title") == title


def test_a_comment_after_another_value_is_no_part_of_it() -> None:
    assert spelled("---\ntitle: A\ndraft: true # pas encore\n---\n", "draft") == "true"


def test_keys_and_values_know_their_places() -> None:
    entry = front_of("\n---\ntitle: A\ntags:   [b]\n---\n").entries["tags"]
    assert (entry.key_mark.line, entry.key_mark.column) == (4, 1)
    assert (entry.value_mark.line, entry.value_mark.column) == (4, 9)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---\nBody\n",
        "---\ntitle: A\n...\nBody\n",
        '+++\ntitle = "A"\n+++\nBody\n',
        '{"title": "A"}\nBody\n',
        '{\n  "title": "A"\n}\nBody\n',
        "Title: A\n\nBody\n",
        "\ufeff---\r\ntitle: A\r\n---\r\nBody\r\n",
        "---\rtitle: A\r---\rBody\r",
        "\n\n---  \ntitle: A\n---  \nBody\n",
    ],
)
def test_every_dialect_gives_title_body_and_its_line(text: str) -> None:
    decoded, problems = decode(text.encode(), "a.md")
    front = front_of(decoded)
    key = "Title" if front.dialect is Dialect.HEADERS else "title"
    assert front.entries[key].value == Scalar("A", "A")
    assert front.body == "Body\n"
    assert decoded.split("\n")[front.body_line - 1] == "Body"
    assert not problems


def test_a_brace_within_a_json_text_closes_nothing() -> None:
    assert spelled('{"title": "a } b \\" }"}\nBody', "title") == 'a } b " }'


def test_indented_header_lines_go_on_with_the_value_above() -> None:
    assert spelled("Title: A\nSummary: one\n  two\n\nBody", "Summary") == "one two"


def test_front_matter_over_the_limit_is_refused() -> None:
    limits = Limits(front_matter_bytes=20)
    problem = read_front_matter("---\ntitle: " + "x" * 30 + "\n---\n", "a.md", limits)
    assert isinstance(problem, Problem)
    assert problem.message == "front matter has 38 bytes, more than the 20 allowed"


def test_an_alias_gives_the_value_of_its_anchor() -> None:
    front = front_of("---\na: &x [b, c]\nd: *x\n---\n")
    assert front.entries["d"].value == front.entries["a"].value


@given(st.text())
def test_any_text_gives_front_matter_or_a_problem(text: str) -> None:
    assert isinstance(read_front_matter(text, "a.md", Limits()), FrontMatter | Problem)


@given(st.sampled_from(["---\n{}\n---\n", "+++\n{}\n+++\n", "{{{}}}\n", "Title: {}\n\n"]), st.text())
def test_any_text_between_fences_gives_front_matter_or_a_problem(fence: str, head: str) -> None:
    text, _problems = decode(fence.format(head).encode("utf-8", "surrogatepass"), "a.md")
    assert isinstance(read_front_matter(text, "a.md", Limits()), FrontMatter | Problem)


YAML_BITS = [
    "a",
    ":",
    " ",
    "\n",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "#",
    "&x ",
    "*x",
    "!",
    "|",
    ">",
    "?",
    ",",
    "1",
    "\t",
    "é",
]


@given(st.lists(st.sampled_from(YAML_BITS), max_size=30).map("".join))
def test_both_yaml_parsers_accept_and_refuse_together_or_at_least_never_raise(head: str) -> None:
    assert isinstance(read_front_matter(f"---\n{head}\n---\n", "a.md", Limits()), FrontMatter | Problem)


@given(st.text(alphabet="ab-+{}.:\n \ttitle", max_size=60))
def test_head_and_body_are_never_lost(text: str) -> None:
    fenced = find_fences(text, "a.md")
    if isinstance(fenced, Fenced):
        assert text.endswith(fenced.body)
        assert fenced.head in text
        assert fenced.body == "\n".join(text.split("\n")[fenced.body_line - 1 :]) or fenced.dialect is Dialect.JSON


@given(st.binary())
def test_any_bytes_give_text_or_one_error(data: bytes) -> None:
    text, problems = decode(data, "a.md")
    assert not any(p.is_error for p in problems) or text == ""


def test_the_slow_parser_gives_the_same_values(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\ntitle: Guerre : fin\ntags: [a, 1.0, true, ~]\nimage: {src: a.png, alt: 'é'}\nn: |\n  b\n---\n"
    fast: Any = front_of(text)
    monkeypatch.setattr(frontmatter, "PARSER", yaml.SafeLoader)
    assert front_of(text) == fast


@pytest.mark.parametrize(
    "head", ["---\ntitle: Un\u2028deux\ndate: 2017-02-16\n---\n", "Title: Un\u2028deux\nDate: 2017-02-16\n\n"]
)
def test_a_separator_of_lines_that_came_with_a_pasted_title_ends_no_line(head: str) -> None:
    text = f"{head}Texte."
    assert spelled(text, next(iter(front_of(text).entries))).split() == ["Un", "deux"]
    title, date = front_of(text).entries.values()
    assert date.key_mark.line == title.key_mark.line + 1
