from __future__ import annotations

from pathlib import Path

import pytest

from generator.config_files import load_config
from generator.errors import UsageError


def faults(folder: Path, site: str = "", tags: str = "", base_url: str | None = None) -> list[str]:
    """Read a configuration that has defects, and give what is said of them."""
    (folder / "site.toml").write_text(site, "utf-8")
    (folder / "tags.toml").write_text(tags, "utf-8")
    with pytest.raises(UsageError) as raised:
        load_config(folder / "site.toml", folder / "tags.toml", base_url)
    return [str(problem).removeprefix(f"{folder}/") for problem in raised.value.problems]


@pytest.mark.parametrize("name", ["", "!!!", "tags", "Tags", "con", "en"])
def test_a_default_section_that_has_no_address_of_its_own_is_refused(tmp_path: Path, name: str) -> None:
    (fault,) = faults(tmp_path, f'languages = ["fr", "en"]\ndefault_section = "{name}"\n')
    assert fault == (
        f'site.toml:2: `default_section` is no name that a section may have: "{name}"\n'
        "    Choose another word, such as news."
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example:99999/",
        "https://news.example:port/",
        "https://news.example/a/../b/",
        "https://news.example/a/%2e%2e/b/",
        "https://news.example/%zz/",
        "https://me:secret@news.example/",
    ],
)
def test_an_address_that_no_browser_would_take_as_it_is_is_refused(tmp_path: Path, url: str) -> None:
    (fault,) = faults(tmp_path, base_url=url)
    assert fault.startswith(f'--base-url: `base_url` is not a web address: "{url}"')


def test_an_address_with_accents_is_told_how_to_be_written(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, base_url="https://münchen.example/")
    assert "xn--mnchen-3ya" in fault


def test_control_characters_in_the_configuration_are_refused(tmp_path: Path) -> None:
    tags = '[[fr.tag]]\nlabel = "OTAN"\ndescription = "\\u000bL\'alliance"\n'
    assert faults(tmp_path, 'title = "Le\\u0001 Fil"\n', tags) == [
        "site.toml:1: `title` holds control characters\n    Delete them.",
        "tags.toml:3: `description` holds control characters\n    Delete them.",
    ]


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ('fr = "OTAN"\n', "tags.toml:1: `fr` is not a table"),
        ('[fr]\n\ntag = { label = "OTAN" }\n', "tags.toml:3: `never` is a list of words, `tag` a list of tables"),
        ('[fr]\nnever = "OTAN"\n', "tags.toml:2: `never` is a list of words, `tag` a list of tables"),
    ],
)
def test_a_language_that_is_no_table_of_tags_is_told_with_its_line(tmp_path: Path, tags: str, message: str) -> None:
    (fault,) = faults(tmp_path, tags=tags)
    assert fault.partition("\n")[0] == message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('[["Iran"]]', '["Iran"]'),
        ('[["Iran", "Irak", "Oman"]]', '["Iran", "Irak", "Oman"]'),
        ('[["Iran", "Irak"], ["Iran", "Iran"]]', '["Iran", "Iran"]'),
        ('[["Iran", " "]]', '["Iran", " "]'),
        ('[["Iran", 1]]', '["Iran", 1]'),
        ('["Irak"]', '"Irak"'),
    ],
)
def test_what_is_no_pair_of_tags_is_told_with_its_line(tmp_path: Path, written: str, value: str) -> None:
    site = 'languages = ["fr", "en"]\n'
    told = faults(tmp_path, site, f'[fr]\napart = [["a", "b"]]\n\n[en]\nnever = []\napart = {written}\n')
    assert told[0] == (
        f"tags.toml:6: `apart` holds what is no pair of tags: {value}\n"
        '    Write it as [["Iran", "Irak"]]: two tags in each inner list.'
    )


def test_apart_must_be_a_list(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, tags='fr.apart = "Iran"\n')
    assert fault.startswith("tags.toml:1: `apart` is not a list of pairs\n")


def test_pairs_that_are_kept_apart_are_read(tmp_path: Path) -> None:
    (tmp_path / "tags.toml").write_text('[fr]\napart = [["Iran", "Irak"], ["Niger", "Nigeria"]]\n', "utf-8")
    config = load_config(None, tmp_path / "tags.toml")
    assert config.vocabularies["fr"].apart == (("Iran", "Irak"), ("Niger", "Nigeria"))


@pytest.mark.parametrize("value", ["0", "9223372036854775807"])
@pytest.mark.parametrize("name", ["file_bytes", "article_seconds", "image_pixels", "front_matter_depth"])
def test_a_limit_that_nothing_could_keep_or_no_machine_takes_is_refused(tmp_path: Path, name: str, value: str) -> None:
    (fault,) = faults(tmp_path, f"[limits]\n{name} = {value}\n")
    assert fault == f"site.toml:2: `{name}` is {value}\n    Give a whole number from 1 to 2147483647."


def test_a_defect_is_told_on_its_own_line_though_other_tables_have_the_same_key(tmp_path: Path) -> None:
    site = 'title = "A"\n[search]\nenabled = true\n[images]\nenabled = "yes"\n[social_cards]\nenabled = 1\n'
    tags = (
        'fr.never = []\n[[fr.tag]]\nlabel = "OTAN"\nhidden = false\n[[fr.tag]]\nlabel = "ONU"\n\nhidden = "yes"\n'
        '[[fr.tag]]\nslug = "x"\n'
    )
    told = faults(tmp_path, f"{site}[editions.fr]\ntitle = 5\n", tags)
    assert [fault.partition("\n")[0] for fault in told] == [
        "site.toml:5: `enabled` is not true or false",
        "site.toml:7: `enabled` is not true or false",
        "site.toml:9: `title` is not a text",
        "tags.toml:8: `hidden` is not true or false",
        "tags.toml:9: a tag has no `label`",
    ]


@pytest.mark.parametrize(
    ("site", "near"),
    [("[serach]\n", "search"), ("[Tags]\n", "tags"), ("[edition.fr]\n", "editions"), ("Title = 1\n", "title")],
)
def test_the_nearest_name_may_be_that_of_a_table_and_case_does_not_hide_it(
    tmp_path: Path, site: str, near: str
) -> None:
    (fault,) = faults(tmp_path, site)
    assert fault.endswith(f"Did you mean `{near}`?")


@pytest.mark.parametrize(
    "site", ["limits.file_bytes = {}", "lists.page_size = {}", "images.widths = [{}]", "unknown = [{{ a = {} }}]"]
)
@pytest.mark.parametrize("number", ["9223372036854775809", f"0x{'f' * 5000}"])
def test_a_number_that_toml_does_not_have_is_told(tmp_path: Path, site: str, number: str) -> None:
    (fault,) = faults(tmp_path, site.format(number))
    assert fault.startswith("site.toml: holds a value that TOML cannot read\n")


def test_a_word_to_which_two_rules_give_a_meaning_is_told_where_it_stands_the_second_time(tmp_path: Path) -> None:
    tags = (
        '[[fr.tag]]\nlabel = "OTAN"\naliases = ["NATO", "Nato"]\n'
        '[[fr.tag]]\nlabel = "UE"\naliases = [\n "Otan",\n "nato",\n]\n'
        '[[fr.tag]]\nlabel = "otan"\n[[en.tag]]\nlabel = "OTAN"\n'
    )
    assert faults(tmp_path, 'languages = ["fr", "en"]\n', tags) == [
        'tags.toml:7: "Otan" is an alias of "UE", and means "OTAN" already\n    Keep it in one of the two rules.',
        'tags.toml:8: "nato" is an alias of "UE", and means "OTAN" already\n    Keep it in one of the two rules.',
        'tags.toml:11: "otan" has a rule already\n    Make one rule of the two.',
    ]


def test_signs_tell_the_words_of_rules_apart(tmp_path: Path) -> None:
    labels = ["C", "C++", "C#", "été", "ete"]
    text = "".join(f'[[fr.tag]]\nlabel = "{label}"\naliases = ["{label}"]\n' for label in labels)
    (tmp_path / "tags.toml").write_text(text, "utf-8")
    rules = load_config(None, tmp_path / "tags.toml").vocabularies["fr"].rules
    assert [rule.label for rule in rules] == labels
