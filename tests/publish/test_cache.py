"""The cache is never trusted."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publish.cache import BATCH, BUILDS_KEPT, CACHE_FILE, open_cache
from tests.damages import REPLACED, UNSEEN, Damage

ANSWERS = {f"key {number}": f"answer {number} ".encode() * 200 for number in range(40)}


def build(folder: Path, notices: list[str], answers: dict[str, bytes] | None = None) -> set[str]:
    """Ask for every answer, keep those that are missing, and give the keys of those that were remembered."""
    wanted = ANSWERS if answers is None else answers
    with open_cache(folder, notices.append) as memory:
        known = {key: memory.recall(key) for key in wanted}
        for key, answer in wanted.items():
            if known[key] is None:
                memory.keep(key, answer)
    assert {key: answer for key, answer in known.items() if answer is not None}.items() <= wanted.items()
    return {key for key, answer in known.items() if answer is not None}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Fill a cache."""
    folder = tmp_path / "cache"
    assert build(folder, []) == set()
    return folder


def test_answers_are_remembered_without_a_word(cache: Path) -> None:
    notices: list[str] = []
    assert build(cache, notices) == ANSWERS.keys()
    assert notices == []


def test_an_answer_is_known_as_soon_as_it_is_kept(tmp_path: Path) -> None:
    with open_cache(tmp_path, pytest.fail) as memory:
        memory.keep("key", b"")
        assert memory.recall("key") == b""


def test_a_build_leaves_one_file(cache: Path) -> None:
    assert [path.name for path in cache.iterdir()] == [CACHE_FILE]


def test_answers_are_kept_when_the_build_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with open_cache(tmp_path, pytest.fail) as memory:
            memory.keep("key", b"answer")
            raise ValueError("bad article")

    with pytest.raises(ValueError, match="bad article"):
        fail()
    with open_cache(tmp_path, pytest.fail) as memory:
        assert memory.recall("key") == b"answer"


def test_what_several_builds_did_not_ask_for_is_dropped(cache: Path) -> None:
    few = dict(list(ANSWERS.items())[:3])
    for _ in range(BUILDS_KEPT - 1):
        build(cache, [], few)
    with sqlite3.connect(cache / CACHE_FILE) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (len(ANSWERS),)
    connection.close()
    build(cache, [], few)
    assert build(cache, []) == few.keys()


def test_a_batch_is_written_while_the_build_goes_on(tmp_path: Path) -> None:
    with open_cache(tmp_path, pytest.fail) as memory:
        memory.keep("small", b"answer")
        memory.keep("large", bytes(BATCH))
        with sqlite3.connect(tmp_path / CACHE_FILE) as connection:
            assert connection.execute("SELECT key FROM answers ORDER BY key").fetchall() == [("large",), ("small",)]
        connection.close()
        assert memory.recall("small") == b"answer"


def test_a_killed_build_leaves_the_batches_that_it_wrote(tmp_path: Path) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from generator.publish.cache import BATCH, open_cache
with open_cache(Path(sys.argv[1]), lambda line: None) as memory:
    memory.keep("large", bytes(BATCH))
    memory.keep("late", b"answer")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode != 0
    with open_cache(tmp_path, pytest.fail) as memory:
        assert (memory.recall("large"), memory.recall("late")) == (bytes(BATCH), None)


def test_a_batch_that_cannot_be_written_now_is_written_later_without_a_word(cache: Path) -> None:
    with open_cache(cache, pytest.fail) as memory:
        with locked(cache / CACHE_FILE):
            memory.keep("one", bytes(BATCH))
        memory.keep("two", bytes(BATCH))
    assert build(cache, [], {"one": bytes(BATCH), "two": bytes(BATCH)}) == {"one", "two"}


def test_a_file_that_is_damaged_between_batches_is_replaced_with_one_notice(tmp_path: Path) -> None:
    notices: list[str] = []
    with open_cache(tmp_path, notices.append) as memory:
        memory.keep("one", bytes(BATCH))
        (tmp_path / CACHE_FILE).write_bytes(bytes(100_000))
        memory.keep("two", bytes(BATCH))
        memory.keep("three", b"answer")
    assert len(notices) == 1
    assert build(tmp_path, notices, {"two": bytes(BATCH), "three": b"answer"}) == {"two", "three"}
    assert len(notices) == 1


def test_a_build_of_many_batches_is_one_build(cache: Path) -> None:
    few = dict(list(ANSWERS.items())[:3])
    with open_cache(cache, pytest.fail) as memory:
        for number in range(BUILDS_KEPT):
            memory.keep(f"large {number}", bytes(BATCH))
    build(cache, [], few)
    assert build(cache, []) == ANSWERS.keys()


def test_what_answers_stand_on_is_kept_though_nobody_asks_for_it(cache: Path) -> None:
    few = dict(list(ANSWERS.items())[:3])
    notices: list[str] = []
    for _ in range(BUILDS_KEPT + 1):
        with open_cache(cache, notices.append) as memory:
            memory.use(few)

    assert build(cache, []) == few.keys()


def test_what_is_no_build_lets_nothing_be_forgotten(cache: Path) -> None:
    notices: list[str] = []
    for number in range(BUILDS_KEPT + 1):
        with open_cache(cache, notices.append, is_build=False) as memory:
            memory.keep(f"other {number}", b"answer")
    assert build(cache, notices) == ANSWERS.keys()


def test_the_file_holds_nothing_of_the_machine(cache: Path) -> None:
    data = (cache / CACHE_FILE).read_bytes()
    assert os.fsencode(cache) not in data


@pytest.mark.parametrize("damage", REPLACED.values(), ids=REPLACED)
def test_a_damaged_cache_costs_one_notice_and_is_replaced(cache: Path, damage: Damage) -> None:
    damage(cache / CACHE_FILE)
    notices: list[str] = []
    build(cache, notices)
    assert len(notices) == 1
    assert "\n" not in notices[0]
    for _ in range(2):
        build(cache, notices)
    assert build(cache, notices) == ANSWERS.keys()
    assert len(notices) == 1


@pytest.mark.parametrize("damage", UNSEEN.values(), ids=UNSEEN)
def test_what_is_hardly_damage_costs_one_notice_at_most_and_is_over_after_it(cache: Path, damage: Damage) -> None:
    damage(cache / CACHE_FILE)
    notices: list[str] = []
    build(cache, notices)
    build(cache, notices)
    assert build(cache, notices) == ANSWERS.keys()
    assert len(notices) <= 1


def test_a_bit_flipped_in_an_answer_is_seen(cache: Path) -> None:
    data = bytearray((cache / CACHE_FILE).read_bytes())
    data[data.index(b"answer 17 answer 17") + 3] ^= 1
    (cache / CACHE_FILE).write_bytes(data)
    notices: list[str] = []
    assert "key 17" not in build(cache, notices)
    assert len(notices) == 1


def test_a_full_disk_costs_one_notice(tmpfs: Callable[[str], Path]) -> None:
    folder = tmpfs("size=300k")
    notices: list[str] = []
    answers = {**ANSWERS, "large": bytes(400_000)}
    for _ in range(2):
        notices.clear()
        build(folder, notices, answers)
        assert len(notices) == 1
        assert "full" in notices[0]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.close()


def test_a_cache_locked_by_another_program_costs_one_notice_and_stays(cache: Path) -> None:
    notices: list[str] = []
    with locked(cache / CACHE_FILE):
        assert build(cache, notices) == set()
    assert len(notices) == 1
    assert "locked" in notices[0]
    assert build(cache, notices) == ANSWERS.keys()


def test_a_cache_folder_that_is_a_file_costs_one_notice(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    notices: list[str] = []
    assert build(tmp_path / "cache", notices) == set()
    assert len(notices) == 1


def test_a_full_folder_in_place_of_the_file_is_left_alone(cache: Path) -> None:
    (cache / CACHE_FILE).unlink()
    (cache / CACHE_FILE).mkdir()
    (cache / CACHE_FILE / "precious").touch()
    notices: list[str] = []
    assert build(cache, notices) == set()
    assert len(notices) == 1
    assert (cache / CACHE_FILE / "precious").exists()


def test_a_read_only_cache_is_read_and_costs_one_notice(cache: Path, read_only: Callable[[Path], None]) -> None:
    read_only(cache)
    notices: list[str] = []
    assert build(cache, notices, {**ANSWERS, "new": b"answer"}) == ANSWERS.keys()
    assert len(notices) == 1


def test_an_empty_read_only_folder_costs_one_notice(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    (tmp_path / "cache").mkdir()
    read_only(tmp_path / "cache")
    notices: list[str] = []
    assert build(tmp_path / "cache", notices) == set()
    assert len(notices) == 1


def test_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from generator.publish.cache import open_cache
with open_cache(Path(sys.argv[1]), lambda line: None) as memory:
    for number in range(300):
        memory.keep(f"{sys.argv[2]} {number}", b"answer" * 300)
"""
    with open_cache(tmp_path, pytest.fail):
        pass
    commands = [[sys.executable, "-c", script, str(tmp_path), name] for name in "abc"]
    builds = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for command in commands]
    assert [build.wait() for build in builds] == [0, 0, 0]
    with open_cache(tmp_path, pytest.fail) as memory:
        assert all(memory.recall(f"{name} {number}") for name in "abc" for number in range(300))
