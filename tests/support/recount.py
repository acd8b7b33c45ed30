"""The counts that an index keeps, against what its tables hold."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

from reader.index.store.metadata import read_metadata
from reader.index.store.posting_keys import (
    PROBLEM_KEY,
    PostingKey,
    PostingKind,
    author_keys,
    category_keys,
    tag_keys,
)
from reader.index.store.schema import FIRST_STRAY
from reader.index.write.writer import NO_MONTH


def assert_sound(index: Path) -> None:
    """Check every count, posting, rank and reference of an index that nobody writes to."""
    with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        _check_counts(connection)
        _check_postings(connection)
        _check_names(connection)
        _check_problems(connection)
        _check_texts(connection)


def _check_texts(connection: sqlite3.Connection) -> None:
    """Check that texts are numbered as their posts follow each other, and stale ones told."""
    rows = connection.execute(
        f"SELECT moment, stem, rank FROM posts WHERE text < {FIRST_STRAY} ORDER BY text"
    ).fetchall()
    assert rows == sorted(rows)
    used = {number for (number,) in connection.execute("SELECT text FROM posts WHERE text")}
    stale = {number for (number,) in connection.execute("SELECT text FROM stale_texts")}
    known = {number for (number,) in connection.execute("SELECT id FROM texts_docsize")}
    assert not used & stale
    assert used | stale == known
    assert read_metadata(connection).texts == len(used)


def _check_counts(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT categories, tags, authors, day FROM posts").fetchall()
    as_categories = Counter(categories for categories, _, _, _ in rows)
    as_tags = Counter(tags for _, tags, _, _ in rows)
    as_authors = Counter(authors for _, _, authors, _ in rows)
    for number, *counts in connection.execute(
        "SELECT number, as_categories, as_tags, as_authors FROM lists"
    ):
        assert counts == [as_categories[number], as_tags[number], as_authors[number]]
    months = Counter(NO_MONTH if day is None else _month(day) for _, _, _, day in rows)
    kept = dict(connection.execute("SELECT month, count FROM months").fetchall())
    assert months == +Counter(kept)
    metadata = read_metadata(connection)
    assert metadata.posts == len(rows)
    assert metadata.added - metadata.removed == len(rows)


def _month(day: int) -> int:
    there = date.fromordinal(day)
    return there.year * 12 + there.month - 1


def _check_postings(connection: sqlite3.Connection) -> None:
    lists = {
        number: json.loads(names)
        for number, names in connection.execute("SELECT number, names FROM lists")
    }
    keys: dict[PostingKey, int] = {
        (PostingKind(kind), name): number
        for number, kind, name in connection.execute("SELECT number, kind, name FROM posting_keys")
    }
    wanted: set[tuple[int, int, int]] = set()
    for number, moment, categories, tags, authors, has_problem in connection.execute(
        "SELECT number, moment, categories, tags, authors, has_problem FROM posts"
    ):
        own = category_keys(lists[categories]) | tag_keys(lists[tags]) | author_keys(lists[authors])
        if has_problem:
            own |= {PROBLEM_KEY}
        wanted |= {(keys[key], moment, number) for key in own}
    found = connection.execute("SELECT key, moment, post FROM postings").fetchall()
    assert set(found) == wanted
    counts = Counter(key for key, _, _ in found)
    kept = dict(connection.execute("SELECT number, count FROM posting_keys").fetchall())
    assert counts == +Counter(kept)


def _check_names(connection: sqlite3.Connection) -> None:
    files = connection.execute("SELECT stem, extension, folder FROM posts").fetchall()
    assert len(set(files)) == len(files)
    ranks: dict[bytes, list[int]] = {}
    for stem, rank in connection.execute("SELECT stem, rank FROM posts"):
        ranks.setdefault(stem, []).append(rank)
    assert all(sorted(held) == list(range(len(held))) for held in ranks.values())
    folders = {number for (number,) in connection.execute("SELECT number FROM folders")}
    assert {folder for _, _, folder in files} <= folders


def _check_problems(connection: sqlite3.Connection) -> None:
    metadata = read_metadata(connection)
    numbers = {n for (n,) in connection.execute("SELECT number FROM posts WHERE has_problem")}
    rows = connection.execute("SELECT post FROM problems").fetchall()
    assert {post for (post,) in rows} - {None} == numbers
    assert metadata.with_problem == len(numbers)
    assert metadata.left_out == sum(post is None for (post,) in rows)
