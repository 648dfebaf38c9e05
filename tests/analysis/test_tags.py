from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.authority import plain_key
from generator.analysis.corpus import analyse, read_edition
from generator.analysis.mentions import is_nested
from generator.analysis.tags import deliberate, tagging_of
from generator.config import AnalysisConfig, TagRule, TagSettings, Vocabulary
from generator.memory import NoMemory
from generator.model import Analysis, Article
from tests.builders import KeptMemory, make_article

OTAN = "Les ministres de l'OTAN parlent à Bruxelles. James Mattis défend l'OTAN."
SYRIE = "La guerre en Syrie continue. Les rebelles de Syrie attendent James Mattis."


def tagged(articles: Sequence[Article], vocabulary: Vocabulary | None = None, **settings: int) -> Analysis:
    words = {"fr": vocabulary} if vocabulary else {}
    return analyse(articles, AnalysisConfig(TagSettings(**settings), 5, words), NoMemory())


def labels(analysis: Analysis, article: Article) -> list[str]:
    return [analysis.tags[article.lang, key].label for key in analysis.articles[article.id].tags]


def site() -> list[Article]:
    return [make_article(f"Article {n}", OTAN if n % 2 else SYRIE, date=n) for n in range(6)]


def test_names_that_articles_share_become_their_tags() -> None:
    articles = site()
    analysis = tagged(articles)

    assert {"OTAN", "James Mattis"} <= set(labels(analysis, articles[1]))
    assert {"Syrie", "James Mattis"} <= set(labels(analysis, articles[0]))


def test_a_declared_tag_stays_though_no_other_article_has_it() -> None:
    article = make_article("Seul", "Rien de tel.", tags=("Astronomie", "Zythologie"))

    assert labels(tagged([article, *site()]), article)[:2] == ["Astronomie", "Zythologie"]


def test_declared_tags_come_first_in_the_order_of_their_author() -> None:
    article = make_article("Bakou", OTAN, tags=("Zone", "Accord"))

    assert labels(tagged([article, *site()]), article)[:2] == ["Zone", "Accord"]


def test_spellings_of_one_tag_become_one_with_the_commonest_as_label() -> None:
    spellings = ["États-Unis", "Etats-Unis", "États-Unis", "les états unis"]
    articles = [make_article(f"A{n}", tags=(spelling,)) for n, spelling in enumerate(spellings)]
    (tag,) = tagged(articles).tags.values()

    assert (tag.label, len(tag.articles)) == ("États-Unis", 4)
    assert tag.spellings == ("Etats-Unis", "les états unis")


def test_a_tag_declared_twice_by_one_article_is_borne_once() -> None:
    article = make_article("A", tags=("OTAN", "l'Otan"))

    assert len(tagged([article]).articles[article.id].tags) == 1


def test_niger_and_nigeria_are_two_tags() -> None:
    articles = [make_article("A", tags=("Niger",)), make_article("B", tags=("Nigeria",))]

    assert len(tagged(articles).tags) == 2


def test_an_emoji_can_be_declared() -> None:
    article = make_article("A", tags=("🎉",))

    assert labels(tagged([article]), article) == ["🎉"]


def test_a_tag_that_others_declare_is_given_to_an_article_that_mentions_it() -> None:
    author = make_article("A", "Rien.", tags=("porte-avions",))
    other = make_article("B", "Le porte-avions arrive. Un porte-avions coûte cher.")
    elsewhere = make_article("C", "La récolte de blé.")
    analysis = tagged([author, other, elsewhere])

    assert "porte-avions" in labels(analysis, other)
    assert "porte-avions" not in labels(analysis, elsewhere)


def test_an_alias_leads_to_the_tag_of_its_rule() -> None:
    rule = TagRule("OTAN", slug="otan", aliases=("Alliance atlantique", "NATO"), description="Une alliance.")
    articles = [make_article("A", tags=("NATO",)), make_article("B", tags=("alliance Atlantique",))]
    (tag,) = tagged(articles, Vocabulary((rule,))).tags.values()

    assert (tag.label, tag.slug, tag.description, tag.declared) == ("OTAN", "otan", "Une alliance.", True)
    assert tag.aliases == ("Alliance atlantique", "NATO")
    assert len(tag.articles) == 2


def test_a_label_makes_a_tag_of_what_a_single_article_mentions() -> None:
    rule = TagRule("Premier ministre", aliases=("chef du gouvernement de la République",))
    one = make_article("A", "Le premier ministre arrive.")
    two = make_article("B", "Le chef du gouvernement de la République part.")
    analysis = tagged([one, two, make_article("C", "La pluie tombe.")], Vocabulary((rule,)))

    assert [labels(analysis, a) for a in (one, two)] == [["Premier ministre"]] * 2


def test_a_hidden_tag_is_borne_and_says_so() -> None:
    article = make_article("A", tags=("Interne",))
    (tag,) = tagged([article], Vocabulary((TagRule("interne", hidden=True),))).tags.values()

    assert (tag.hidden, tag.articles) == (True, (article.id,))


@pytest.mark.parametrize("written", ["OTAN", "l'otan", "Otan"])
def test_what_the_editor_refuses_never_becomes_an_automatic_tag(written: str) -> None:
    analysis = tagged(site(), Vocabulary(never=(written,)))

    assert ("fr", plain_key("OTAN", "fr")) not in analysis.tags


def test_what_the_editor_refuses_stays_where_an_author_declares_it() -> None:
    article = make_article("A", OTAN, tags=("OTAN",))
    analysis = tagged([article, *site()], Vocabulary(never=("OTAN",)))

    assert analysis.tags["fr", "otan"].articles == (article.id,)


def test_no_tag_is_nested_in_another_of_the_article() -> None:
    analysis = tagged(site())

    for article in analysis.articles.values():
        assert not [pair for pair in permutations(article.tags, 2) if is_nested(*pair)]


def test_the_whole_name_stands_for_the_surname() -> None:
    text = "James Mattis arrive à Bakou. Selon Mattis, la paix viendra, et Mattis attend."
    articles = [make_article(f"A{n}", text) for n in range(4)]
    analysis = tagged(articles)

    assert "James Mattis" in labels(analysis, articles[0])
    assert "Mattis" not in labels(analysis, articles[0])


@pytest.mark.parametrize(
    "text",
    [
        "Le Pentagone a annoncé mardi la réouverture de la base en mars 2017.",
        "Annoncé mardi, annoncé mercredi : le ministre Jean Dupont a déclaré cela jeudi 16 février 2017.",
        "L'OTAN et l'Union européenne : selon l'OTAN, d'Angela Merkel à l'Élysée.",
    ],
)
def test_no_french_tag_has_an_elision_an_edge_stop_word_a_date_or_a_newsroom_verb(text: str) -> None:
    analysis = tagged([make_article(f"A{n}", text, date=n) for n in range(5)])
    refused = {"annoncé", "déclaré", "mardi", "mercredi", "jeudi", "mars", "février", "le", "la", "de", "selon", "cela"}

    assert analysis.tags
    for tag in analysis.tags.values():
        words = tag.label.casefold().split()
        assert not {words[0], words[-1]} & refused
        assert not words[0].startswith(("l'", "d'"))
        assert not tag.label.isdigit()


def test_a_tag_is_never_a_number_alone() -> None:
    articles = [make_article(f"A{n}", "En 2017, 300 navires et 2017 marins. La flotte de 2017.") for n in range(5)]

    assert [tag.label for tag in tagged(articles).tags.values() if not any(c.isalpha() for c in tag.label)] == []


WORDS = ("vendange", "sécheresse", "inondation", "moisson", "brocante")


def test_a_site_of_twenty_articles_without_names_has_tags_on_all() -> None:
    texts = [f"Hier, la {word} a commencé. On a vu la {word} ici, jour {n}." for word in WORDS for n in range(4)]
    articles = [make_article(f"Titre {n}", text, date=n) for n, text in enumerate(texts)]
    analysis = tagged(articles)

    assert [labels(analysis, article)[:1] for article in articles] == [[word] for word in WORDS for _ in range(4)]


def test_a_large_site_takes_common_nouns_where_an_article_has_nothing_else_and_a_small_one_does_not() -> None:
    def site(size: int) -> list[Article]:
        named = [make_article(f"Nom {n}", SYRIE, date=n) for n in range(size - 5)]
        return [
            *named,
            *(
                make_article(f"A{n}", f"Hier, le projet a été vu. On a vu le projet ici, jour {n}.", date=n)
                for n in range(5)
            ),
        ]

    assert "projet" in {tag.label for tag in tagged(site(100)).tags.values()}
    assert "projet" not in {tag.label for tag in tagged(site(99)).tags.values()}


def test_a_noun_taken_for_want_of_names_can_be_refused() -> None:
    texts = [f"Hier, la vendange a commencé. On a vu la vendange ici, jour {n}." for n in range(4)]
    articles = [make_article(f"Titre {n}", text, date=n) for n, text in enumerate(texts)]

    assert "vendange" in {tag.label for tag in tagged(articles).tags.values()}
    assert "vendange" not in {tag.label for tag in tagged(articles, Vocabulary(never=("vendanges",))).tags.values()}


def test_a_name_that_is_only_met_beside_a_tag_is_borne_with_it() -> None:
    about = "SpaceX lance une fusée. Le patron Elon Musk veut plus. Pour SpaceX, Elon Musk voit loin."
    passing = "SpaceX lance une fusée. SpaceX a réussi.\nLa firme du patron Elon Musk se tait."
    articles = [make_article(f"A{n}", text, date=n) for n, text in enumerate([about, passing, passing + " Fin."])]
    others = [make_article(f"B{n}", SYRIE, date=n) for n in range(9)]
    analysis = tagged([*articles, *others])

    assert all("Elon Musk" in labels(analysis, article) for article in articles)


def test_tags_that_authors_declare_are_the_vocabulary_of_articles_without_any() -> None:
    declaring = [make_article(f"A{n}", "Rien.", tags=("énergie solaire",)) for n in range(2)]
    other = make_article("B", "La commune mise sur l’énergie solaire. Le toit a des panneaux.")

    assert labels(tagged([*declaring, other]), other)[0] == "énergie solaire"


def test_no_automatic_tag_has_fewer_articles_than_the_floor() -> None:
    articles = [*site(), make_article("Seul", "La zythologie. La zythologie fascine.")]

    assert all(len(tag.articles) >= 2 for tag in tagged(articles).tags.values())
    assert all(len(tag.articles) >= 4 for tag in tagged(articles, minimum_articles=4).tags.values())


def test_no_more_automatic_tags_than_asked_for() -> None:
    article = make_article("A", OTAN, tags=("Une", "Deux"))
    analysis = tagged([article, *site()], per_article=1)

    assert len(analysis.articles[article.id].tags) == 3
    assert tagged(site(), per_article=0).tags == {}


def test_the_order_of_articles_changes_no_tag() -> None:
    articles = site()

    assert tagged(articles) == tagged(articles[::-1])


def test_the_articles_of_a_tag_are_newest_first() -> None:
    articles = [make_article(f"A{n}", tags=("Paix",), date=n) for n in (3, 1, 2)]
    (tag,) = tagged(articles).tags.values()

    assert list(tag.articles) == [articles[0].id, articles[2].id, articles[1].id]


def test_languages_keep_their_own_tags() -> None:
    articles = [make_article("Un", tags=("Paris",)), make_article("Deux", tags=("Paris",), lang="en")]

    tags = tagged(articles).tags

    assert {(lang, tag.lang, tag.articles) for (lang, _), tag in tags.items()} == {
        ("fr", "fr", (articles[0].id,)),
        ("en", "en", (articles[1].id,)),
    }


NAMES = ["James Mattis", "Mattis", "l'OTAN", "la Syrie", "les Républicains", "un républicain", "Sergueï Choïgou"]
VOCABULARIES = [
    Vocabulary(),
    Vocabulary(rules=(TagRule("OTAN", aliases=("Syrie", "Mattis")),)),
    Vocabulary(rules=(TagRule("James Mattis"), TagRule("Les Républicains")), never=("Syrie",)),
]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), min_size=2, max_size=6),
    st.sampled_from(VOCABULARIES),
    st.sampled_from([(), ("Mattis",), ("Les Républicains",), ("OTAN", "mer")]),
    st.integers(0, 3),
)
def test_the_tags_are_the_same_when_only_phrases_that_can_be_tags_are_looked_at(
    texts: list[list[str]], vocabulary: Vocabulary, declared: tuple[str, ...], floor: int
) -> None:
    articles = [
        make_article(
            f"Titre {n}", f"On a vu {' et '.join(names)}. Puis {names[-1]} part.", date=n, tags=declared[: n % 3]
        )
        for n, names in enumerate(texts)
    ]
    bounds = TagSettings(minimum_articles=floor)
    analysis = analyse(articles, AnalysisConfig(bounds, 5, {"fr": vocabulary}), NoMemory())
    whole = deliberate(read_edition(articles, "fr", vocabulary, NoMemory()), "fr", vocabulary, bounds)

    assert {id_: a.tags for id_, a in analysis.articles.items()} == whole.by_article
    assert {("fr", key): tag for key, tag in tagging_of(whole).tags.items()} == analysis.tags


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), min_size=2, max_size=6),
            st.sampled_from(VOCABULARIES),
            st.sampled_from([(), ("Mattis",), ("Les Républicains",), ("OTAN", "mer")]),
        ),
        min_size=2,
        max_size=3,
    )
)
def test_the_tags_after_edits_are_those_of_a_site_that_never_was_another(
    states: list[tuple[list[list[str]], Vocabulary, tuple[str, ...]]],
) -> None:
    memory = KeptMemory()
    for texts, vocabulary, declared in states:
        articles = [
            make_article(
                f"Titre {n}", f"On a vu {' et '.join(names)}. Puis {names[-1]} part.", date=n, tags=declared[: n % 3]
            )
            for n, names in enumerate(texts)
        ]
        config = AnalysisConfig(TagSettings(minimum_articles=1), 5, {"fr": vocabulary})

        assert analyse(articles, config, memory) == analyse(articles, config, NoMemory())
