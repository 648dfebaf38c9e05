from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.errors import UsageError
from generator.render.locales import Locale, load_locales
from tests.render.builders import CATALOGUES, TEMPLATES

ENGLISH = (CATALOGUES / "en.toml").read_text("utf-8")


def locale(lang: str) -> Locale:
    return load_locales([lang], None)[lang]


def catalogue(lang: str) -> dict[str, Any]:
    """Give the texts of a catalogue, forms as they are, by their full keys."""
    tables = tomllib.loads((CATALOGUES / f"{lang}.toml").read_text("utf-8"))
    return {f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()}


def fields(text: Any) -> set[str]:
    """Give the names in braces of a text in all its forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"\{(.*?)\}", form)}


def own(folder: Path, lang: str, text: str) -> Path:
    """Write a catalogue of a site; give the folder of its catalogues."""
    (folder / "locales").mkdir(exist_ok=True)
    (folder / "locales" / f"{lang}.toml").write_text(text, "utf-8")
    return folder / "locales"


def faults(languages: list[str], folder: Path | None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        load_locales(languages, folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("lang", "day", "written"),
    [
        ("fr", date(2017, 3, 1), "1er\xa0mars 2017"),
        ("fr", date(2017, 3, 11), "11\xa0mars 2017"),
        ("fr", date(2017, 3, 21), "21\xa0mars 2017"),
        ("fr", date(2011, 1, 1), "1er\xa0janvier 2011"),
        ("en", date(2017, 3, 1), "March\xa01, 2017"),
        ("en-gb", date(2017, 3, 1), "1\xa0March 2017"),
    ],
)
def test_a_day_is_written_as_the_language_does(lang: str, day: date, written: str) -> None:
    assert locale(lang).day(day) == written


def test_a_day_with_its_weekday_keeps_the_first_of_the_month() -> None:
    assert locale("fr").full_day(date(2017, 3, 1)) == "mercredi\xa01er\xa0mars 2017"
    assert locale("en").full_day(date(2017, 3, 1)) == "Wednesday, March\xa01, 2017"


def test_months_stand_alone() -> None:
    assert locale("fr").month(date(2017, 8, 1)) == "août 2017"
    assert locale("en").month(date(2017, 8, 1)) == "August 2017"


def test_a_moment_has_its_hour() -> None:
    moment = datetime(2017, 3, 1, 18, 5, tzinfo=UTC)

    assert locale("fr").moment(moment) == "1er\xa0mars 2017 à 18:05"
    assert re.fullmatch(r"March\xa01, 2017 at 6:05\sPM", locale("en").moment(moment))


@pytest.mark.parametrize(
    ("lang", "first", "last", "written"),
    [
        ("fr", date(2017, 2, 13), date(2017, 2, 19), "13\xa0au\xa019\xa0février 2017"),
        ("fr", date(2017, 5, 1), date(2017, 5, 7), "1er\xa0au\xa07\xa0mai 2017"),
        ("fr", date(2017, 2, 27), date(2017, 3, 5), "27\xa0février au 5\xa0mars 2017"),
        ("fr", date(2017, 3, 27), date(2017, 4, 1), "27\xa0mars au 1er\xa0avril 2017"),
        ("fr", date(2016, 12, 26), date(2017, 1, 1), "26\xa0décembre 2016 au 1er\xa0janvier 2017"),
        ("en", date(2017, 2, 13), date(2017, 2, 19), "February\xa013\xa0to\xa019, 2017"),
        ("en", date(2017, 2, 27), date(2017, 3, 5), "February\xa027 to March\xa05, 2017"),
        ("en", date(2016, 12, 26), date(2017, 1, 1), "December\xa026, 2016 to January\xa01, 2017"),
    ],
)
def test_a_run_of_days_says_no_month_and_no_year_twice(lang: str, first: date, last: date, written: str) -> None:
    assert locale(lang).span(first, last) == written


@pytest.mark.parametrize(
    ("lang", "number", "written"),
    [
        ("fr", 0, "0 article"),
        ("fr", 1, "1 article"),
        ("fr", 2, "2 articles"),
        ("fr", 1234, "1\u202f234 articles"),
        ("en", 0, "0 articles"),
        ("en", 1, "1 article"),
        ("en", 1234, "1,234 articles"),
    ],
)
def test_numbers_have_the_plural_and_the_separators_of_the_language(lang: str, number: int, written: str) -> None:
    assert locale(lang).count(number, "list.articles") == written


@pytest.mark.parametrize(
    ("lang", "terms", "written"),
    [
        ("fr", [], ""),
        ("fr", ["A"], "A"),
        ("fr", ["A", "B", "C"], "A, B et C"),
        ("en", ["A", "B"], "A and B"),
    ],
)
def test_terms_are_enumerated(lang: str, terms: list[str], written: str) -> None:
    assert locale(lang).terms(terms) == written


@pytest.mark.parametrize(
    ("lang", "direction", "open_graph", "name"),
    [
        ("fr", "ltr", "fr_FR", "Français"),
        ("en", "ltr", "en_US", "English"),
        ("fr-ca", "ltr", "fr_CA", "Français (Canada)"),
        ("ar", "rtl", "ar_EG", "العربية"),
        ("he", "rtl", "he_IL", "עברית"),
        ("pt-br", "ltr", "pt_BR", "Português (Brasil)"),
        ("zh-hant", "ltr", "zh_TW", "中文 (繁體)"),
        ("sr-latn", "ltr", "sr_RS", "Srpski (latinica)"),
    ],
)
def test_a_language_knows_its_direction_its_territory_and_its_name(
    lang: str, direction: str, open_graph: str, name: str, tmp_path: Path
) -> None:
    found = load_locales([lang], own(tmp_path, lang, ENGLISH))[lang]

    assert (found.direction, found.open_graph) == (direction, open_graph)
    assert found.language_name(lang) == name


def test_values_are_filled_in_and_not_looked_into() -> None:
    assert locale("en").word("tag.title", title="{count} {title}") == "{count} {title}: all the news"


def test_a_variety_of_a_language_uses_the_words_of_the_language() -> None:
    assert locale("fr-ca").word("site.home") == "Accueil"


@pytest.mark.parametrize("lang", sorted(path.stem for path in CATALOGUES.iterdir()))
def test_all_catalogues_have_the_same_keys_and_names_in_braces(lang: str) -> None:
    reference, other = catalogue("en"), catalogue(lang)

    assert [*other] == [*reference]
    assert {key: fields(text) for key, text in other.items()} == {key: fields(text) for key, text in reference.items()}
    assert {key for key, text in other.items() if isinstance(text, dict)} == {
        key for key, text in reference.items() if isinstance(text, dict)
    }


def test_french_says_nothing_in_english() -> None:
    english, french = catalogue("en"), catalogue("fr")
    same = {key for key in english if english[key] == french[key]}

    assert same <= {
        "list.articles",
        "list.comma",
        "list.pages",
        "list.page",
        "search.by_date",
    }  # what both languages have


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_text_that_depends_on_a_number_has_its_plural_forms(lang: str) -> None:
    forms = {key: set(text) for key, text in catalogue(lang).items() if isinstance(text, dict)}
    ranks = forms.pop("story.position")

    assert ranks == {"fr": {"one", "other"}, "en": {"one", "two", "few", "other"}}[lang]
    assert forms
    assert all(form == {"one", "other"} for form in forms.values())


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fr", ["1er de 23", "2e de 23", "3e de 23", "21e de 23"]),
        ("en", ["1st of 23", "2nd of 23", "3rd of 23", "21st of 23"]),
    ],
)
def test_a_rank_is_told_as_the_language_tells_ranks(lang: str, told: list[str]) -> None:
    assert [locale(lang).ordinal(rank, "story.position", count=23) for rank in (1, 2, 3, 21)] == told


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_french_signs_stand_behind_a_blank_that_does_not_break(lang: str) -> None:
    texts = [form for text in catalogue(lang).values() for form in ([text] if isinstance(text, str) else text.values())]

    assert not [text for text in texts if re.search(r" [:;!?»]|« ", text)]


def used_words() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for key in re.findall(r'"(\w+\.\w+)" \| word|\| (?:count|ordinal)\("(\w+\.\w+)"', path.read_text("utf-8")):
            yield path.name, next(filter(None, key))


def test_every_word_that_a_template_says_is_in_the_catalogues() -> None:
    assert len(list(used_words())) > 20
    assert [(name, key) for name, key in used_words() if key not in catalogue("en")] == []


def test_a_language_without_words_is_told_with_the_place_for_them(tmp_path: Path) -> None:
    (problem,) = faults(["fr", "de"], tmp_path / "locales")

    assert problem.startswith(f'{tmp_path}/locales/de.toml: there is no catalogue for the language "de"')
    assert f"Write its words to {tmp_path}/locales/de.toml" in problem
    assert "docs/configuration.md" in problem


def test_every_language_without_words_is_told() -> None:
    assert len(faults(["de", "it", "fr"], None)) == 2


def test_a_site_adds_a_language_and_changes_words(tmp_path: Path) -> None:
    own(tmp_path, "de", ENGLISH.replace('home = "Home"', 'home = "Start"', 1))
    folder = own(tmp_path, "fr", '[site]\nhome = "Une"\n')
    locales = load_locales(["de", "fr"], folder)

    assert locales["de"].word("site.home") == "Start"
    assert locales["fr"].word("site.home") == "Une"
    assert locales["fr"].word("site.tags") == locale("fr").word("site.tags")
    assert locales["de"].day(date(2017, 3, 1)) == "1.\xa0März 2017"


def test_a_site_may_add_words_for_its_own_templates(tmp_path: Path) -> None:
    folder = own(tmp_path, "fr", '[mine]\ngreeting = "Bonjour {name}"\n')

    (words,) = load_locales(["fr"], folder).values()

    assert words.word("mine.greeting", name="Zoé") == "Bonjour Zoé"
    assert words.strays == ()


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("de", '[site]\nhome = "Start"\n', ": words are missing: "),
        ("fr", '[article]\nupdated = "Le {jour}"\n', ":2: `article.updated` holds {jour}, which nothing fills"),
        ("fr", '[list]\narticles = { one = "{count} article" }\n', ":2: `list.articles` has no form `other`"),
        ("fr", "[site\n", ": cannot be read: "),
    ],
)
def test_a_catalogue_at_fault_is_told_with_its_file(lang: str, text: str, told: str, tmp_path: Path) -> None:
    (problem,) = faults([lang], own(tmp_path, lang, text))

    assert problem.startswith(f"{tmp_path}/locales/{lang}.toml{told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nhome = "Une"\n', "2: `home` is no table of words"),
        ('[site]\n\nhome = ["Une"]\n', "3: `site.home` is not a text"),
        ("[site]\nhome = 1\n", "2: `site.home` is not a text"),
        ('[list]\narticles = { one = "A", other = 2 }\n', "2: `list.articles.other` is not a text"),
        (
            '[list]\narticles = { onee = "A", other = "B" }\n',
            "2: `list.articles` has a form `onee`, which no language has",
        ),
        ('[list.articles]\none = "A"\nohter = "B"\nother = "C"\n', "3: `list.articles` has a form `ohter`"),
    ],
)
def test_what_is_no_text_in_a_catalogue_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    (problem,) = faults(["fr"], own(tmp_path, "fr", text))

    assert problem.startswith(f"{tmp_path}/locales/fr.toml:{told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[article]\nread = "x"\nreadng = "x"\n', "3: `article.readng` is a word that no template of ours asks for"),
        ('[artcle]\nreading = "x"\n', "2: `artcle.reading` is a word that no template of ours asks for"),
    ],
)
def test_a_word_that_is_nearly_one_of_ours_is_warned_about(text: str, told: str, tmp_path: Path) -> None:
    (stray,) = load_locales(["fr", "en"], own(tmp_path, "fr", text))["fr"].strays

    assert str(stray).startswith(f"{tmp_path}/locales/fr.toml:{told.replace(': ', ': warning: ')}")
    assert "Did you mean `article.reading`?" in str(stray)


def test_plural_forms_are_those_of_the_language(tmp_path: Path) -> None:
    forms = '{ one = "{count} A", few = "{count} B", many = "{count} C", other = "{count} D" }'
    text = re.sub(r"(?m)^articles = .*$", f"articles = {forms}", ENGLISH)
    polish = load_locales(["pl"], own(tmp_path, "pl", text))["pl"]

    assert [polish.count(n, "list.articles") for n in (1, 2, 5, 22)] == ["1 A", "2 B", "5 C", "22 B"]
