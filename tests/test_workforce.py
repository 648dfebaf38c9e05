from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from contextlib import contextmanager
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workforce import AHEAD, Crew, MadeInTime, Workforce

Call = Callable[..., Any]


class Gone(Executor):
    """Workers that are lost after so many calls."""

    def __init__(self, calls: int) -> None:
        self.calls = calls

    def submit(self, work: Call, /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.calls -= 1
        if self.calls < 0:
            future.set_exception(ConnectionError("nobody is there"))
        else:
            future.set_result(work(*given, **named))
        return future


class Silent(Executor):
    """Workers that never answer."""

    def submit(self, _work: Call, /, *_given: Any, **_named: Any) -> Future[Any]:
        return Future()


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise ZeroDivisionError(number)


def crew_of(executor: Executor, **more: Any) -> Callable[[], Any]:
    @contextmanager
    def hire() -> Iterator[Crew]:
        yield Crew(executor, 2, (ConnectionError, LateError), **more)

    return hire


@given(st.lists(st.integers(), max_size=60), st.floats(0.001, 1), st.integers(1, 5))
def test_answers_come_in_the_order_of_the_items_whoever_gives_them(
    items: list[int], seconds: float, hands: int
) -> None:
    with ThreadPoolExecutor(hands) as executor, Workforce(crew_of(executor)) as workforce:
        assert list(workforce.answers(double, items, seconds)) == [double(item) for item in items]


def test_for_little_work_nobody_is_hired() -> None:
    with Workforce(pytest.fail, worth=1.0) as workforce:
        assert list(workforce.answers(double, [1, 2, 3], 0.01)) == [2, 4, 6]


def test_a_crew_that_is_there_takes_less_work_too() -> None:
    calls: list[int] = []
    gone = Gone(100)

    @contextmanager
    def hire() -> Iterator[Crew]:
        calls.append(1)
        yield Crew(gone, 2, ())

    with Workforce(hire, worth=1.0) as workforce:
        list(workforce.answers(double, [1] * 10, 0.1))
        before = gone.calls
        list(workforce.answers(double, [1] * 2, 0.1))
        assert gone.calls < before
    assert calls == [1]


@pytest.mark.parametrize("calls", range(4))
def test_what_a_lost_crew_did_not_answer_is_done_here_and_told_once(calls: int) -> None:
    notices: list[str] = []
    with Workforce(crew_of(Gone(calls)), notice=notices.append) as workforce:
        for _ in range(2):
            assert list(workforce.answers(double, range(30), 0.01)) == [double(number) for number in range(30)]
    why = "ConnectionError: nobody is there"
    assert notices == [f"workers are gone, perhaps for want of memory ({why}); the rest is done in this process"]


def test_workers_that_do_not_answer_in_time_are_taken_for_gone() -> None:
    notices: list[str] = []
    with Workforce(crew_of(Silent(), patience=0.01), notice=notices.append) as workforce:
        assert list(workforce.answers(double, [1, 2], 0.01)) == [2, 4]
    assert len(notices) == 1


def test_an_error_of_a_task_is_no_loss_of_the_crew() -> None:
    with (
        Workforce(crew_of(ThreadPoolExecutor(1)), notice=pytest.fail) as workforce,
        pytest.raises(ZeroDivisionError),
    ):
        list(workforce.answers(refuse, [1, 2], 0.01))


def test_no_more_is_sent_than_a_few_calls_ahead() -> None:
    executor = Gone(1000)
    with Workforce(crew_of(executor, batch=0.01)) as workforce:
        answers = workforce.answers(double, range(900), 0.01)
        next(answers)
    assert 1000 - executor.calls <= 2 * AHEAD


@given(st.lists(st.integers(), max_size=60), st.floats(0.001, 1), st.integers(0, 40))
def test_answers_that_were_ready_and_the_rest_are_in_order_also_when_a_crew_is_lost(
    items: list[int], seconds: float, calls: int
) -> None:
    with Workforce(crew_of(Gone(calls))) as workforce:
        errand = workforce.errand(double, items, seconds)
        early = list(errand.ready())
        assert [*early, *chain.from_iterable(errand)] == [double(item) for item in items]


def test_all_that_is_ready_is_given_and_more_is_sent() -> None:
    with Workforce(crew_of(Gone(1000), batch=0.01)) as workforce:
        assert list(workforce.errand(double, range(900), 0.01).ready()) == [double(number) for number in range(900)]


def test_what_is_not_ready_is_not_waited_for() -> None:
    with Workforce(crew_of(Silent())) as workforce:
        assert list(workforce.errand(double, [1, 2], 0.01).ready()) == []


def test_a_crew_that_was_let_go_is_hired_again_for_more_work() -> None:
    told: list[str] = []

    @contextmanager
    def hire() -> Iterator[Crew]:
        told.append("hired")
        with ThreadPoolExecutor(1) as executor:
            yield Crew(executor, 1, ())
        told.append("gone")

    with Workforce(hire) as workforce:
        for _ in range(2):
            assert list(workforce.answers(double, [1], 0.1)) == [2]
            workforce.dismiss()
    assert told == ["hired", "gone"] * 2


def test_an_errand_may_be_sent_further_ahead() -> None:
    def sent(**more: int) -> int:
        gone = Gone(1000)
        with Workforce(crew_of(gone, batch=1.0)) as workforce:
            workforce.errand(double, [1] * 500, 1.0, **more)
        return 1000 - gone.calls

    assert sent() == 2 * AHEAD
    assert sent(ahead=50) == 100


@given(st.lists(st.integers(), max_size=60), st.slices(60))
def test_items_that_are_made_in_time_are_those_of_a_list(items: list[int], part: slice) -> None:
    made = MadeInTime(items.__getitem__, len(items))

    assert [*made] == items
    assert [*made[part]] == items[part]
    assert [*Workforce(crew_of(ThreadPoolExecutor(2)), notice=pytest.fail).answers(double, made, 0.1)] == [
        2 * item for item in items
    ]
