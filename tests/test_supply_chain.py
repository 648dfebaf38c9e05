from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")
LEAST = {"contents": "read"}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.name))


def read(path: Path) -> Mapping[str, Any]:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def test_there_are_workflows_and_locks() -> None:
    assert {path.stem for path in WORKFLOWS} == {"check", "pages", "release"}
    assert {path.stem.removeprefix("requirements") for path in LOCKS} == {"", "-audit", "-dev", "-fuzz"}


@each_workflow
def test_every_action_is_named_by_its_commit_and_says_which_version_that_is(path: Path) -> None:
    steps = [step for job in read(path)["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []
    lines = re.findall(r"uses: .+", path.read_text("utf-8"))
    assert [line for line in lines if not re.search(r" # v\d+\.\d+\.\d+$", line)] == []


@each_workflow
def test_a_workflow_may_only_read_unless_a_job_says_why(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == LEAST
    writing = {
        (name, right)
        for name, job in workflow["jobs"].items()
        for right, access in job.get("permissions", {}).items()
        if access == "write"
    }
    allowed = {"pages": {("deploy", "pages"), ("deploy", "id-token")}, "release": {("release", "contents")}}
    assert writing == allowed.get(path.stem, set())


@each_workflow
def test_a_checkout_leaves_no_password_behind(path: Path) -> None:
    steps = [step for job in read(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step.get("with", {}).get("persist-credentials") is not False] == []


@each_workflow
def test_no_command_holds_a_text_that_others_can_write(path: Path) -> None:
    """A title of a pull request in a command would be run as a command."""
    commands = [step.get("run", "") for job in read(path)["jobs"].values() for step in job["steps"]]
    assert [command for command in commands if "github.event" in command or "github.head_ref" in command] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: str(path.name))
def test_every_locked_package_has_a_version_and_hashes(path: Path) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", path.read_text("utf-8"), flags=re.MULTILINE).strip())
    assert entries
    bad = [e for e in entries if not re.match(r"[\w.\[\]-]+==[\w.!+-]+", e) or "--hash=sha256:" not in e]
    assert bad == []


def test_newer_actions_and_packages_are_proposed() -> None:
    ecosystems = {update["package-ecosystem"] for update in read(ROOT / ".github" / "dependabot.yml")["updates"]}
    assert ecosystems == {"github-actions", "pip"}
