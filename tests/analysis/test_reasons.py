from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.analysis.authority import plain_key
from generator.analysis.concordance import Concordance
from generator.analysis.corpus import analyse, read_edition
from generator.analysis.ranking import rank_all
from generator.analysis.reasons import Explanation, Outcome, explain, is_known
from generator.analysis.tags import Deliberation, deliberate
from generator.analysis.vocabulary import Ground
from generator.config import AnalysisConfig, TagRule, TagSettings, Vocabulary
from generator.memory import NoMemory
from generator.model import Article
from tests.builders import make_article

OTAN = "Les ministres de l'OTAN parlent à Bruxelles. James Mattis défend l'OTAN."
SYRIE = "La guerre en Syrie continue. Les rebelles de Syrie attendent James Mattis. On cite Bakou."


def site() -> list[Article]:
    return [make_article(f"Article {n}", OTAN if n % 2 else SYRIE, date=n) for n in range(6)]


def considered(
    articles: Sequence[Article], vocabulary: Vocabulary | None = None, settings: TagSettings | None = None
) -> Deliberation:
    words = vocabulary or Vocabulary()
    read = read_edition(articles, "fr", words, NoMemory())
    return deliberate(read, "fr", words, settings or TagSettings())


def why(
    phrase: str,
    article: Article,
    others: Sequence[Article],
    vocabulary: Vocabulary | None = None,
    settings: TagSettings | None = None,
) -> Explanation:
    found = considered([article, *others], vocabulary, settings)
    return explain(found, found.authority.resolve(plain_key(phrase, "fr")), phrase, article.id)


@pytest.mark.parametrize(
    ("phrase", "outcome", "ground"),
    [
        ("OTAN", Outcome.CHOSEN, Ground.NAME),
        ("James Mattis", Outcome.CHOSEN, Ground.NAME),
        ("Syrie", Outcome.NOT_MENTIONED, Ground.NAME),
        ("ministres", Outcome.NOT_ADMITTED, Ground.SAYS_LITTLE),
        ("Mattis", Outcome.NOT_ADMITTED, Ground.TOO_FEW),
        ("Fusée", Outcome.DECLARED, None),
    ],
)
def test_the_outcome_is_told_with_the_ground_on_which_it_rests(
    phrase: str, outcome: Outcome, ground: Ground | None
) -> None:
    told = why(phrase, make_article("A", OTAN, tags=("Fusée",)), site())
    assert (told.outcome, told.standing.ground) == (outcome, ground)


@pytest.mark.parametrize(
    ("vocabulary", "outcome", "because"),
    [
        (Vocabulary((TagRule("OTAN"),)), Outcome.CHOSEN, "it is among the best"),
        (Vocabulary((TagRule("Alliance", aliases=("OTAN",)),)), Outcome.CHOSEN, "it is among the best"),
        (Vocabulary(never=("OTAN",)), Outcome.NOT_ADMITTED, "`never` in tags.toml refuses it"),
        (Vocabulary((TagRule("OTAN de Bruxelles"),)), Outcome.CHOSEN, "it is among the best"),
    ],
)
def test_the_word_of_the_editor_is_told(vocabulary: Vocabulary, outcome: Outcome, because: str) -> None:
    told = why("OTAN", make_article("A", OTAN), site(), vocabulary)
    assert told.outcome is outcome
    assert because in told.because


def test_a_tag_that_better_ones_leave_no_room_is_told_with_their_number() -> None:
    told = why("James Mattis", make_article("A", OTAN), site(), settings=TagSettings(per_article=1))
    assert (told.outcome, told.because) == (Outcome.BEATEN, "the article has 1 better ones")


def test_a_passing_mention_is_told() -> None:
    article = make_article("A", f"{OTAN}\nOn cite la Syrie.", tags=("Une", "Deux", "Trois"))
    assert why("Syrie", article, site()).outcome is Outcome.PASSING


def test_the_whole_name_that_stands_for_a_part_is_named() -> None:
    text = "La Navy part. Selon la Navy, tout va bien, et la Navy attend. La Royal Navy, la Navy : c'est la même Navy."
    told = why("Navy", make_article("A", text), [make_article(f"B{n}", text) for n in range(3)])
    assert (told.outcome, told.because) == (Outcome.REPLACED, "“Royal Navy” stands for it")


def test_a_tag_nested_in_a_declared_one_is_told_with_its_name() -> None:
    told = why("OTAN", make_article("A", OTAN, tags=("sommet de l'OTAN",)), site())
    assert (told.outcome, told.because) == (Outcome.NESTED, "it is part of “sommet de l'OTAN”, or has it as a part")


def test_the_contributions_add_up_to_the_score_by_which_the_keyword_is_ranked() -> None:
    article = make_article("A", OTAN)
    found = considered([article, *site()])
    ranked = rank_all(Concordance.of([a.reading for a in found.articles]), None)
    own = next(items for a, items in zip(found.articles, ranked, strict=True) if a.id == article.id)
    for place, item in enumerate(own, 1):
        rank = explain(found, item.key, "", article.id).rank
        assert rank is not None
        assert (rank.place, rank.phrase) == (place, item.phrase)
        assert rank.score == pytest.approx(item.score, abs=2e-6)
        assert sum(feature.contribution for feature in rank.features) == pytest.approx(rank.score, abs=2e-6)


def test_a_keyword_that_is_part_of_a_better_one_has_no_place() -> None:
    text = "Hier la Banque Mondiale prête. La Banque est riche, dit la Banque Mondiale. Ici la Banque attend."
    told = why("Banque", make_article("A", text), site())
    assert told.rank is not None
    assert (told.rank.place, told.rank.phrase) == (0, "Banque")


def test_what_is_told_is_what_a_build_does() -> None:
    articles = site()
    built = analyse(articles, AnalysisConfig(), NoMemory())
    found = considered(articles)
    keys = {key for _, key in built.tags} | {"ministr", "bruxel", "bakou"}
    for article in articles:
        for key in keys:
            told = explain(found, key, key, article.id)
            borne = key in built.articles[article.id].tags
            assert told.is_borne is borne
            assert (told.outcome in {Outcome.DECLARED, Outcome.CHOSEN, Outcome.COMPANY, Outcome.COMPLETED}) is borne
        assert [r.label for r in told.rivals if r.is_borne] == [
            built.tags["fr", key].label for key in built.articles[article.id].tags
        ]


def test_only_what_people_or_articles_say_is_known() -> None:
    found = considered(site(), Vocabulary((TagRule("Zythologie"),), never=("Paris",)))
    known = [is_known(found, plain_key(phrase, "fr")) for phrase in ("Zythologie", "Paris", "Bruxelles", "Quito")]
    assert known == [True, True, True, False]


def test_a_name_that_keeps_company_with_a_subject_is_told_as_such() -> None:
    about = "SpaceX lance une fusée. Le patron Elon Musk veut plus. Pour SpaceX, Elon Musk voit loin."
    passing = "SpaceX lance une fusée. SpaceX a réussi.\nLa firme du patron Elon Musk se tait."
    articles = [make_article(f"A{n}", text, date=n) for n, text in enumerate([about, passing, passing + " Fin."])]
    others = [make_article(f"B{n}", SYRIE, date=n) for n in range(9)]
    told = why("Elon Musk", articles[1], [articles[0], articles[2], *others])
    assert (told.outcome, told.is_borne) == (Outcome.COMPANY, True)


def test_a_noun_that_fills_up_the_tags_is_told_as_such() -> None:
    texts = [f"Hier, la vendange a commencé. On a vu la vendange ici, jour {n}." for n in range(4)]
    articles = [make_article(f"Titre {n}", text, date=n) for n, text in enumerate(texts)]
    told = why("vendange", articles[0], articles[1:])
    assert (told.outcome, told.is_borne) == (Outcome.COMPLETED, True)
