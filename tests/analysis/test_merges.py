from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.authority import plain_key
from generator.analysis.merges import (
    Kind,
    Strength,
    Suggestion,
    is_one_edit,
    near_duplicates,
    suggest_merges,
)
from generator.config import TagRule, Vocabulary
from generator.model import Tag


def make_tag(label: str, articles: int | str = 2, *, declared: bool = False, lang: str = "fr") -> Tag:
    """Make a tag; `articles` are ids of one letter, or that many of its own."""
    ids = tuple(articles) if isinstance(articles, str) else tuple(f"{label} {n}" for n in range(articles))
    return Tag(key=plain_key(label, lang), lang=lang, label=label, articles=ids, declared=declared)


def suggested(*tags: Tag, prose: str = "", vocabulary: Vocabulary | None = None, lang: str = "fr") -> list[Suggestion]:
    return list(suggest_merges(tags, [prose], vocabulary or Vocabulary(), lang))


def evidence(*labels: str, prose: str = "", lang: str = "fr") -> set[tuple[Kind, Strength]]:
    found = suggested(*(make_tag(label, lang=lang) for label in labels), prose=prose, lang=lang)
    return {(e.kind, e.strength) for suggestion in found for e in suggestion.evidence}


@pytest.mark.parametrize(
    ("one", "other", "kind", "strength"),
    [
        ("porte-avions", "porteavions", Kind.SPACING, Strength.STRONG),
        ("Wall Street", "Wallstreet", Kind.SPACING, Strength.STRONG),
        ("université de Lyon", "université Lyon", Kind.SMALL_WORDS, Strength.FAIR),
        ("Johnson & Johnson", "Johnson et Johnson", Kind.SMALL_WORDS, Strength.FAIR),
        ("Park Geun-hye", "Geun-hye Park", Kind.WORD_ORDER, Strength.FAIR),
        ("Theresa May", "Teresa May", Kind.ONE_EDIT, Strength.FAIR),
        ("Vladimir Poutine", "Vladimir Poutnie", Kind.ONE_EDIT, Strength.FAIR),
        ("Iran", "Irak", Kind.ONE_EDIT, Strength.WEAK),
        ("ONU", "Organisation des Nations unies", Kind.INITIALS, Strength.FAIR),
        ("UE", "Union européenne", Kind.INITIALS, Strength.WEAK),
        ("PSG", "Paris Saint-Germain", Kind.INITIALS, Strength.FAIR),
    ],
)
def test_tags_that_look_like_one_are_suggested_with_the_weight_of_the_evidence(
    one: str, other: str, kind: Kind, strength: Strength
) -> None:
    assert evidence(one, other) == {(kind, strength)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TRAPPIST-1", "TRAPPIST-2"),
        ("COP 21", "COP 22"),
        ("présidentielle 2012", "présidentielle 2017"),
        ("fusée", "musée"),
        ("ONU", "OMU"),
        ("Mali", "Malte"),
        ("Niger", "Nigeria"),
        ("OTAN", "Russie"),
        ("UE", "Union"),
        ("Corée du Nord", "Corée du Sud"),
    ],
)
def test_tags_that_are_two_are_not_suggested(one: str, other: str) -> None:
    assert evidence(one, other) == set()


@pytest.mark.parametrize(
    "prose",
    [
        "Hier, l’Organisation du traité de l’Atlantique nord (OTAN) a parlé.",
        "« Organisation du traité de l'Atlantique nord » (OTAN)",
        "L'OTAN (Organisation du traité de l'Atlantique nord) a parlé.",
        "L'Organisation du Traité de l’Atlantique Nord (O.T.A.N.) a parlé.",
    ],
)
def test_an_abbreviation_that_a_text_spells_out_is_strong_evidence(prose: str) -> None:
    found = evidence("OTAN", "Organisation du traité de l’Atlantique nord", prose=prose)
    assert (Kind.SPELLED_OUT, Strength.STRONG) in found


@pytest.mark.parametrize(
    "prose",
    [
        "Rafael Nadal (ATP) gagne.",
        "Il joue (ATP) à Rafael Nadal.",
        "(ATP)",
        "ATP (",
        "ATP () Rafael Nadal",
        "ATP (ATP)",
    ],
)
def test_a_parenthesis_that_spells_nothing_out_is_no_evidence(prose: str) -> None:
    assert evidence("ATP", "Rafael Nadal", prose=prose) == set()


def test_an_alias_may_be_what_the_text_spells_out() -> None:
    vocabulary = Vocabulary((TagRule("Alliance", aliases=("Organisation du traité de l’Atlantique nord",)),))
    prose = "L’Organisation du traité de l’Atlantique nord (OTAN) a parlé."
    (found,) = suggested(make_tag("Alliance", declared=True), make_tag("OTAN"), prose=prose, vocabulary=vocabulary)
    assert (found.merged.label, found.into.label) == ("OTAN", "Alliance")


def test_tags_that_are_borne_almost_always_together_are_told_with_their_counts() -> None:
    (found,) = suggested(make_tag("fusée", "abcde"), make_tag("espace", "abcd"))
    assert [(e.kind, e.strength, e.count, e.of) for e in found.evidence] == [(Kind.TOGETHER, Strength.WEAK, 4, 5)]


@pytest.mark.parametrize(("one", "other"), [("abc", "abc"), ("abcdefg", "abcd"), ("abcd", "efgh")])
def test_few_articles_or_few_in_common_are_no_evidence(one: str, other: str) -> None:
    assert suggested(make_tag("fusée", one), make_tag("espace", other)) == []


def test_one_letter_between_names_of_one_article_is_weak_evidence() -> None:
    (found,) = suggested(make_tag("Theresa May", "ab"), make_tag("Teresa May", "bc"))
    assert found.strength is Strength.WEAK


def test_the_strongest_evidence_comes_first() -> None:
    tags = [make_tag(name) for name in ("Iran", "Irak", "porte-avions", "porteavions", "Theresa May", "Teresa May")]
    assert [s.strength for s in suggested(*tags)] == [Strength.STRONG, Strength.FAIR, Strength.WEAK]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make_tag("Teresa May", 9), make_tag("Theresa May", 1, declared=True)),
        (make_tag("Teresa May", 2), make_tag("Theresa May", 3)),
        (make_tag("Teresa May", 9, declared=True), make_tag("Theresa May", 1, declared=True)),
    ],
)
def test_what_people_chose_stays_then_what_more_articles_bear(one: Tag, other: Tag) -> None:
    vocabulary = Vocabulary((TagRule("Theresa May"),)) if one.declared else Vocabulary()
    (found,) = suggested(one, other, vocabulary=vocabulary)
    assert (found.merged.label, found.into.label) == ("Teresa May", "Theresa May")


@pytest.mark.parametrize("pair", [("Iran", "l’Irak"), ("IRAK", "Iran")])
def test_a_pair_that_the_editor_keeps_apart_is_not_suggested(pair: tuple[str, str]) -> None:
    assert suggested(make_tag("Iran"), make_tag("Irak"), vocabulary=Vocabulary(apart=(pair,))) == []


def test_a_pair_is_kept_apart_by_any_name_of_its_tags() -> None:
    vocabulary = Vocabulary((TagRule("Irak", aliases=("Bagdad",)),), apart=(("Bagdad", "Iran"),))
    assert suggested(make_tag("Iran"), make_tag("Irak"), vocabulary=vocabulary) == []


def test_two_tags_with_rules_of_their_own_need_strong_evidence() -> None:
    rules = Vocabulary(tuple(TagRule(label) for label in ("Iran", "Irak", "Wall Street", "Wallstreet")))
    tags = [make_tag(rule.label) for rule in rules.rules]
    assert [s.strength for s in suggested(*tags, vocabulary=rules)] == [Strength.STRONG]


def test_near_duplicates_are_those_whose_spelling_is_near() -> None:
    tags = [make_tag("Iran"), make_tag("Irak"), make_tag("UE"), make_tag("Union européenne")]
    assert near_duplicates(suggested(*tags)) == {"iran": ("Irak",), "irak": ("Iran",)}


LABELS = ["Iran", "Irak", "OTAN", "Teresa May", "Theresa May", "UE", "Union européenne", "porte-avions", "porteavions"]


@given(st.permutations(LABELS))
def test_the_order_of_tags_changes_no_suggestion(labels: list[str]) -> None:
    assert suggested(*map(make_tag, labels)) == suggested(*map(make_tag, LABELS))


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_edit_is_what_trying_all_edits_finds(one: str, other: str) -> None:
    places = range(len(one) + 1)
    edits = {one[:n] + c + one[n:] for n in places for c in "abc"}
    edits |= {one[:n] + c + one[n + 1 :] for n in range(len(one)) for c in ("", *"abc")}
    edits |= {one[:n] + one[n + 1] + one[n] + one[n + 2 :] for n in range(len(one) - 1)}
    assert is_one_edit(one, other) == (other in edits - {one})
