"""`mark-read` marks what a query asks for and nothing else, and `undo` takes it back."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Reader = Callable[..., Any]
NOTHING = (
    *("", " ", "　", '""', "“”", "''", ")", "(", "()", ")(", "!!!", "*", "，", "。", "-", "\u200b"),
    *("or", "and", "not", "或", "sort:title", "(sort:oldest)", 'sort:title ""', 'title:""'),
    *('not ""', 'gold or ""', 'gold ""', "gold )", 'path:""', "path:/", "/a*/", "/^/", "text:/x?/"),
)
"""Queries with a part that every post meets, or none."""


@pytest.fixture
def unread(reader: Reader, archive: Path) -> Callable[[], int]:
    """Return a function that counts the unread posts."""
    return lambda: len(reader("list", "is:unread", "--archive", archive).out.splitlines())


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_that_looks_for_nothing_is_wrong_usage(
    reader: Reader, archive: Path, unread: Callable[[], int], query: str
) -> None:
    ran = reader("mark-read", query, "--archive", archive)
    assert (ran.status, ran.out) == (2, "")
    assert "looks for nothing" in ran.err or "expected" in ran.err
    assert unread() == 4


@pytest.mark.parametrize(
    "query", ["tag:gold", '"Gold rises"', 'tag:""', "-gold", "/^gold/", "before:2023", "is:problem"]
)
def test_a_query_that_looks_for_something_is_none_of_them(
    reader: Reader, archive: Path, query: str
) -> None:
    assert reader("mark-read", query, "--archive", archive).status == 0


def test_all_is_an_option(reader: Reader, archive: Path, unread: Callable[[], int]) -> None:
    ran = reader("mark-read", "--all", "--archive", archive)
    assert (ran.status, unread()) == (0, 0)
    assert ran.err.startswith("reader: 4 posts marked as read; to undo: reader undo")


@pytest.mark.parametrize("arguments", [(), ("--unread",), ("--all", "gold"), ("--all", "")])
def test_either_a_query_or_all_is_needed(
    reader: Reader, archive: Path, arguments: tuple[str, ...]
) -> None:
    ran = reader("mark-read", *arguments, "--archive", archive)
    assert (ran.status, ran.out) == (2, "")
    assert "--all" in ran.err


def test_the_command_that_is_named_undoes_it(
    reader: Reader, archive: Path, unread: Callable[[], int], tmp_path: Path
) -> None:
    spaced = tmp_path / "my site"
    archive.rename(spaced)
    archive.symlink_to(spaced)
    said = reader("mark-read", "category:news", "--archive", spaced).err
    assert said == f"reader: 2 posts marked as read; to undo: reader undo --archive '{spaced}'\n"
    assert unread() == 2
    ran = reader("undo", "--archive", spaced)
    assert ran.err == (
        "reader: 2 posts marked as unread again, as before reader mark-read category:news\n"
    )
    assert (ran.status, unread()) == (0, 4)


def test_without_an_archive_undo_needs_none(
    reader: Reader, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    assert reader("mark-read", "tag:gold").err.endswith("; to undo: reader undo\n")
    assert reader("undo").status == 0


def test_what_was_marked_as_unread_is_undone_too(
    reader: Reader, archive: Path, unread: Callable[[], int]
) -> None:
    reader("mark-read", "--all", "--archive", archive)
    reader("mark-read", "--unread", "tag:gold", "--archive", archive)
    assert unread() == 1
    ran = reader("undo", "--archive", archive)
    assert "1 post marked as read again, as before reader mark-read --unread tag:gold" in ran.err
    assert unread() == 0


def test_posts_that_changed_since_are_left_and_counted(
    reader: Reader, archive: Path, unread: Callable[[], int]
) -> None:
    reader("mark-read", "--all", "--archive", archive)
    reader("mark-read", "--unread", "tag:gold", "--archive", archive)
    reader("mark-read", "tag:gold", "--archive", archive)
    for _ in range(2):
        reader("undo", "--archive", archive)
    ran = reader("undo", "--archive", archive)
    assert "3 posts marked as unread again" in ran.err
    assert "reader: 1 post was changed since and stays as it is" in ran.err
    assert unread() == 4  # the first undo had made it unread already


def test_with_nothing_to_undo_it_says_so(reader: Reader, archive: Path) -> None:
    ran = reader("undo", "--archive", archive)
    assert (ran.status, ran.out) == (1, "")
    assert "no command to undo" in ran.err


def test_a_change_that_matched_nothing_offers_no_undo(reader: Reader, archive: Path) -> None:
    ran = reader("mark-read", "tag:none", "--archive", archive)
    assert (ran.status, ran.err) == (1, "reader: 0 posts marked as read\n")


def test_the_change_survives_an_export_and_import_of_the_state(
    reader: Reader, archive: Path, unread: Callable[[], int], tmp_path: Path
) -> None:
    reader("mark-read", "tag:gold", "--archive", archive)
    reader("state", "export", tmp_path / "kept", "--archive", archive)
    assert os.path.getsize(tmp_path / "kept")
    reader("undo", "--archive", archive)
    assert reader("state", "import", tmp_path / "kept", "--archive", archive).status == 0
    assert unread() == 4  # the undo is later
