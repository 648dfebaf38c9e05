"""What a build costs, on made-up sites of several sizes: CPU time, and its ratio to a yardstick of the same run.

The yardstick is Python-Markdown alone turning the same bodies into HTML: it moves with the machine and its load as
the build does, so that ratios of different days and machines can be compared where seconds cannot.

    python benchmarks/build.py [--sizes 200,1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
        people = [dice.pick(NAMES) for _ in range(4)]
        lines = [
            dice.pick(SENTENCES).format(a=dice.pick(people), b=dice.pick(people), n=dice.pick(NOUNS)) for _ in range(18)
        ]
        paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, 18, 3)]
        day = f"{2015 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        head = f"---\ntitle: {people[0]} et {people[1]}, {number}\ndate: {day}\n---\n"
        file = folder / f"s{number % 8}" / f"a{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            head + "\n\n## Suite\n\n".join(["\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:])]) + "\n"
        )


def cpu_seconds(command: Sequence[str]) -> float:
    """Run a command and give the CPU time of it and its children, in seconds."""
    before = os.times()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def measure(count: int, rounds: int) -> dict[str, float]:
    """Give the least CPU time of each kind of build over some rounds."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            box = Path(name)
            make_corpus(box / "content", count)
            steps = _steps(box, box / "content/s1/a1.md")
            for step, run in steps.items():
                best[step] = min(best.get(step, float("inf")), run())
    return best


def _steps(box: Path, edited: Path) -> dict[str, Callable[[], float]]:
    folders = [f"--{part}={box / part}" for part in ("content", "output", "cache")]
    build = [sys.executable, "-m", "generator", "build", *folders]

    def after_edit() -> float:
        edited.write_text(edited.read_text() + "\nUne phrase de plus.\n")
        return cpu_seconds(build)

    return {
        "yardstick": lambda: cpu_seconds([sys.executable, "-c", YARDSTICK, str(box / "content")]),
        "clean": lambda: cpu_seconds(build),
        "unchanged": lambda: cpu_seconds(build),
        "one edit": after_edit,
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="200,1000", help="articles, comma-separated")
    parser.add_argument("--rounds", type=int, default=3, help="the least of so many is given")
    given = parser.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("yake", "markdown", "jinja2", "nh3", "numpy"))
    print(f"Python {platform.python_version()}, {libraries}\n")
    print("| articles | build | CPU s | × yardstick |\n|---:|---|---:|---:|")
    for count in map(int, given.sizes.split(",")):
        found = measure(count, given.rounds)
        for step, seconds in found.items():
            print(f"| {count} | {step} | {seconds:.2f} | {seconds / found['yardstick']:.2f} |")


if __name__ == "__main__":
    main()
