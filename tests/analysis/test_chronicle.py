from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.corpus import analyse
from generator.analysis.editions import ground
from generator.config import AnalysisConfig, Vocabulary
from generator.memory import NoMemory, memory_key
from generator.model import Article, Story
from generator.texts import KnownText
from tests.analysis.test_editions import UsedMemory
from tests.builders import FIRST_DAY, KeptMemory, make_article

SUBJECTS = (
    "Theresa May et le Brexit devant Michel Barnier",
    "Le Brexit de Theresa May inquiète Michel Barnier",
    "Michel Barnier attend Theresa May sur le Brexit",
    "Theresa May signe, le Brexit commence pour Michel Barnier",
    "La sonde Cassini frôle Saturne pour la NASA",
    "Le gel menace le raisin de Bordeaux",
)


def article(number: int, subject: int, more: str = "") -> Article:
    title = SUBJECTS[subject]
    return make_article(title, f"On apprend que {title}. Selon {title}. {more}", id=f"monde/{number}.md", date=number)


SITE = [article(n, n) for n in range(4)]


def stories(articles: list[Article], memory: KeptMemory | NoMemory, never: tuple[str, ...] = ()) -> tuple[Story, ...]:
    config = AnalysisConfig(vocabularies={"fr": Vocabulary(never=never)})
    return analyse(articles, config, memory).stories


def test_articles_on_one_event_are_a_story() -> None:
    assert len(stories(SITE, NoMemory())) == 1


def test_stories_are_recalled_when_an_edit_changes_no_word_that_tells_them() -> None:
    memory = KeptMemory()
    found = stories(SITE, memory)
    known = {key for key, answer in memory.answers.items() if answer.startswith(b'[["fr",')}
    damaged = {key: memory.answers[key].replace(b"Brexit", b"Frexit") for key in known}
    memory.answers |= damaged
    edited = [replace(SITE[0], plain=KnownText.of(f"{SITE[0].prose} Il pleut.")), *SITE[1:]]

    assert len(known) == 1
    assert "Brexit" in str(found)
    assert "Frexit" in str(stories(edited, memory))  # it was recalled, and not found again
    assert stories(edited, NoMemory()) == found


def test_what_was_decided_is_asked_for_even_when_nothing_is_to_decide() -> None:
    memory = UsedMemory()
    stories(SITE, memory)
    edited = [replace(SITE[0], plain=KnownText.of(f"{SITE[0].prose} Il pleut.")), *SITE[1:]]
    before = set(memory.answers)
    memory.asked.clear()
    stories(edited, memory)

    assert memory_key("analysis.daybook/1", ground(), "fr") in memory.asked & before


CHANGES: Mapping[str, list[Article]] = {
    "text": [article(0, 5), *SITE[1:]],
    "date": [replace(SITE[0], date=FIRST_DAY + timedelta(days=2, hours=1)), *SITE[1:]],
    "late": [*SITE[:3], replace(SITE[3], date=FIRST_DAY + timedelta(days=90))],
    "name": [replace(a, story="Divorce") for a in SITE],
    "refused": [*SITE[:3], replace(SITE[3], not_related=("0",))],
    "declared": [replace(SITE[0], declared_tags=("Saturne",)), *SITE[1:]],
    "same text": [SITE[0], *(replace(a, title=SITE[0].title, plain=SITE[0].plain) for a in SITE[1:])],
    "one less": SITE[1:],
}


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_stories_after_an_edit_are_those_of_a_site_that_never_was_another(name: str) -> None:
    memory = KeptMemory()
    stories(SITE, memory)

    assert stories(CHANGES[name], memory) == stories(CHANGES[name], NoMemory())


def test_what_the_editor_calls_no_subject_tells_no_story_any_more() -> None:
    memory = KeptMemory()
    never = ("Brexit", "Theresa May", "Michel Barnier", "May", "Barnier")

    assert stories(SITE, memory)
    assert stories(SITE, memory, never) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.integers(0, 5), st.sampled_from(["", "Il pleut.", "Le Brexit.", "À Londres, la NASA rit. La NASA."])
            ),
            min_size=3,
            max_size=7,
        ),
        min_size=2,
        max_size=3,
    )
)
def test_all_that_is_understood_after_edits_is_what_a_new_site_would_say(states: list[list[tuple[int, str]]]) -> None:
    memory = KeptMemory()
    for texts in states:
        articles = [article(n, text, more) for n, (text, more) in enumerate(texts)]

        assert analyse(articles, AnalysisConfig(), memory) == analyse(articles, AnalysisConfig(), NoMemory())
