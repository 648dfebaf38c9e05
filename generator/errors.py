"""Defects in what the editor wrote (problems) and failures of a run (errors).

A `Problem` is data: stages return problems, the build collects them all and reports them in one
run. An error is raised, and ends the run with an exit code:

    DigestError
    ├── UsageError        2  the command line or the configuration is at fault
    ├── ContentError      1  articles or templates are at fault; carries every problem found
    └── PublishError      1  the site could not be put in place
        └── OutputBusyError   another build holds the output folder
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a problem weighs: an error stops the publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file that the editor can open.

    Attributes:
        path: Path as the editor knows it, with forward slashes.
        line: Line in the file, counted from 1; 0 when the whole file is meant.
        column: Column in the line, counted from 1; 0 when the whole line is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as compilers do.

        >>> str(Location("content/monde/sommet.md", 4, 8))
        'content/monde/sommet.md:4:8'
        >>> str(Location("site.toml"))
        'site.toml'
        """
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One defect in the input: where it is, what is wrong, and what to do about it."""

    location: Location
    message: str
    cure: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Write the problem over two lines.

        >>> print(Problem(Location("a.md", 1), "front matter is not closed", "End it with `---`."))
        a.md:1: front matter is not closed
            End it with `---`.
        """
        label = "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.location}: {label}{self.message}\n    {self.cure}"

    @property
    def is_error(self) -> bool:
        """Tell whether the problem stops the publication."""
        return self.severity is Severity.ERROR


def warning(location: Location, message: str, cure: str) -> Problem:
    """Make a problem that is told but does not stop the build (unless `--strict`)."""
    return Problem(location, message, cure, Severity.WARNING)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by place, each told once, so that a report reads down the files."""
    return tuple(sorted(set(problems), key=lambda p: (p.location, p.message, p.cure)))


class DigestError(Exception):
    """Anything that ends a run on purpose; the message is meant for the editor."""

    exit_code = 1


class UsageError(DigestError):
    """The command line or the configuration cannot be followed."""

    exit_code = 2

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        """Keep the problems of the configuration, if that is where the fault lies."""
        super().__init__(message)
        self.problems = sorted_problems(problems)


class ContentError(DigestError):
    """Articles or templates are at fault; nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep every problem of the run, ordered by place."""
        self.problems = sorted_problems(problems)
        super().__init__(f"{len(self.problems)} problems")


class PublishError(DigestError):
    """The rendered site could not be put in place; the old one stands."""


class OutputBusyError(PublishError):
    """Another build is writing the same output folder."""
