import pytest

from generator.analysis.authority import Authority, plain_key
from generator.analysis.concordance import Concordance
from generator.analysis.keywords import Text, read_articles
from generator.analysis.mentions import Mention, Told, find_mentions
from generator.analysis.ranking import best_rows
from generator.config import TagRule, Vocabulary
from generator.memory import NoMemory
from generator.texts import KnownText

WORDS = Authority(Vocabulary((TagRule("États-Unis", aliases=("Washington",)), TagRule("énergie"))), "fr")
KEY = plain_key("États-Unis", "fr")


def mentions(prose: str, title: str = "", words: Authority = WORDS) -> dict[str, Mention]:
    reading = read_articles([Text("fr", title, KnownText.of(prose))], NoMemory())[0]
    (top,) = best_rows(Concordance.of([reading]), 20)
    return find_mentions(Told(reading, top, title, KnownText.of(prose)), words)


@pytest.mark.parametrize(
    ("title", "prose", "firm"),
    [
        ("Le film", "Une soirée.\nSorti aux États-Unis, il plaît.", False),
        ("Le film aux États-Unis", "Une soirée.", True),
        ("Le film", "Un film venu des États-Unis.\nUne soirée.", True),
        ("Le film", "Une soirée.\nSorti aux États-Unis, il plaît aux États-Unis.", True),
        ("Le film", "Une soirée.\nSorti aux États-Unis, il a ému Washington.", True),
    ],
)
def test_an_article_is_about_what_its_title_or_lead_or_two_places_tell(title: str, prose: str, firm: bool) -> None:
    assert mentions(prose, title)[KEY].is_firm is firm


def test_a_full_name_counts_as_often_as_its_surname() -> None:
    found = mentions("Hier, James Mattis est arrivé. On attendait Mattis. La presse suit Mattis.")

    assert {found[plain_key(name, "fr")].count for name in ("James Mattis", "Mattis")} == {3}


def test_a_word_of_a_longer_name_is_no_mention_of_its_tag() -> None:
    words = Authority(Vocabulary((TagRule("Paris"), TagRule("énergie"))), "fr")
    found = mentions("Hier, Paris Saint-Germain gagne. Le club de Paris Saint-Germain rit.", words=words)

    assert found[plain_key("Paris", "fr")].cut == 1.0
