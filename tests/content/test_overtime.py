from __future__ import annotations

import re
import signal
import sys
import threading
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest

from generator.config import ContentConfig, Limits
from generator.content.articles import parse_content
from generator.content.overtime import OvertimeError, bounded
from generator.memory import NoMemory
from generator.model import Source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such timer")

ENDLESS = re.compile("(a+)+$")
HEAD = "---\ntitle: A\ndate: 2017-02-01\n---\n"


def search_without_end() -> None:
    """Search for longer than anybody lives."""
    ENDLESS.match("a" * 60 + "b")


def test_a_regular_expression_without_end_is_broken_off() -> None:
    with pytest.raises(OvertimeError), bounded(0.05):
        search_without_end()


def test_what_swallows_the_signal_once_is_struck_again() -> None:
    def swallow() -> None:
        with suppress(OvertimeError):
            search_without_end()
        search_without_end()

    with pytest.raises(OvertimeError), bounded(0.05):
        swallow()


def test_the_timer_and_its_signal_are_given_back() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with bounded(60):
        assert signal.getsignal(signal.SIGVTALRM) != before
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_outside_the_main_thread_nothing_is_bounded_and_nothing_breaks() -> None:
    done: list[int] = []

    def work() -> None:
        with bounded(60):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]


def test_an_article_that_takes_too_long_is_named_and_the_others_are_read() -> None:
    config = ContentConfig(("fr",), ZoneInfo("UTC"), Limits(article_seconds=1, blocks_per_article=1_000_000))
    texts = {"a.md": "Une phrase.\n", "b.md": "Une *phrase*.\n\n" * 150_000, "c.md": "Une *autre* phrase.\n"}
    sources = [Source(name, f"content/{name}", (HEAD + text).encode()) for name, text in texts.items()]
    content, problems = parse_content(sources, config, NoMemory())
    assert [article.id for article in content.articles] == ["a.md", "c.md"]
    assert content.articles[1].body_html == "<p>Une <em>autre</em> phrase.</p>"
    (problem,) = problems
    assert str(problem).splitlines() == [
        "content/b.md: reading it took more than 1 s of work",
        "    Cut the article into several ones, or raise `limits.article_seconds` in site.toml.",
    ]
