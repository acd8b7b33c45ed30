"""Which files have other stamps than the index knows, however many processes look."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.archive_files import (
    OLD_NS,
    index_of,
    open_indexed,
    write_post,
    write_posts,
    write_text,
)

from reader.index.scan.stamps import looking_for_changes

HERE, BY_WORKERS = 1000, 0


def stems_of_changed(
    root: Path, cache: Path, *, max_posts_here: int, are_all: bool = True
) -> list[str]:
    """Return the names of the posts that are said to have changed."""
    with closing(sqlite3.connect(index_of(root, cache))) as connection:
        with looking_for_changes(
            connection, root, are_all=are_all, max_posts_here=max_posts_here
        ) as changed:
            numbers = list(changed)
        stems = dict(connection.execute("SELECT number, stem FROM posts"))
    return sorted(os.fsdecode(stems[number]) for number in numbers)


@pytest.mark.parametrize("max_posts_here", [HERE, BY_WORKERS])
def test_every_file_with_another_stamp_or_none_is_found(
    root: Path, cache: Path, max_posts_here: int
) -> None:
    write_posts(root, 150, per_folder=1)
    write_post(root, "_posts/top.md")
    open_indexed(root, cache).refresh()
    assert stems_of_changed(root, cache, max_posts_here=max_posts_here) == []

    write_text(root, "_posts/007/2022-04-01-000007.md", "longer than it was", mtime_ns=OLD_NS)
    os.utime(root / "_posts/120/2022-04-01-000120.md", ns=(OLD_NS, OLD_NS + 1))
    (root / "_posts/149/2022-04-01-000149.md").unlink()
    (root / "_posts/003").rename(root / "gone")
    os.utime(root / "_posts/top.md", ns=(OLD_NS, OLD_NS - 1))
    assert stems_of_changed(root, cache, max_posts_here=max_posts_here) == [
        "2022-04-01-000003",
        "2022-04-01-000007",
        "2022-04-01-000120",
        "2022-04-01-000149",
        "top",
    ]


def test_without_looking_at_all_only_what_was_changed_just_then_is_looked_at(
    root: Path, cache: Path
) -> None:
    write_post(root, "old.md")
    write_post(root, "fresh.md", mtime_ns=2**62)
    open_indexed(root, cache).refresh()
    os.utime(root / "old.md", ns=(OLD_NS, OLD_NS + 1))
    assert stems_of_changed(root, cache, max_posts_here=HERE, are_all=False) == ["fresh"]
