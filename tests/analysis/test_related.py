from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.corpus import analyse
from generator.analysis.documents import Document, relate
from generator.analysis.readings import Term
from generator.analysis.related import FALLBACK_SIMILARITY, Comparables, Profile, relate_profiles
from generator.analysis.terms import Terms
from generator.config import AnalysisConfig
from generator.memory import NoMemory
from generator.model import Article, Related
from tests.builders import make_article

SUBJECTS = {
    "marine": "Le porte-avions quitte Toulon. La marine nationale suit le porte-avions en mer Noire.",
    "vin": "La récolte de raisin souffre du gel. Le gel menace le vin de Bordeaux.",
    "espace": "La sonde spatiale frôle Saturne. Les anneaux de Saturne attirent la sonde spatiale.",
}


def site(each: int = 4) -> list[Article]:
    return [
        make_article(f"{subject} {n}", f"{text} Variante {n}.", section=subject, date=n)
        for subject, text in SUBJECTS.items()
        for n in range(each)
    ]


def related(articles: list[Article], count: int = 5) -> dict[str, tuple[Related, ...]]:
    analysis = analyse(articles, AnalysisConfig(related=count), NoMemory())
    return {id_: found.related for id_, found in analysis.articles.items()}


def test_articles_on_one_subject_find_each_other_first() -> None:
    links = related(site())

    for article in site():
        assert {link.id.split("/")[0] for link in links[article.id][:3]} == {article.section}


def test_a_link_gives_the_terms_that_both_articles_have() -> None:
    articles = site()
    links = related(articles)
    first = links["marine/marine-0.md"][0]

    assert 1 <= len(first.shared_terms) <= 3
    assert all(term.casefold() in SUBJECTS["marine"].casefold() for term in first.shared_terms)


def test_reasons_do_not_repeat_each_other() -> None:
    for links in related(site()).values():
        for link in links:
            words = [set(term.casefold().split()) for term in link.shared_terms]
            assert all(not one & other for one, other in pairwise(words))


def test_similarities_lie_in_bounds_and_fall() -> None:
    for links in related(site()).values():
        values = [link.similarity for link in links]
        assert all(0 < value <= 1 for value in values)
        assert values == sorted(values, reverse=True)


def test_every_article_leads_on_to_as_many_as_asked_for() -> None:
    assert {len(links) for links in related(site()).values()} == {5}
    assert {len(links) for links in related(site(), 0).values()} == {0}
    assert {len(links) for links in related(site()[:3]).values()} == {2}


def test_no_article_is_offered_to_itself_nor_twice() -> None:
    for id_, links in related(site()).items():
        ids = [link.id for link in links]
        assert id_ not in ids
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("others", "order"), [([], ["x/c.md", "y/b.md", "y/d.md", "y/e.md"]), (site(), ["y/b.md", "x/c.md"])]
)
def test_articles_that_share_nothing_are_led_on_by_section_tags_and_date(
    others: list[Article], order: list[str]
) -> None:
    lonely = make_article("A", "Abricot.", section="x", date=0, tags=("Fruit",))
    tag = make_article("B", "Brouette.", section="y", date=300, tags=("Fruit",))
    section = make_article("C", "Cerf-volant.", section="x", date=200)
    near = make_article("D", "Dentelle.", section="y", date=1)
    far = make_article("E", "Escargot.", section="y", date=100)
    links = related([far, near, section, tag, lonely, *others])[lonely.id]

    assert [link.id for link in links][: len(order)] == order
    told = {link.id: link.shared_terms for link in links}
    assert told[tag.id] == ("Fruit",)
    assert [(x.similarity, x.shared_terms) for x in links if x.id == section.id] == [(FALLBACK_SIMILARITY, ())]


def test_on_a_small_site_the_section_comes_before_the_text() -> None:
    small = [*site(2), make_article("Gel", SUBJECTS["vin"], section="marine", date=1)]

    assert {link.id for link in related(small)["marine/gel.md"][:2]} == {"marine/marine-0.md", "marine/marine-1.md"}


def test_below_the_floor_an_article_of_the_same_section_comes_before_one_that_shares_a_word() -> None:
    film = make_article("Film", "Le film ouvre le festival. Une comédie. Un violon.", section="culture")
    stranger = make_article("Match", "Le match dure. Le gardien rentre. Un violon sonne.", section="sport", date=1)
    neighbour = make_article("Opéra", "Une soprano chante Verdi. La salle applaudit.", section="culture", date=30)
    links = related([film, stranger, neighbour, *site()])[film.id]

    assert links[0].id == neighbour.id


def test_a_shared_tag_brings_articles_nearer_and_is_told() -> None:
    ours, theirs = (make_article(n, f"Scène {n}.", tags=("cinéma",), section=n) for n in ("alpha", "beta"))
    links = related([ours, theirs, *site()])[ours.id]

    assert (links[0].id, links[0].shared_terms) == (theirs.id, ("cinéma",))


def test_reasons_stand_in_both_articles_or_are_tags_of_both() -> None:
    articles = [*site(), make_article("Gel", "Le gel. Le vin de Bordeaux. Le raisin.", section="vin", tags=("Vin",))]
    prose = {a.id: a.prose.casefold() for a in articles}
    analysis = analyse(articles, AnalysisConfig(), NoMemory())

    for id_, found in analysis.articles.items():
        for link in found.related:
            tags = set(found.tags) & set(analysis.articles[link.id].tags)
            shared = {analysis.tags["fr", key].label for key in tags}
            for term in set(link.shared_terms) - shared:
                assert all(term.casefold() in prose[x] for x in (id_, link.id))


@pytest.mark.parametrize(
    ("one", "other", "never"),
    [
        ("La Maison Blanche parle. On attend la Maison Blanche.", "Le blanchissement. Un blanchissement.", "lanch"),
        ("Les vents soufflent. Ces vents durent.", "La vente ouvre. Une vente dure.", "vent"),
        ("Le prix Pritzker. On voit le prix.", "À Monza, le Grand Prix ouvre. On aime le Grand Prix.", "rix"),
        ("Hier, Bruno Le Roux part. On suit Bruno Le Roux.", "Hier, Bruno Martin vient. Voici Bruno Martin.", "Bruno"),
    ],
)
def test_words_that_only_look_alike_are_no_reason(one: str, other: str, never: str) -> None:
    articles = [make_article("Un", one), make_article("Deux", other), *site()]
    links = {link.id: link for link in related(articles, 20)["monde/un.md"]}

    assert not [term for term in links["monde/deux.md"].shared_terms if never in term]


@pytest.mark.parametrize("handle", ["vin/vin-1.md", "vin/vin-1", "vin-1", "vin 1", "Vin 1", "/vin/vin-1.md"])
def test_the_editors_word_comes_first_however_it_is_written(handle: str) -> None:
    articles = [*site(), make_article("Choisi", SUBJECTS["espace"], related=(handle,))]

    assert related(articles)["monde/choisi.md"][0].id == "vin/vin-1.md"


def test_an_article_that_the_editor_refuses_is_never_offered() -> None:
    articles = [*site(), make_article("Choisi", SUBJECTS["espace"], not_related=("espace/espace-0", "espace 1"))]
    ids = {link.id for link in related(articles, 20)["monde/choisi.md"]}

    assert not ids & {"espace/espace-0.md", "espace/espace-1.md"}
    assert "espace/espace-2.md" in ids


def test_an_unknown_name_and_the_article_itself_are_passed_over() -> None:
    articles = [*site(), make_article("Choisi", SUBJECTS["vin"], related=("nulle/part", "Choisi"))]

    assert related(articles)["monde/choisi.md"][0].id.startswith("vin/")


def test_languages_never_mix() -> None:
    english = [make_article(f"e{n}", SUBJECTS["vin"], lang="en", section="en") for n in range(4)]
    links = related([*site(), *english])

    assert {link.id.split("/")[0] for a in english for link in links[a.id]} == {"en"}
    assert not [link for a in site() for link in links[a.id] if link.id.startswith("en/")]


def test_a_translation_is_not_offered() -> None:
    twins = [
        make_article("Un", SUBJECTS["vin"], translation_key="k"),
        make_article("Deux", SUBJECTS["vin"], translation_key="k"),
    ]

    assert "monde/deux.md" not in {link.id for link in related([*site(), *twins], 20)["monde/un.md"]}


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_articles_changes_no_link(order: list[int]) -> None:
    articles = site()

    assert related([articles[n] for n in order]) == related(articles)


def test_equal_articles_are_offered_newest_first_then_by_id() -> None:
    same = [make_article(title, SUBJECTS["vin"], date=date) for title, date in (("b", 1), ("a", 1), ("c", 2))]
    links = related([make_article("Un", SUBJECTS["vin"], date=2), *same])["monde/un.md"]

    assert [link.id for link in links] == ["monde/c.md", "monde/a.md", "monde/b.md"]


LONG = " ".join(f"La phrase {n} parle du gel, du raisin et de Bordeaux en avril {n}." for n in range(20))


def test_no_text_is_offered_twice_nor_under_itself() -> None:
    first = make_article("Gel", LONG, section="vin", date=1)
    reprint = make_article("Gel encore", LONG + " Reprise.", section="vin", date=2)
    again = make_article("Gel toujours", LONG, section="marine", date=3)
    links = related([*site(), first, reprint, again], 20)

    for id_, found in links.items():
        texts = ["gel" if "/gel" in x else x for x in [id_, *(link.id for link in found)]]
        assert len(texts) == len(set(texts))
    assert len(links["vin/vin-0.md"]) == 12


def test_the_editor_may_want_a_reprint() -> None:
    first = make_article("Gel", LONG, section="vin", date=1)
    reprint = make_article("Gel encore", LONG, section="vin", date=2, related=("vin/gel",))

    assert related([*site(), first, reprint])[reprint.id][0].id == first.id


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 12), max_size=6), min_size=2, max_size=14).flatmap(
        lambda texts: st.tuples(st.just(texts), st.permutations(range(len(texts))))
    )
)
def test_links_and_reasons_do_not_depend_on_the_reading_order(
    drawn: tuple[list[set[int]], list[int]],
) -> None:
    texts, order = drawn
    profiles = [Profile(f"{n}") for n in range(len(texts))]
    terms = Terms.of(
        [
            sorted(Term(f"k{k}", f"Mot{k}", 1 + k % 3, in_title=k == n, capital=1.0) for k in keys)
            for n, keys in enumerate(texts)
        ]
    )
    shuffled = Comparables("fr", [profiles[n] for n in order], terms.taken(order))

    assert relate_profiles(shuffled, 5) == relate_profiles(Comparables("fr", profiles, terms), 5)


def test_documents_of_the_command_line_may_have_no_date() -> None:
    documents = [Document(a.id, a.lang, a.title, a.prose) for a in site()]
    links = relate(documents, 3)

    assert list(links) == [document.id for document in documents]
    assert {link.id.split("/")[0] for link in links["vin/vin-0.md"]} == {"vin"}
