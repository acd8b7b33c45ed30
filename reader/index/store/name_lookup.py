"""Names and posts by their beginning, straight from an index file, for completion in a shell.

Every look-up is one range of one index of the file: it takes as long with a million posts as with
a thousand.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.archive.search.folding import fold
from reader.errors import IndexUnusableError
from reader.index.store.connections import IndexDamagedError, open_for_reading
from reader.index.store.posting_keys import PostingKind

_COLUMNS = {
    PostingKind.CATEGORY: "categories",
    PostingKind.TAG: "tags",
    PostingKind.AUTHOR: "authors",
}
"""Columns of `posts` with the number of a list, in which names stand as posts spell them."""
_LAST_CHARACTER = "\U0010ffff"
_LAST_BYTE = b"\xff"


def names_from(
    path: Path, kind: PostingKind, typed: str, most: int, *, is_published: bool = False
) -> list[tuple[str, int]]:
    """Return names with their number of posts, the most frequent first; none without an index.

    Args:
        path: The index file.
        kind: Categories, tags or authors.
        typed: Beginning of the names, in any letter case.
        most: How many are enough.
        is_published: As for `open_for_reading`.
    """
    begins = fold(typed)
    sql = (
        "SELECT name, count, (SELECT names FROM postings JOIN posts ON posts.number = post"
        f" JOIN lists ON lists.number = posts.{_COLUMNS[kind]}"
        " WHERE key = posting_keys.number LIMIT 1) FROM posting_keys"
        " WHERE kind = ? AND name >= ? AND name < ? AND name <> '' AND count > 0"
        " ORDER BY count DESC, name LIMIT ?"
    )
    rows = _rows(path, sql, (int(kind), begins, begins + _LAST_CHARACTER, most), is_published)
    return [(_spelled(name, names), count) for name, count, names in rows]


def posts_from(
    path: Path, typed: str, most: int, *, is_published: bool = False
) -> list[tuple[str, str]]:
    """Return file names without extension and titles of posts, the last name first.

    Args:
        path: The index file.
        typed: Beginning of the names.
        most: How many are enough.
        is_published: As for `open_for_reading`.
    """
    begins = os.fsencode(typed)
    sql = "SELECT stem, title FROM posts WHERE stem >= ? AND stem < ? ORDER BY stem DESC LIMIT ?"
    rows = _rows(path, sql, (begins, begins + _LAST_BYTE, most), is_published)
    return [(os.fsdecode(stem), title) for stem, title in rows]


def _rows(
    path: Path, sql: str, values: tuple[object, ...], is_published: bool
) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a question; none where there is no sound index of this version."""
    try:
        with closing(open_for_reading(path, is_published=is_published)) as connection:
            return iter(connection.execute(sql, values).fetchall())
    except (IndexDamagedError, IndexUnusableError, sqlite3.Error):
        return iter(())


def _spelled(name: str, names: str | None) -> str:
    """Return a folded name as a post has it, which may have more parts after a slash."""
    for spelled in json.loads(names or "[]"):
        parts = str(spelled).split("/")
        above = "/".join(parts[: name.count("/") + 1])
        if fold(above) == name:
            return above
    return name
