"""Output folders that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.publish.destination import check_output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project: content, templates and a configuration."""
    folder = tmp_path / "home" / "project"
    (folder / "content" / "monde").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "site.toml").touch()
    return folder


def inputs_of(project: Path) -> list[Path]:
    return [project / "content", project / "templates", project / "site.toml"]


@pytest.mark.parametrize("place", ["output", "public/site", "content-out", "../elsewhere"])
def test_a_folder_of_its_own_is_accepted_and_not_made(project: Path, place: str) -> None:
    check_output(project / place, inputs_of(project))
    assert not (project / place).exists()


@pytest.mark.parametrize(
    "place", ["content", "content/monde", "content/new", "templates", ".", "..", "content/..", "../../..", "/"]
)
def test_what_is_or_holds_or_lies_in_the_sources_is_refused(project: Path, place: str) -> None:
    with pytest.raises(UsageError, match="--output"):
        check_output(project / place, inputs_of(project))


def test_a_link_to_the_sources_is_refused(project: Path) -> None:
    (project / "output").symlink_to("content")
    with pytest.raises(UsageError, match="which the build reads"):
        check_output(project / "output", inputs_of(project))


def test_sources_that_are_a_link_into_the_output_are_refused(project: Path) -> None:
    (project / "output" / "real").mkdir(parents=True)
    (project / "linked").symlink_to("output/real")
    with pytest.raises(UsageError, match="is or holds"):
        check_output(project / "output", [project / "linked"])


def test_an_existing_file_is_refused(project: Path) -> None:
    (project / "output").touch()
    with pytest.raises(UsageError, match="not a folder"):
        check_output(project / "output", [])


def test_a_name_that_no_system_takes_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="cannot be found: File name too long"):
        check_output(project / ("x" * 300), [])


@pytest.mark.parametrize("place", ["..", "../.."])
def test_the_home_folder_and_what_holds_it_are_refused(
    project: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project.parent))
    with pytest.raises(UsageError, match="home folder"):
        check_output(project / place, [])


def test_a_home_that_does_not_exist_hinders_nobody(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    check_output(project / "output", inputs_of(project))


@pytest.mark.parametrize("place", ["/etc", "/usr", "/usr/bin", "/bin", "/dev", "/home", "/var", "/proc/1/x", "/sys/x"])
def test_a_folder_of_the_system_is_refused(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    with pytest.raises(UsageError, match="is a folder of the system"):
        check_output(Path(place), [])


def test_what_lies_in_a_folder_of_the_system_may_hold_a_site(project: Path) -> None:
    check_output(Path("/var/www/site"), inputs_of(project))
    check_output(Path("/tmp/site"), inputs_of(project))  # noqa: S108  # nothing is made


def test_an_input_whose_name_no_system_takes_hinders_nobody(project: Path) -> None:
    check_output(project / "output", [*inputs_of(project), project / ("x" * 300)])
