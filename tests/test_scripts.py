from __future__ import annotations

import re

from generator.assembly.stylesheets import published
from generator.model import Asset
from tests.site_folder import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST = 1_000
"""Bytes of the script that every page loads."""


def test_the_script_of_every_page_is_small() -> None:
    script = Asset("site.js", (ROOT / "templates/static/site.js").read_bytes())

    assert sum(len(file.data) for file in published([script])) <= MOST


def test_no_template_loads_another_script() -> None:
    loaded = {
        name for file in TEMPLATES for name in re.findall(r"<script[^>]* src=\"(.*?)\"></", file.read_text("utf-8"))
    }

    assert loaded == {'{{ site.assets["site.js"] }}'}


def test_no_template_holds_styles_or_handlers_that_the_policy_forbids() -> None:
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:")

    assert [file.name for file in TEMPLATES if forbidden.search(file.read_text("utf-8"))] == []
