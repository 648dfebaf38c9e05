from __future__ import annotations

import pytest

from generator.config import ContentConfig, Limits
from generator.content.articles import parse_content
from generator.content.blocks import crowding
from generator.memory import NoMemory
from generator.model import Source

HEAD = "---\ntitle: A\ndate: 2017-02-01\n---\n"


def blocks(text: str) -> int:
    """Count the blocks of a text: the least bound that it does not pass."""
    return next(most for most in range(100) if crowding(text, "a.md", 1, most) is None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("un\ndeux\n\n\n\ntrois\n", 2),
        ("# un\n## deux\ntrois\n", 3),
        ("- un\n- deux\n  encore\n\n1. trois\n", 3),
        ("> un\n> deux\n>\n> trois\n", 2),
        ("a | b\n--|--\nc | d\n", 4),
        ("|a|b|\n|-|-|\n", 2),
        ("un | deux\ntrois | quatre\n", 1),
        ("[^1]: un\n[^2]: deux\n", 2),
        ("un\n: deux\n: trois\n", 3),
        ("```\n- un\n\n- deux\n```\n\nquatre\n", 1),
    ],
)
def test_each_part_that_is_worked_through_alone_is_a_block(text: str, count: int) -> None:
    assert blocks(text) == count


@pytest.mark.parametrize("block", ["a\n\n", "- a\n", "## a\n", "> a\n\n", "[^a]: a\n", "a\n:   a\n\n"])
def test_a_megabyte_of_tiny_blocks_is_named_and_the_other_articles_are_read(block: str) -> None:
    texts = {"a.md": "Une phrase.\n", "b.md": block * (1_000_000 // len(block)), "c.md": "Une autre.\n"}
    sources = [Source(name, f"content/{name}", (HEAD + text).encode()) for name, text in texts.items()]
    content, (problem,) = parse_content(sources, ContentConfig(), NoMemory())
    assert [article.id for article in content.articles] == ["a.md", "c.md"]
    assert problem.location.path == "content/b.md"
    assert "20000 paragraphs" in problem.message
    assert "limits.blocks_per_article" in problem.cure


def test_the_bound_is_that_of_the_configuration_and_the_line_is_told() -> None:
    source = Source("a.md", "content/a.md", f"{HEAD}un\n\ndeux\n\ntrois\n".encode())
    for most, lines in ((3, []), (2, ["content/a.md:9"])):
        _content, problems = parse_content([source], ContentConfig(limits=Limits(blocks_per_article=most)), NoMemory())
        assert [str(problem.location) for problem in problems] == lines
