import pytest

from generator.analysis.company import with_company
from generator.analysis.mentions import Mention

MUSK = "elon musk"
PLACES = ("bakou", "lisbon", "oslo", "rom", "vien", "prag", "sofi", "riga", "bern")


def told(*keys: str, **shares: bool) -> dict[str, Mention]:
    return {key: Mention(key, key.title(), 1, is_top=shares.get("is_top", True), capital=1.0) for key in keys}


def site(*beside: str, declared: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Give tags of articles that name Musk, one for each of `beside`, and of nine others."""
    named = {f"m{n}": (tag,) for n, tag in enumerate(beside)}
    added = with_company(
        named | {place: (place,) for place in PLACES},
        {id_: told(MUSK) for id_ in named} | {place: told(place) for place in PLACES},
        dict.fromkeys(named, declared) | dict.fromkeys(PLACES, ()),
        [MUSK],
        floor=2,
        most=6,
    )
    return {id_: added[id_] for id_ in named}


def test_a_name_that_is_met_beside_one_tag_alone_is_borne_with_it() -> None:
    assert set(site("spacex", "spacex", "spacex").values()) == {("spacex", MUSK)}


def test_a_name_that_is_met_beside_anything_is_not_borne() -> None:
    assert MUSK not in {key for keys in site("spacex", "tesla", "twitter").values() for key in keys}


def test_the_tags_of_the_author_are_company_too() -> None:
    assert all(MUSK in keys for keys in site("a", "b", "c", declared=("fusé",)).values())


def test_a_tag_that_a_third_of_the_articles_bear_is_no_company() -> None:
    assert all(MUSK not in keys for keys in site(*["spacex"] * 7).values())


def test_the_name_itself_is_no_company() -> None:
    assert site(MUSK, MUSK, "tesla")["m2"] == ("tesla",)


@pytest.mark.parametrize("most", [0, 1])
def test_no_article_gets_more_tags_than_it_may_have(most: int) -> None:
    automatic = dict.fromkeys("abc", ("spacex",)[:most]) | dict.fromkeys(PLACES, ())
    mentions = {id_: told(MUSK) for id_ in "abc"} | {place: told(place) for place in PLACES}
    declared = dict.fromkeys("abc", ("fusé",)) | dict.fromkeys(PLACES, ())

    assert with_company(automatic, mentions, declared, [MUSK], floor=2, most=most) == automatic


def test_a_name_that_too_few_articles_would_bear_is_left() -> None:
    automatic = {"a": ("spacex",), "b": ("spacex",)} | {place: (place,) for place in PLACES}
    mentions = {"a": told(MUSK), "b": told(MUSK, is_top=False)} | {place: told(place) for place in PLACES}

    added = with_company(automatic, mentions, dict.fromkeys(automatic, ()), [MUSK], floor=2, most=6)

    assert added == automatic
