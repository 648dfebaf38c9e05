import pytest

from generator.analysis.authority import Authority, is_abbreviation, plain_key
from generator.config import TagRule, Vocabulary


def authority(*labels: str, aliases: tuple[str, ...] = ()) -> Authority:
    rules = (TagRule(labels[0], aliases=aliases), *(TagRule(label) for label in labels[1:]))
    return Authority(Vocabulary((*rules, TagRule("véhicule autonome"))), "fr")


def written(words: Authority, text: str) -> dict[str, int]:
    return {key: count for (_, key), count in words.written_in(text).items()}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("L’ONU se réunit, dit l'ONU.", 2),
        ("Le Conseil de sécurité des Nations unies.", 1),
        ("Kim Jong-un et un émissaire.", 0),
        ("UN convoi", 1),
        ("le pro-UN", 0),
        ("des nations unies par le sort", 0),
    ],
)
def test_an_abbreviation_counts_in_capitals_and_a_hyphen_joins(text: str, count: int) -> None:
    assert written(authority("ONU", aliases=("UN", "Nations unies")), text).get("onu", 0) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le parti Les Républicains choisit.", 1),
        ("Pour les Républicains, tout change.", 1),
        ("Des sénateurs républicains votent.", 0),
        ("Tous les républicains votent.", 0),
    ],
)
def test_a_name_with_its_article_counts_as_it_is_written(text: str, count: int) -> None:
    assert sum(written(authority("Les Républicains"), text).values()) == count


def test_a_name_with_its_article_is_not_met_by_its_stem() -> None:
    words = authority("Les Républicains")

    assert not words.means(plain_key("républicains", "fr"), "républicains")
    assert not words.means(plain_key("républicains", "fr"), "Républicain")


@pytest.mark.parametrize(("phrase", "meant"), [("Russie", True), ("russe", False), ("russes", False)])
def test_a_name_is_not_met_by_another_word_of_its_stem(phrase: str, meant: bool) -> None:
    assert authority("Russie").means(plain_key("Russie", "fr"), phrase) is meant


@pytest.mark.parametrize("phrase", ["véhicule autonome", "véhicules autonomes", "Véhicules autonomes"])
def test_a_noun_is_met_in_all_its_forms(phrase: str) -> None:
    assert authority("ONU").means(plain_key("véhicule autonome", "fr"), phrase)


def test_where_all_labels_have_capitals_they_make_no_names() -> None:
    words = Authority(Vocabulary((TagRule("Justice"), TagRule("Mer"))), "fr")

    assert written(words, "La justice, loin de la mer.") == {plain_key("Justice", "fr"): 1, plain_key("Mer", "fr"): 1}


def test_the_longest_spelling_counts_once() -> None:
    assert (
        sum(written(authority("Russie", aliases=("Fédération de Russie",)), "La Fédération de Russie.").values()) == 1
    )


def test_a_text_without_chosen_words_has_none() -> None:
    assert written(Authority(Vocabulary(), "fr"), "Rien de tel.") == {}


@pytest.mark.parametrize("word", ["", "U", "Un", "UNESCO", "G20", "A B"])
def test_not_every_capital_is_an_abbreviation(word: str) -> None:
    assert not is_abbreviation(word)
