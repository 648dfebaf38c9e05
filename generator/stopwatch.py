"""How long each stage of a build took; the clock is an argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Clock = Callable[[], tuple[float, float]]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Lap:
    """What a stage took.

    Attributes:
        stage: Its name.
        wall: Seconds that passed, at least 0.
        cpu: Seconds of work, of all processes that have ended, at least 0.
    """

    stage: str
    wall: float
    cpu: float


@dataclass(slots=True)
class Stopwatch:
    """Takes the time between the beginnings of stages.

    Attributes:
        clock: Tells seconds that passed and seconds of work, both since any moment.
    """

    clock: Clock
    _stage: str = ""
    _since: tuple[float, float] = (0.0, 0.0)
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    def begin(self, stage: str) -> None:
        """Take note that a stage begins, and the one before ends; a stage that goes on has not begun."""
        if stage == self._stage:
            return
        now = self.clock()
        if self._stage:
            before = self._spent.get(self._stage, (0.0, 0.0))
            wall, cpu = (was + end - start for was, end, start in zip(before, now, self._since, strict=True))
            self._spent[self._stage] = wall, cpu
        self._stage, self._since = stage, now

    def end(self) -> None:
        """Take note that the last stage ends."""
        self.begin("")

    def beside(self, progress: Progress) -> Progress:
        """Give a teller of progress that takes the time as well."""

        def told(stage: str, done: int, total: int) -> None:
            self.begin(stage)
            progress(stage, done, total)

        return told

    def laps(self) -> tuple[Lap, ...]:
        """Give what each stage took, in the order in which they began."""
        return tuple(Lap(stage, wall, cpu) for stage, (wall, cpu) in self._spent.items())


def table(laps: Sequence[Lap]) -> str:
    """Write the times as a table.

    >>> print(table([Lap("reading", 0.5, 0.25), Lap("rendering", 1.5, 1.75)]))
    stage            wall s     CPU s   share
    reading            0.50      0.25     25%
    rendering          1.50      1.75     75%
    all                2.00      2.00    100%
    """
    wall, cpu = sum(lap.wall for lap in laps), sum(lap.cpu for lap in laps)
    lines = [f"{'stage':<14}{'wall s':>9}{'CPU s':>10}{'share':>8}"]
    for lap in (*laps, Lap("all", wall, cpu)):
        share = lap.wall / wall if wall else 1.0
        lines.append(f"{lap.stage:<14}{lap.wall:>9.2f}{lap.cpu:>10.2f}{share:>8.0%}")
    return "\n".join(lines)
