"""Who does the work on single articles: this process, several processes of this machine, or a cluster.

All that is dear and needs one article alone goes through `Workforce.answers`: a task, which is a pure function at the
top of its module, is done for each of many items, and the answers come in the order of the items, whoever gives them.
Tasks take and give what is cheap to send; what they give is at best the bytes under which memory keeps it.

The processes are those of `processes`, the cluster that of `cluster`.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

if TYPE_CHECKING:  # a build that changes nothing has no use for them
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Notice = Callable[[str], None]

AHEAD = 4
"""Batches that each worker has before it: enough that none waits, and no archive is sent at one go."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers that are ready.

    Attributes:
        executor: Takes calls of functions at the top of modules.
        hands: How many calls are done at the same time, at least 1.
        lost: What the executor raises when workers are gone; what they did not answer is then done here.
        batch: CPU seconds of work that are sent as one call.
        patience: Seconds in which an answer must come, or the workers are taken for gone; None: no bound.
    """

    executor: Executor
    hands: int
    lost: tuple[type[Exception], ...]
    batch: float = 0.2
    patience: float | None = None


class Workforce:
    """Does tasks, by itself or by a crew that it hires when there is enough to do.

    As a context it lets the crew go at the end. A crew that breaks down is told once, and the work goes on in this
    process: an article must not be lost because a worker was.
    """

    def __init__(
        self,
        hire: Callable[[], AbstractContextManager[Crew]] | None = None,
        worth: float = 0.0,
        notice: Notice = lambda _message: None,
    ) -> None:
        """Make a workforce of this process alone, or of whoever can be hired.

        Args:
            hire: Gives a crew; never called when all is done here.
            worth: CPU seconds of work for which a crew is hired.
            notice: Told one line when a crew breaks down.
        """
        self._hire = hire
        self._worth = worth
        self._notice = notice
        self._crew: Crew | None = None
        self._hired = ExitStack()

    def __enter__(self) -> Self:
        """Begin; nobody is hired yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the crew go; after an error, without waiting for what it does."""
        self._hired.__exit__(kind, error, trace)

    def answers(self, task: Callable[[Item], Answer], items: Sequence[Item], seconds: float) -> Iterator[Answer]:
        """Do a task for each item.

        Args:
            task: A pure function at the top of a module.
            items: What it takes, each to be sent to another process.
            seconds: CPU seconds that one item costs, as measured, above 0; decides what pays, and no answer.

        Yields:
            The answers, in the order of the items.
        """
        errand = self.errand(task, items, seconds)
        try:
            for answers in errand:
                yield from answers
        finally:
            errand.cancel()

    def errand(
        self, task: Callable[[Item], Answer], items: Sequence[Item], seconds: float, ahead: int = AHEAD
    ) -> Errand[Item, Answer]:
        """Have a task done while this process does something else.

        Args:
            task: A pure function at the top of a module.
            items: What it takes, each to be sent to another process.
            seconds: CPU seconds that one item costs.
            ahead: Batches that each worker has before it, and so how much is done before an answer is taken.
        """
        crew = self._crew_for(len(items) * seconds) if items else None
        size = 1
        if crew:
            size = max(1, min(int(crew.batch / seconds), -(-len(items) // (crew.hands * AHEAD))))
        batches = (items[at : at + size] for at in range(0, len(items), size))
        return Errand(task, batches, crew, self._give_up, ahead)

    def dismiss(self) -> None:
        """Let the crew go, as nothing is left for it to do; more work would hire it again."""
        self._crew = None
        self._hired.close()

    def _crew_for(self, seconds: float) -> Crew | None:
        """Give the crew, hired if so much work is worth it; one that is there already takes a tenth of it too."""
        if self._hire is None or seconds < (self._worth / 10 if self._crew else self._worth):
            return None
        if self._crew is None:
            self._crew = self._hired.enter_context(self._hire())
        return self._crew

    def _give_up(self, error: Exception) -> None:
        """Go on without the crew, and say so."""
        self._hire = self._crew = None
        why = f"{type(error).__name__}: {error}".rstrip(": ")
        self._notice(f"workers are gone, perhaps for want of memory ({why}); the rest is done in this process")


class Errand(Generic[Item, Answer]):
    """Batches of work, whose answers come in order; a few are sent ahead of the answers that are taken.

    What a crew that breaks down did not answer is done here.
    """

    def __init__(
        self,
        task: Callable[[Item], Answer],
        batches: Iterable[Sequence[Item]],
        crew: Crew | None,
        give_up: Callable[[Exception], None],
        ahead: int = AHEAD,
    ) -> None:
        """Send the first batches.

        Args:
            task: A pure function at the top of a module.
            batches: What it takes.
            crew: Who does it; None for this process.
            give_up: Told why the crew broke down.
            ahead: Batches that each worker has before it.
        """
        self._task = task
        self._batches = iter(batches)
        self._crew = crew
        self._give_up = give_up
        self._ahead = ahead
        self._waiting: deque[tuple[Sequence[Item], Future[list[Answer]]]] = deque()
        self._send()

    def __iter__(self) -> Self:
        """Give the answers, batch by batch."""
        return self

    def __next__(self) -> list[Answer]:
        """Wait for the answers to the next batch, or work them out."""
        self._send()
        if self._crew and self._waiting:
            try:
                answers = self._waiting[0][1].result(self._crew.patience)
            except self._crew.lost as error:
                self._do_the_rest(error)
            else:
                self._waiting.popleft()
                return answers
        return _each(self._task, next(self._batches))

    def ready(self) -> Iterator[Answer]:
        """Give the answers that are there, without waiting for more."""
        while self._waiting and self._waiting[0][1].done():
            yield from next(self)

    def cancel(self) -> None:
        """Have no more of it done."""
        for _batch, future in self._waiting:
            future.cancel()

    def _send(self) -> None:
        while self._crew and len(self._waiting) < self._crew.hands * self._ahead:
            batch = next(self._batches, None)
            if batch is None:
                return
            with _uninterrupted():
                self._waiting.append((batch, self._crew.executor.submit(partial(_each, self._task), batch)))

    def _do_the_rest(self, error: Exception) -> None:
        """Go on without the crew."""
        self.cancel()
        self._batches = chain([batch for batch, _future in self._waiting], self._batches)
        self._waiting.clear()
        self._crew = None
        self._give_up(error)


class MadeInTime(Sequence[Item]):
    """Items that are made each time when they are asked for, as all of an archive at once would fill the memory."""

    def __init__(self, make: Callable[[int], Item], count: int) -> None:
        """Promise items.

        Args:
            make: Makes the item of a place, the same each time.
            count: Of the items.
        """
        self._make = make
        self._count = count

    def __len__(self) -> int:
        """Count them."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        """Make one, or some."""
        places = range(self._count)[place]
        return [self._make(one) for one in places] if isinstance(places, range) else self._make(places)


ALONE = Workforce()
"""This process, which needs nobody."""


def _each(task: Callable[[Item], Answer], items: Sequence[Item]) -> list[Answer]:
    """Do a task for a batch of items: what a worker is asked for."""
    return [task(item) for item in items]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold SIGINT back, also from processes that start meanwhile: at Ctrl-C this process alone has to answer."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
