"""A small site in a temporary folder, and the program run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("OTAN", "Russie", "NASA", "Brexit", "Theresa May")


def article_text(number: int, title: str = "", body: str = "", extra: str = "") -> str:
    """Write an article that shares names with others."""
    name, other = NAMES[number % len(NAMES)], NAMES[(number + 1) % len(NAMES)]
    head = f"---\ntitle: {title or f'Nouvelle {number} de {name}'}\ndate: 2017-02-{number % 27 + 1:02}\n{extra}---\n"
    return head + (body or f"La réunion de {name} avec {other} a duré. {name} répond à {other}, et {name} attend.\n")


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A folder with `content/`, built into `output/`."""

    root: Path

    @property
    def output(self) -> Path:
        """Where the site is."""
        return self.root / "output"

    def write(self, path: str, text: str) -> None:
        """Write a file of the folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def fill(self, count: int) -> None:
        """Write some articles in two sections."""
        for number in range(count):
            self.write(f"content/{'monde' if number % 3 else 'sport'}/n{number}.md", article_text(number))

    def run(self, *arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        """Run the program from this folder."""
        environment = clean_environment() | environment
        return subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )

    def shell(self, command: str) -> subprocess.CompletedProcess[bytes]:
        """Run a line of a shell from this folder; `digest` in it is the program."""
        line = command.replace("digest", f"{sys.executable} -m generator")
        environment = clean_environment()
        return subprocess.run(["sh", "-c", line], cwd=self.root, capture_output=True, env=environment, check=False)

    def build(self, *arguments: str, **environment: str) -> str:
        """Build, which must succeed; give the closing line."""
        done = self.run("build", *arguments, stdin=b"", **environment)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().splitlines()[-1]

    def files(self, folder: str = "output") -> dict[str, bytes]:
        """Give all files of a folder by path."""
        top = self.root / folder
        return {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()}


def clean_environment() -> dict[str, str]:
    """Give an environment in which the program finds itself, and nothing of the tester's."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
