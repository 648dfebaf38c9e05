from __future__ import annotations

import pytest

from generator.assembly.stylesheets import narrowed, published, whole
from generator.model import Asset


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("a { b: c }\n", "a{b:c}"),
        ("/* why */\na{}\n", "a{}"),
        ("a {\n  b: c;\n  d: e;\n}\n\n\nf, g {}\n", "a{b:c;d:e}f,g{}"),
        ("a { b: c; /* last */ }", "a{b:c}"),
        (
            "@media (min-width: 40rem) and (hover: hover) { a { b: c } }",
            "@media (min-width:40rem) and (hover:hover){a{b:c}}",
        ),
        ("a { font: 400 1rem/1.4 'B C', serif !important }", "a{font:400 1rem/1.4 'B C',serif !important}"),
        ("", ""),
    ],
)
def test_comments_and_blanks_for_editors_go(written: str, given: str) -> None:
    assert narrowed(written) == given


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("a /* x */ b{}", "a b{}"),
        ("a/* x */.b{}", "a/**/.b{}"),
        ("a/* x */ .b{}", "a .b{}"),
        ("a :hover{}", "a :hover{}"),
        ("a > b + c ~ d{}", "a > b + c ~ d{}"),
        ("li:nth-child( 2n + 1 ){}", "li:nth-child( 2n + 1 ){}"),
        ("a{b:calc(1px + (2px - 3px))}", "a{b:calc(1px + (2px - 3px))}"),
        (r".a\: b{}", r".a\: b{}"),
        (r".a\; b{}", r".a\; b{}"),
        ("a{--x: ;--y: }", "a{--x: ;--y: }"),
        ('a{content:"/* kept */  ; }"}', 'a{content:"/* kept */  ; }"}'),
        (r"""a{content:'\'/* ; }'} /* gone */""", r"""a{content:'\'/* ; }'}"""),
        ("a{background:url(/*.png;})}", "a{background:url(/*.png;})}"),
        ("a{} /* it's */ b{}", "a{}b{}"),
        ("a{} /* not closed", "a{}"),
        ('@charset "utf-8";', '@charset "utf-8";'),
    ],
)
def test_what_means_something_stays(written: str, given: str) -> None:
    assert narrowed(written) == given


@pytest.mark.parametrize(("path", "data"), [("a.js", b"/* x */"), ("a.css", b"/* \xff */"), ("a.css.txt", b"  /**/")])
def test_other_files_and_what_is_no_text_stay_as_they_are(path: str, data: bytes) -> None:
    assert published([Asset(path, data)]) == (Asset(path, data),)


def test_an_imported_sheet_is_put_in_its_place_without_comments() -> None:
    design = [Asset("tags.css", b'@import "style.css";\nb{}'), Asset("style.css", b"a{} /* y */")]
    assert published(design) == (Asset("tags.css", b"a{}b{}"), Asset("style.css", b"a{}"))


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ('@import "style.css";\n', "a{}"),
        ("@import 'style.css' ;\n", "a{}"),
        ('@import url("style.css");\n', "a{}"),
        ('@import "./style.css";', "a{}"),
        ('@import "print.css";', '@import "print.css";'),
        ('@import "style.css" print;', '@import "style.css" print;'),
        ('@import "https://example.org/style.css";', '@import "https://example.org/style.css";'),
        ('@import "tags.css";', '@import "tags.css";'),
        ('b { content: "@import"; }', 'b { content: "@import"; }'),
    ],
)
def test_only_a_sheet_of_the_design_is_put_in_and_only_for_all_media(rule: str, given: str) -> None:
    assert whole("tags.css", {"tags.css": rule, "style.css": "a{}"}) == given


def test_a_sheet_in_a_folder_names_its_neighbours() -> None:
    sheets = {
        "themes/dark.css": '@import "light.css";\n',
        "themes/light.css": '@import "../style.css";\n',
        "style.css": "a{}",
    }
    assert whole("themes/dark.css", sheets) == "a{}"


def test_sheets_that_import_each_other_end() -> None:
    sheets = {"a.css": '@import "b.css";\na{}', "b.css": '@import "a.css";\nb{}'}
    assert whole("a.css", sheets) == '@import "a.css";\nb{}a{}'
