from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import internal_links
from generator.content.articles import parse_article, parse_content
from generator.content.internal_links import Files
from generator.memory import NoMemory
from generator.model import Source
from tests.content.builders import CONFIG, article, problems_of, read


class Shelf:
    """A memory in a dict, which counts what it could recall."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.recalled = 0

    def recall(self, key: str) -> bytes | None:
        self.recalled += key in self.answers
        return self.answers.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        self.answers[key] = answer

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""


RICH = article(
    "## Titre\n\nUn[^1] [lien](autre.md) ![vue](a.png).\n\nLire aussi : [B](autre.md)\n\n"
    "<!--more-->\n\n{{ x }}\n\n[^1]: Note."
)
FILES = {
    "monde/a.md": RICH,
    "monde/autre.md": article(),
    "monde/a.png": "x",
    "monde/_index.md": "---\ntitle: Monde\n---\nUn [lien](a.md).\n",
}


def sources(root: str) -> list[Source]:
    return [Source(path, f"{root}/{path}", text.encode()) for path, text in FILES.items()]


def test_what_is_remembered_is_what_was_read() -> None:
    shelf = Shelf()
    first = parse_content(sources("content"), CONFIG, shelf)
    second = parse_content(sources("content"), CONFIG, shelf)
    assert shelf.recalled == 3
    assert second == first


def test_memory_does_not_know_what_the_editor_calls_the_folder() -> None:
    shelf = Shelf()
    parse_content(sources("content"), CONFIG, shelf)
    content, problems = parse_content(sources("/elsewhere"), CONFIG, shelf)
    assert shelf.recalled == 3
    assert all(p.location.path.startswith("/elsewhere/") for p in problems)
    assert all(link.location.path.startswith("/elsewhere/") for a in content.articles for link in a.links)


@given(
    st.one_of(st.binary(), st.just(b"{}"), st.just(b'{"html": 1}'), st.just(b"[]"), st.just(b'{"html": "<p>x</p>"}'))
)
def test_memory_that_lies_is_read_again(answer: bytes) -> None:
    shelf = Shelf()
    right = parse_content(sources("content"), CONFIG, shelf)
    shelf.answers = dict.fromkeys(shelf.answers, answer)
    assert parse_content(sources("content"), CONFIG, shelf) == right


@given(st.permutations(sources("content")))
def test_the_order_of_files_does_not_matter(files: list[Source]) -> None:
    assert parse_content(files, CONFIG, Shelf()) == parse_content(sources("content"), CONFIG, Shelf())


def test_other_files_are_assets() -> None:
    content, _problems = read({"a/b.md": article(), "a/b.jpg": b"x", "a/data.csv": b"1"})
    assert [(asset.path, asset.is_static) for asset in content.assets] == [("a/b.jpg", False), ("a/data.csv", False)]


def test_a_drawing_that_could_run_is_an_error() -> None:
    _content, problems = read({"a.svg": "<svg onload='x'/>"})
    assert [str(p).split("\n")[0] for p in problems] == ["content/a.svg: the drawing holds the event handler `onload`"]


def test_a_section_is_described_in_each_language() -> None:
    files = {
        "monde/_index.md": "---\ntitle: Monde\ndescription: Le monde.\nweight: 10\n---\n\nUn *mot*.\n",
        "monde/_index.en.md": "---\ntitle: World\nslug: world\n---\n",
        "_index.md": "+++\ntitle = 'Accueil'\n+++\n",
    }
    content, problems = read(files)
    assert problems == ()
    found = {(s.section, s.lang): (s.title, s.slug, s.description, s.weight, s.body_html) for s in content.sections}
    assert found == {
        ("monde", "fr"): ("Monde", "", "Le monde.", 10, "<p>Un <em>mot</em>.</p>"),
        ("monde", "en"): ("World", "world", "", None, ""),
        ("", "fr"): ("Accueil", "", "", None, ""),
    }


def test_a_section_within_a_section_is_left_out_with_a_word() -> None:
    content, problems = read({"monde/asie/_index.md": "---\ntitle: Asie\n---\n"})
    assert content.sections == ()
    assert [p.is_error for p in problems] == [False]


@pytest.mark.parametrize("line", ["resources: []", "links: [a]", "created: 2017-02-16", "Translation: true"])
def test_a_key_of_another_generator_is_no_slip(line: str) -> None:
    assert read({"monde/a.md": article(extra=line)})[1] == ()


def test_a_weight_is_a_number() -> None:
    assert problems_of("---\ntitle: A\nweight: lourd\n---\n", "monde/_index.md") == [
        "content/monde/_index.md:3:9: `weight` is not a whole number"
    ]


def test_a_missing_image_is_an_error_and_a_missing_article_a_warning_with_the_nearest_name() -> None:
    _content, problems = read(
        {
            "monde/a.md": article("![x](bakou.jpg)\n\n[y](sommets.md)"),
            "monde/baku.jpg": "x",
            "monde/sommet.md": article(),
        }
    )
    assert [str(p) for p in problems] == [
        'content/monde/a.md:6: the image "monde/bakou.jpg" is not there\n    Did you mean monde/baku.jpg?',
        (
            'content/monde/a.md:8: warning: a link leads to "monde/sommets.md", which is not there\n'
            "    Did you mean monde/sommet.md?"
        ),
    ]


def test_the_nearest_name_is_sought_for_the_first_missing_files_only() -> None:
    links = "\n\n".join(f"[a](sommet{n}.md)" for n in range(30))
    _content, problems = read({"monde/a.md": article(links), "monde/sommet.md": article()})
    assert sum("Did you mean" in p.cure for p in problems) == 20
    assert len(problems) == 30


def test_the_nearest_names_are_sought_among_so_many_files_as_a_site_of_broken_links_can_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(internal_links, "COMPARED", 6)
    files = {f"monde/{name}.md": article("[a](sommets.md)") for name in ("a", "b", "c")} | {"sommet.md": article()}
    _content, problems = read(files)
    assert [("Did you mean" in p.cure, p.location.path) for p in problems] == [
        (True, "content/monde/a.md"),
        (False, "content/monde/b.md"),
        (False, "content/monde/c.md"),
    ]


def test_no_file_of_another_kind_is_offered_for_a_picture() -> None:
    (problem,) = read({"monde/a.md": article("![x](carte.jpg)"), "monde/carte.org": "x"})[1][:1]
    assert "Did you mean" not in problem.cure


def test_good_articles_are_read_beside_broken_ones() -> None:
    content, problems = read({"a.md": article(), "b.md": "x", "c.md": article(date="demain")})
    assert [found.id for found in content.articles] == ["a.md"]
    assert [p.location.path for p in problems] == ["content/b.md", "content/c.md"]


@given(st.dictionaries(st.sampled_from(["a.md", "_index.md", "b/index.md", "c.svg"]), st.binary(max_size=200)))
def test_no_content_raises(files: dict[str, bytes]) -> None:
    content, problems = read(files)
    assert len(content.articles) + len(content.sections) + sum(p.is_error for p in problems) >= sum(
        p.endswith(".md") for p in files
    )


@pytest.mark.parametrize("name", ["a.mdx", "b.rst", "c.ORG", "d.mkd", "e.adoc"])
def test_an_article_in_another_format_is_never_left_out_in_silence(name: str) -> None:
    content, problems = read({f"monde/{name}": "x"})
    assert [asset.path for asset in content.assets] == [f"monde/{name}"]
    assert [str(problem).partition("\n")[0] for problem in problems] == [
        f"content/monde/{name}: warning: this is no Markdown file; it is published as a file, not as an article"
    ]


@pytest.mark.parametrize(
    ("name", "text", "is_told"),
    [("a.html", "---\ntitle: A\n---\n<p>A</p>", True), ("a.njk", "+++\n+++\n", True), ("a.html", "<p>A</p>", False)],
)
def test_a_page_of_another_generator_is_known_by_its_front_matter(name: str, text: str, *, is_told: bool) -> None:
    _content, problems = read({f"monde/{name}": text})
    assert bool(problems) == is_told


@pytest.mark.parametrize("name", ["monde/a\\b.png", "12:30.png"])
def test_a_file_whose_name_cannot_be_published_is_an_error(name: str) -> None:
    (problem,) = read({name: "x"})[1]
    assert (problem.location.path, problem.is_error) == (f"content/{name}", True)


def test_no_article_is_offered_in_place_of_a_picture() -> None:
    _content, problems = read({"monde/bakou.md": article("![Bakou](bakou.jp)", "image: bakou.jp")})
    assert [problem.cure for problem in problems] == [
        "Put the file beside the article.",
        "Correct the path; it starts from the folder of the article.",
    ]


def test_a_day_in_a_file_name_may_have_single_digits() -> None:
    content, problems = read({"_posts/2017-2-6-bakou.md": "---\ntitle: Bakou\n---\nx\n"})
    assert not problems
    assert [(a.slug, a.date.date().isoformat()) for a in content.articles] == [("bakou", "2017-02-06")]


def test_an_article_read_again_among_the_files_that_there_are_is_the_same() -> None:
    content, _problems = parse_content(sources("content"), CONFIG, NoMemory())
    files = Files.of(content.paths, content.assets)
    again = [parse_article(source, files, CONFIG) for source in sources("content")]
    assert [found for found in again if found] == [*content.articles]


@pytest.mark.parametrize("text", [article("![x](nothing.png)"), article(date="32 mars"), ""])
def test_an_article_with_an_error_is_not_read_again(text: str) -> None:
    source = Source("monde/a.md", "content/monde/a.md", text.encode())
    assert parse_article(source, Files.of(FILES, ()), CONFIG) is None
