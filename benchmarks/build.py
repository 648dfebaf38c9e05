"""What a build costs, on made-up sites of several sizes: time, memory, growth, ratios to yardsticks of the same run.

The yardsticks are Python-Markdown alone turning the same bodies into HTML, and Hugo building a site of the same
articles and tags, where there is a `hugo`: they move with the machine and its load as the build does, so that ratios of
different days and machines can be compared where seconds cannot. Search is off: Hugo has none.

    python -m benchmarks.build [--sizes 100,1000,10000] [--rounds 3] [--hugo PROGRAM] [--write]
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.hugo import copy_articles, write_site

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
SITE = 'title = "Bench"\nbase_url = "https://news.example.org/"\n[search]\nenabled = false\n'
NOW = "2018-06-01T12:00:00Z"
LIBRARIES = ("yake", "markdown", "jinja2", "nh3", "numpy")
NAMES = (
    "OTAN", "Russie", "James Mattis", "Pentagone", "Theresa May", "Brexit", "NASA", "SpaceX", "Corée du Sud", "Séoul",
    "François Fillon", "Emmanuel Macron", "Union européenne", "Donald Trump", "Roger Federer", "Cour suprême",
)  # fmt: skip
NOUNS = ("accord", "budget", "réunion", "élection", "fusée", "enquête", "marché", "match", "traité", "séisme", "loi")
SENTENCES = (
    "{a} a annoncé mardi un {n} avec {b}, après plusieurs semaines de discussions.",
    "Selon {b}, ce {n} ne change rien à la position de {a}.",
    "Le {n} avait été préparé en secret, et {a} s’en félicite.",
    "À Bruxelles, {b} a rappelé que le {n} restait fragile.",
    "Plusieurs experts doutent que {a} et {b} tiennent leurs promesses.",
)
YARDSTICK = """import sys, pathlib, markdown
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    markdown.markdown(path.read_text())"""


@dataclass(slots=True)
class Dice:
    """A generator of numbers that are the same everywhere (a linear congruence, as in Knuth's MMIX)."""

    state: int

    def roll(self, sides: int) -> int:
        """Give a number from 0 to `sides` - 1."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides

    def pick(self, items: Sequence[str]) -> str:
        """Give one of several texts."""
        return items[self.roll(len(items))]


def make_corpus(folder: Path, count: int) -> None:
    """Write articles of about 250 words."""
    dice = Dice(count)
    for number in range(count):
        day = f"{2015 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        write_article(folder / f"s{number % 8}" / f"a{number}.md", dice, number, day)


def write_article(file: Path, dice: Dice, number: int, day: str) -> None:
    """Write one article, of which the next one with these dice is another."""
    people = [dice.pick(NAMES) for _ in range(4)]
    lines = [
        dice.pick(SENTENCES).format(a=dice.pick(people), b=dice.pick(people), n=dice.pick(NOUNS)) for _ in range(18)
    ]
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, 18, 3)]
    tags = "".join(f"  - {name}\n" for name in dict.fromkeys(people))
    head = f"---\ntitle: {people[0]} et {people[1]}, {number}\ndate: {day}\ntags:\n{tags}---\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(head + "\n\n## Suite\n\n".join(["\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:])]) + "\n")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    Attributes:
        cpu: Seconds of work, children included.
        wall: Seconds that passed.
        peak: MiB of its largest process.
    """

    cpu: float
    wall: float
    peak: float


def cost_of(command: Sequence[str], folder: Path = ROOT) -> Cost:
    """Run a command in a folder; it must succeed.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"failed: {' '.join(command)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / unit)


def measure(count: int, rounds: int, hugo: str) -> dict[str, Cost]:
    """Give the cost of each kind of build, of the round with the least CPU time.

    Args:
        count: Articles.
        rounds: How often all is done, from nothing.
        hugo: The program, or nothing.
    """
    best: dict[str, Cost] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            box = Path(name)
            make_corpus(box / "content", count)
            (box / "site.toml").write_text(SITE)
            steps = _steps(box) | (_steps_of_hugo(box, hugo) if hugo else {})
            for step, run in steps.items():
                found = run()
                best[step] = min(best.get(step, found), found, key=lambda cost: cost.cpu)
    return best


def _steps(box: Path) -> dict[str, Callable[[], Cost]]:
    folders = [f"--{part}={box / part}" for part in ("content", "output", "cache")]
    build = [sys.executable, "-m", "generator", "build", *folders, f"--config={box / 'site.toml'}", f"--now={NOW}"]

    def after_edit() -> Cost:
        _edit(box / "content/s1/a1.md")
        return cost_of(build)

    def after_news() -> Cost:
        _publish(box / "content/s1/new.md")
        return cost_of(build)

    return {
        "Markdown": lambda: cost_of([sys.executable, "-c", YARDSTICK, str(box / "content")]),
        "cold": lambda: cost_of(build),
        "nothing changed": lambda: cost_of(build),
        "one edit": after_edit,
        "one new article": after_news,
    }


def _steps_of_hugo(box: Path, hugo: str) -> dict[str, Callable[[], Cost]]:
    site = box / "hugo"
    write_site(site)
    copy_articles(box / "content", site / "content")

    def after_edit() -> Cost:
        _edit(site / "content/s1/a1.md")
        return cost_of([hugo, "--quiet"], site)

    def after_news() -> Cost:
        _publish(site / "content/s1/new.md")
        return cost_of([hugo, "--quiet"], site)

    return {
        "Hugo, cold": lambda: cost_of([hugo, "--quiet"], site),
        "Hugo, nothing changed": lambda: cost_of([hugo, "--quiet"], site),
        "Hugo, one edit": after_edit,
        "Hugo, one new article": after_news,
    }


def _edit(article: Path) -> None:
    article.write_text(article.read_text() + "\nUne phrase de plus.\n")


def _publish(article: Path) -> None:
    """Write an article that is newer than all others."""
    write_article(article, Dice(0), 0, NOW[:10])


def growth(fewer: int, less: float, more: int, cost: float) -> float:
    """Give the power of the number of articles with which a cost grows.

    >>> growth(100, 2.0, 1000, 20.0)
    1.0
    """
    return round(math.log(cost / less) / math.log(more / fewer), 2)


def rows_of(results: Mapping[int, Mapping[str, Cost]]) -> list[str]:
    """Write the table, smaller sizes first."""
    lines = [
        "| articles | build | CPU s | wall s | peak MiB | CPU × Markdown | CPU × Hugo | wall × Hugo | CPU grows with |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    before = 0
    for count, found in sorted(results.items()):
        for step, cost in found.items():
            hugo = found.get(f"Hugo, {step}")
            ratios = [f"{cost.cpu / found['Markdown'].cpu:.2f}"]
            ratios += [f"{cost.cpu / hugo.cpu:.2f}", f"{cost.wall / hugo.wall:.2f}"] if hugo else ["", ""]
            power = f"n^{growth(before, results[before][step].cpu, count, cost.cpu):.2f}" if before else ""
            figures = [f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", *ratios, power]
            lines.append(f"| {' | '.join([f'{count:,}', step, *figures])} |")
        before = count
    return lines


def versions_of(hugo: str) -> str:
    """Name all that was measured, with its version."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = f"Python {platform.python_version()}, {libraries}"
    if not hugo:
        return f"{python}; no Hugo was found."
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([\d.]+)", said)
    return f"{python}; Hugo {found.group(1) if found else 'of an unknown version'}."


def with_builds(results: str, section: str) -> str:
    """Give the text of RESULTS.md with its part about builds replaced; the other parts stay."""
    before, _heading, rest = results.partition("## Builds\n")
    after = rest.find("\n## ")
    return f"{before}## Builds\n\n{section}{rest[after:] if after >= 0 else ''}"


def main() -> None:
    """Measure and print a table, and put it into RESULTS.md if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", help="articles, comma-separated")
    parser.add_argument("--rounds", type=int, default=3, help="the least of so many is given")
    parser.add_argument("--hugo", default=shutil.which("hugo") or "", help="the program Hugo  [that of the PATH]")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/RESULTS.md")
    given = parser.parse_args()
    results: dict[int, dict[str, Cost]] = {}
    for count in sorted(map(int, given.sizes.split(","))):
        results[count] = measure(count, given.rounds, given.hugo)
        print("\n".join(rows_of(results)), flush=True)
    rounds = "one round" if given.rounds == 1 else f"the least CPU time of {given.rounds} rounds"
    circumstances = f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, search off, {rounds}."
    section = [
        "    make bench", "", versions_of(given.hugo),
        f"{circumstances} A size that is not in the table was not measured.", "",
        *rows_of(results), "",
    ]  # fmt: skip
    print("\n".join(section))
    if given.write:
        RESULTS.write_text(with_builds(RESULTS.read_text("utf-8"), "\n".join(section)), "utf-8")


if __name__ == "__main__":
    main()
