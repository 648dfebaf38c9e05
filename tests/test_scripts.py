from __future__ import annotations

import re

from tests.site_folder import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST = 1_000
"""Bytes of what runs on every page: the script and the line that asks for it."""


def test_the_script_of_every_page_is_small() -> None:
    script = (ROOT / "templates/static/site.js").read_bytes()
    starter = re.search(r"set starter = '(.*)' %}", (ROOT / "templates/base.html").read_text("utf-8"))

    assert starter
    assert len(script) + len(starter[1]) <= MOST


def test_no_template_loads_a_script_before_the_page_stands() -> None:
    loaded = {
        name for file in TEMPLATES for name in re.findall(r"<script[^>]* src=\"(.*?)\"></", file.read_text("utf-8"))
    }

    assert not loaded


def test_one_line_in_the_page_asks_for_the_script_once_the_page_stands() -> None:
    loaded = {line for file in TEMPLATES for line in re.findall(r"<script>(.*?)</script>", file.read_text("utf-8"))}

    assert loaded == {"{{ starter | safe }}"}


def test_no_template_holds_styles_or_handlers_that_the_policy_forbids() -> None:
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:")

    assert [file.name for file in TEMPLATES if forbidden.search(file.read_text("utf-8"))] == []
