import math
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.proposals import answer, package_answer, prepare, propose
from generator.analysis.tokens import tokenise

CONTENT = Path(__file__).parents[2] / "content"
WITH_A_LIST = [
    "ar",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hi",
    "hu",
    "it",
    "ja",
    "lt",
    "nl",
    "pt",
    "ru",
    "sk",
    "tr",
    "uk",
    "zh",
]
NAMED_OTHERWISE = ["cs", "nb", "nn"]
WITHOUT_A_LIST = ["xx", "gsw", "fil"]
LANGUAGES = WITH_A_LIST + NAMED_OTHERWISE + WITHOUT_A_LIST

NEWS = {
    "fr": "Le Conseil de sécurité a voté hier. Les Casques bleus quittent le Mali, et le Conseil le regrette. À "
    "Bamako, M. Diop parle des Casques bleus.",
    "en": "The Security Council voted. Peacekeepers leave Mali, and the Council regrets it. In Bamako Mr. Diop thanks "
    "the U.S. peacekeepers of 2017.",
    "es": "El Consejo de Seguridad votó ayer. Los cascos azules dejan Malí y el Consejo lo lamenta. En Bamako habla la "
    "Sra. Diop de los cascos azules.",
    "de": "Der Sicherheitsrat stimmte am 3. März ab. Die Blauhelme verlassen Mali, und der Rat bedauert das. In Bamako "
    "dankt Dr. Diop den Blauhelmen.",
    "pt": "O Conselho de Segurança votou ontem. Os capacetes azuis deixam o Mali, e o Conselho lamenta. Em Bamaco fala "
    "a ministra dos capacetes azuis.",
    "it": "Il Consiglio di sicurezza ha votato. I caschi blu lasciano il Mali, e il Consiglio se ne rammarica. A "
    "Bamako la città ringrazia i caschi blu.",
    "nl": "De Veiligheidsraad stemde. De blauwhelmen verlaten Mali, en de Raad betreurt dat. In Bamako dankt minister "
    "Diop de blauwhelmen van de Raad.",
    "ru": "Совет Безопасности проголосовал. Голубые каски покидают Мали, и Совет сожалеет об этом. В Бамако голубые "
    "каски благодарит министр.",
    "ar": "صوت مجلس الأمن. تغادر القبعات الزرقاء مالي، ويأسف المجلس لذلك. في باماكو يشكر الوزير القبعات الزرقاء.",
    "fi": "Turvallisuusneuvosto äänesti. Sinikypärät lähtevät Malista, ja neuvosto pahoittelee sitä. Bamakossa "
    "ministeri kiittää sinikypäriä.",
    "cs": "Rada bezpečnosti hlasovala. Modré přilby opouštějí Mali a Rada toho lituje. V Bamaku ministr děkuje modrým "
    "přilbám.",
    "ja": "安全保障理事会は投票した。 理事会 は マリ の 青い ヘルメット を 残念 に 思う。",
}
ODD = """
lion lions Lions LION dan dans Dan Dans tou tous Tous gas gass vi-vi-s as ss sss O's
JavaScript iPhone États-Unis ÉTÉ New-York new-York A-B U.S. U.S.A. A. B. J.-P. 𝐀𝐁𝐂 Ⅷabc ǅungla Ǆ ΣΑΣ Σς İstanbul İ ß
3.5 10,5 10:30 1,000.5 1e5 nan inf Infinity 12th ² km² abc² ½ Ⅷ ٣٤ ٣.٤٤٤ 三 3 15 2017 5-5555 1/2
x-ray a-b a-b-c AT&T R&D a&lt a&shy under_score _ rock'n'roll l'eau can't don't dogs' news.com mi-5 Foo-B
St. Jan. May. etc. Dr. Mr. No. vs. e.g. z.B. nr. Mär. by and of Doctor
слово Слово كلمة أحمد 中文字 ไทย हिन्दी ʼn ŉ ﬁnal the de und la и في ja Zebra zebra
"""
WORDS = st.sampled_from([*ODD.split(), "10\u00a0000", "10\u202f000", "e\u0301", "a\u00adb"])
MARKS = st.sampled_from(["!", "…", " (", ")", "»", "?", "&amp;", "@b.com", "\n"])
WAYS = st.sampled_from([str.upper, str.title, str.lower, "{0}. ".format, "{0} {0}".format, "".format])


def agree(text: str, code: str) -> None:
    """Compare phrases, order and scores with the installed package."""
    ours, theirs = answer(text, code), package_answer(text, code)
    assert [phrase for phrase, _score in ours] == [phrase for phrase, _score in theirs]
    assert [score for _phrase, score in ours] == pytest.approx([score for _phrase, score in theirs], rel=1e-9, abs=0)


def prepared(text: str, code: str) -> str:
    return prepare(tokenise(text, code))


@cache
def articles() -> Sequence[tuple[str, str]]:
    """Give the text of each example article with its language."""
    paths = [path for path in sorted(CONTENT.rglob("*.md")) if not path.name.startswith("_")]
    return [("en" if ".en." in path.name else "fr", path.read_text("utf-8").split("---", 2)[2]) for path in paths]


@pytest.mark.parametrize("place", range(0, len(articles()), 4))
def test_articles_get_the_answer_of_yake(place: int) -> None:
    code, text = articles()[place]
    agree(prepared(text, code), code)


@pytest.mark.parametrize("code", NEWS)
def test_news_in_many_languages_get_the_answer_of_yake(code: str) -> None:
    assert answer(prepared(NEWS[code], code), code)
    agree(prepared(NEWS[code], code), code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_list_of_stop_words_is_read_as_yake_reads_it(code: str) -> None:
    agree(prepared(" ".join(NEWS.values()), code), code)


@given(
    st.lists(WORDS.flatmap(lambda w: st.sampled_from([w, f"{w}.", f"{w},"])), max_size=40), st.sampled_from(LANGUAGES)
)
def test_odd_words_get_the_answer_of_yake(words: list[str], code: str) -> None:
    agree(prepared(" ".join(words), code), code)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_gets_the_answer_of_yake(text: str, code: str) -> None:
    agree(prepared(text, code), code)


@settings(max_examples=60)
@given(st.data())
def test_mutated_articles_get_the_answer_of_yake(data: st.DataObject) -> None:
    code, text = data.draw(st.sampled_from(articles()))
    words = text.split(" ")[:250]
    places = st.integers(0, len(words) - 1)
    for place, way in data.draw(st.lists(st.tuples(places, WAYS), max_size=12)):
        words[place] = way(words[place])
    for place, added in data.draw(st.lists(st.tuples(places, WORDS.map(" {}".format) | MARKS), max_size=6)):
        words[place] += added
    agree(prepared(" ".join(words), code), code)


@given(st.lists(WORDS | st.sampled_from(list(".,;:!?…()[]\"'«»\n\t\u2028")), max_size=30), st.sampled_from(LANGUAGES))
def test_text_that_was_not_prepared_gets_the_answer_of_yake(words: list[str], code: str) -> None:
    agree(" ".join(words), code)


@given(st.lists(WORDS, max_size=30), st.sampled_from(["fr", "en", "de", "ru"]))
def test_proposals_are_the_best_scores_of_phrases_with_the_same_stems(words: list[str], code: str) -> None:
    text = tokenise(" ".join(words), code)
    expected: dict[str, float] = {}
    for phrase, score in answer(prepare(text), code):
        stems = [w.stem for s in tokenise(phrase, code) for clause in s.clauses for w in clause if w.stem]
        better = round(-math.log(max(score, 1e-9)), 3)
        expected[" ".join(stems)] = max(better, expected.get(" ".join(stems), better))
    enough = sum(len(clause) for sentence in text for clause in sentence.clauses) > 1
    assert propose(text, code) == (expected if enough else {})


def test_a_release_of_yake_that_was_not_compared_answers_itself() -> None:
    program = (
        "import sys\nfrom generator.analysis.proposals import answer\n"
        "answer('Bakou accueille James Mattis.', 'fr', equal_to=())\nassert 'yake' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    text = prepared(NEWS["fr"], "fr")
    assert answer(text, "fr", equal_to=()) == package_answer(text, "fr")


def test_reading_an_article_loads_neither_yake_nor_what_it_needs() -> None:
    program = (
        "import sys\nfrom generator.analysis.keywords import Text, read_articles\n"
        "from generator.memory import NoMemory\nfrom generator.texts import KnownText\n"
        "prose = KnownText.of('James Mattis et Sergueï Choïgou parlent à Bakou.')\n"
        "read_articles([Text('fr', 'Bakou', prose)], NoMemory())\n"
        "print(sorted(sys.modules.keys() & {'yake', 'numpy', 'networkx', 'jellyfish'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
