"""The commands on an archive of odd files: all are listed or reported, and nothing hangs."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from support.odd_files import LOCKED, NOT_READ, ODD_NAMES, ODD_POSTS
from support.quirks import QUIRKS, Quirk
from support.raw_output import acting_in_pipe

from reader.cli.program import run
from reader.ui.keys.keys_page import keys_page_of

Run = Callable[..., CompletedProcess[bytes]]
HEAVY = {"_posts/2024-03-05-large.md", "_posts/2024-03-06-one-line.md"}


@pytest.fixture(scope="module")
def listed(reader: Run, odd_archive: Path) -> list[dict[str, Any]]:
    """The output of ``list --json``, one object per line."""
    ran = reader("list", "--json", "--archive", odd_archive)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert acting_in_pipe(ran.stdout) == set()
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.fixture(scope="module")
def problems(reader: Run, odd_archive: Path) -> list[dict[str, Any]]:
    """The output of ``check --json``."""
    ran = reader("check", "--json", "--archive", odd_archive)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert acting_in_pipe(ran.stdout) == set()
    return [json.loads(line) for line in ran.stdout.splitlines()]


def show(capsys: pytest.CaptureFixture[str], archive: Path, *arguments: str) -> str:
    status = run(["show", "--archive", str(archive), *arguments], lambda _: 1, keys_page_of)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.path)
def test_a_quirk_is_listed_as_a_user_expects(
    quirk: Quirk, listed: list[dict[str, Any]], problems: list[dict[str, Any]]
) -> None:
    post = next(post for post in listed if post["path"] == quirk.path)
    assert post["title"] == quirk.title
    assert quirk.date is None or post["date"].startswith(quirk.date)
    named = {problem["path"] for problem in problems if problem["understood"] != "left out"}
    assert (quirk.path in named) == quirk.has_problem


@pytest.mark.parametrize(
    "quirk", [quirk for quirk in QUIRKS if quirk.shown], ids=lambda quirk: quirk.path
)
def test_a_quirk_is_shown_as_a_user_expects(
    quirk: Quirk, odd_archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = show(capsys, odd_archive, "--width", "1000", quirk.path)
    assert [text for text in quirk.shown if text not in page] == []
    assert [text for text in quirk.hidden if text in page] == []


def test_every_readable_post_is_listed(listed: list[dict[str, Any]]) -> None:
    paths = {post["path"] for post in listed}
    assert {quirk.path for quirk in QUIRKS} <= paths
    assert ODD_POSTS.keys() <= paths
    assert len([path for path in paths if path.startswith("_posts/")]) >= len(ODD_NAMES)
    names = {path.rpartition("/")[2].encode(errors="surrogateescape") for path in paths}
    assert set(ODD_NAMES) <= names


def test_check_names_every_file_that_is_not_listed(
    listed: list[dict[str, Any]], problems: list[dict[str, Any]], is_permission_needed: bool
) -> None:
    expected = NOT_READ | ({LOCKED: "permission denied"} if is_permission_needed else {})
    left_out = {p["path"]: p["reason"] for p in problems if p["understood"] == "left out"}
    assert left_out == expected
    assert not left_out.keys() & {post["path"] for post in listed}


def test_check_names_what_is_listed_but_is_no_text(problems: list[dict[str, Any]]) -> None:
    named = {problem["path"] for problem in problems}
    assert {"_posts/2024-03-02-random.md", "_posts/2024-03-03-zero.md"} <= named
    assert {"_posts/2024-03-09-deep.md", "_posts/2024-03-10-dashes.md"} <= named


@pytest.mark.parametrize("command", ["list", "check", "stats"])
def test_nothing_from_a_file_acts_on_the_terminal(
    reader: Run, odd_archive: Path, command: str
) -> None:
    ran = reader(command, "--archive", odd_archive)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert acting_in_pipe(ran.stdout.replace(b"\t", b"")) == set()


def test_every_listed_post_is_shown(
    listed: list[dict[str, Any]], odd_archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for post in listed:
        if post["path"] in HEAVY:
            continue
        page = show(capsys, odd_archive, "--", post["id"])
        assert acting_in_pipe(page.encode()) == set(), post
        fields = json.loads(show(capsys, odd_archive, "--json", "--", post["id"]))
        assert (fields["id"], fields["path"]) == (post["id"], post["path"])


def test_a_post_of_20_mb_is_shown_whole(reader: Run, odd_archive: Path) -> None:
    ran = reader("show", "--archive", odd_archive, "2024-03-06-one-line")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.partition(b"\n\n")[2].count(b"x") == 20 * 1024**2


def test_a_file_that_is_left_out_can_not_be_shown(reader: Run, odd_archive: Path) -> None:
    for path, reason in NOT_READ.items():
        ran = reader("show", "--archive", odd_archive, path)
        assert (ran.returncode, ran.stdout) == (3, b"")
        assert ran.stderr.decode() == f"reader: {path}: {reason}\n"
