"""What a build costs, on made-up sites of several sizes: time, memory, and the ratio to a yardstick of the same run.

The yardstick is Python-Markdown alone turning the same bodies into HTML: it moves with the machine and its load as
the build does, so that ratios of different days and machines can be compared where seconds cannot.

    python benchmarks/build.py [--sizes 100,1000,10000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
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


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command, which must succeed.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"failed: {' '.join(command)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / unit)


def measure(count: int, rounds: int) -> dict[str, Cost]:
    """Give the cost of each kind of build, of the round with the least CPU time."""
    best: dict[str, Cost] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            box = Path(name)
            make_corpus(box / "content", count)
            steps = _steps(box, box / "content/s1/a1.md")
            for step, run in steps.items():
                found = run()
                best[step] = min(best.get(step, found), found, key=lambda cost: cost.cpu)
    return best


def _steps(box: Path, edited: Path) -> dict[str, Callable[[], Cost]]:
    folders = [f"--{part}={box / part}" for part in ("content", "output", "cache")]
    build = [sys.executable, "-m", "generator", "build", *folders]

    def after_edit() -> Cost:
        edited.write_text(edited.read_text() + "\nUne phrase de plus.\n")
        return cost_of(build)

    return {
        "yardstick": lambda: cost_of([sys.executable, "-c", YARDSTICK, str(box / "content")]),
        "clean": lambda: cost_of(build),
        "unchanged": lambda: cost_of(build),
        "one edit": after_edit,
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", help="articles, comma-separated")
    parser.add_argument("--rounds", type=int, default=3, help="the least of so many is given")
    given = parser.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("yake", "markdown", "jinja2", "nh3", "numpy"))
    print(f"Python {platform.python_version()}, {libraries}\n")
    print("| articles | build | CPU s | wall s | peak MiB | CPU × yardstick |\n|---:|---|---:|---:|---:|---:|")
    for count in map(int, given.sizes.split(",")):
        found = measure(count, given.rounds)
        for step, cost in found.items():
            ratio = cost.cpu / found["yardstick"].cpu
            print(
                f"| {count} | {step} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak:.0f} | {ratio:.2f} |", flush=True
            )


if __name__ == "__main__":
    main()
