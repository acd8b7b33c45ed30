"""A post becomes columns of the index, and columns become a post again.

What follows from a file's name and place is not stored: it is worked out again when it is asked
for, a page of rows at a time.
"""

import json
import os
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from reader.archive.catalogue.identity import id_by_path
from reader.archive.ordering import collation_key, moment_us
from reader.index.store.problem_rows import (
    PROBLEM_COLUMNS,
    ProblemColumns,
    columns_of_problem,
    problem_of,
)
from reader.index.store.schema import UNDATED
from reader.posts.post import Post, PostId, Problem
from reader.posts.source.file_name import is_draft_path, slug_of
from reader.terminal_text import clean_line

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class HeaderColumns(NamedTuple):
    """What a header says, as the index stores it; cheap to send between processes."""

    title: str
    title_key: bytes
    moment: int
    """Microseconds since 1970 in UTC, or `UNDATED`."""
    offset_seconds: int | None
    day: int | None
    """The post's own calendar date, as `date.toordinal` counts."""
    categories: str
    """A JSON array."""
    tags: str
    """A JSON array."""
    authors: str
    """A JSON array."""
    rest: str | None
    """What else differs from what the path says, as a JSON object."""
    problems: tuple[ProblemColumns, ...]


class ReadFile(NamedTuple):
    """A file whose header was read, on its way from the scan to the writer."""

    folder: str
    name: str
    size: int
    """In bytes."""
    mtime_ns: int
    header: HeaderColumns
    number: int | None = None
    """The post that the file is known as, perhaps by another path; None for a new one."""


class ReadText(NamedTuple):
    """What search needs of a post, on its way from the scan to the writer."""

    number: int
    """The post's number."""
    title: bytes
    """Tokens in UTF-8, as `title_tokens` makes them."""
    body: bytes
    """Tokens in UTF-8, as `tokenize` makes them."""
    elements: int
    """A sum of `ELEMENT_BITS`."""


def columns_of(post: Post) -> HeaderColumns:
    """Return the columns of a post whose header was read."""
    date = post.date
    offset = date.utcoffset() if date else None
    return HeaderColumns(
        post.title,
        collation_key(post.title),
        moment_us(date) if date else UNDATED,
        None if offset is None else round(offset.total_seconds()),
        date.toordinal() if date else None,
        _json(post.categories),
        _json(post.tags),
        _json(post.authors),
        _rest(post),
        tuple(map(columns_of_problem, post.problems)),
    )


@lru_cache(maxsize=1024)
def _json(names: tuple[str, ...]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _rest(post: Post) -> str | None:
    rest: dict[str, str | bool | tuple[str, ...]] = {}
    if post.slug != clean_line(slug_of(post.path)):
        rest["slug"] = post.slug
    if post.permalink is not None:
        rest["permalink"] = post.permalink
    if post.redirects:
        rest["redirects"] = post.redirects
    if not post.is_published:
        rest["is_published"] = False
    if post.is_draft != is_draft_path(post.path):
        rest["is_draft"] = post.is_draft
    if post.has_time_of_file:
        rest["has_time_of_file"] = True
    if post.excerpt_separator is not None:
        rest["excerpt_separator"] = post.excerpt_separator
    return json.dumps(rest, ensure_ascii=False) if rest else None


_SELECT = """
    SELECT p.number, p.stem, p.extension, f.path, p.rank, p.title, p.moment, p.offset_seconds,
        c.names, t.names, a.names, p.rest, p.has_problem
    FROM {table} p
    LEFT JOIN folders f ON f.number = p.folder
    JOIN lists c ON c.number = p.categories
    JOIN lists t ON t.number = p.tags
    JOIN lists a ON a.number = p.authors
    WHERE p.number IN ({marks})"""
_MAX_VALUES = 900
_GONE = Post(PostId(""), "", "(gone)", None)
"""Stands for a post that was removed long ago."""


def read_posts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Post]:
    """Return the posts of numbers, in their order, also of posts removed recently."""
    posts: dict[int, Post] = {}
    for table in ("posts", "gone_posts"):
        missing = [number for number in numbers if number not in posts]
        for start in range(0, len(missing), _MAX_VALUES):
            some = missing[start : start + _MAX_VALUES]
            statement = _SELECT.format(table=table, marks=", ".join("?" * len(some)))
            rows = connection.execute(statement, some).fetchall()
            problems = _problems(connection, [row[0] for row in rows if row[-1]])
            posts.update((row[0], _post(row[1:-1], problems.get(row[0], ()))) for row in rows)
    return [posts.get(number, _GONE) for number in numbers]


def _problems(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[Problem, ...]]:
    if not numbers:
        return {}
    problems: dict[int, tuple[Problem, ...]] = {}
    for number, *values in connection.execute(
        f"SELECT post, {PROBLEM_COLUMNS} FROM problems"
        f" WHERE post IN ({', '.join('?' * len(numbers))}) ORDER BY number",
        numbers,
    ):
        problems[number] = (*problems.get(number, ()), problem_of(*values))
    return problems


_Row = tuple[bytes, bytes, bytes | None, int, str, int, int | None, str, str, str, str | None]


def _post(row: _Row, problems: tuple[Problem, ...]) -> Post:
    stem, extension, folder, rank, title, moment, offset, categories, tags, authors, rest = row
    path = path_of(os.fsdecode(folder or b""), stem, extension)
    more = json.loads(rest) if rest else {}
    return Post(
        id=PostId(os.fsdecode(stem)) if rank == 0 else id_by_path(path),
        path=path,
        title=title,
        date=_date(moment, offset),
        categories=_names(categories),
        tags=_names(tags),
        authors=_names(authors),
        slug=more["slug"] if "slug" in more else clean_line(slug_of(path)),
        permalink=more.get("permalink"),
        redirects=tuple(more.get("redirects", ())),
        is_published=more.get("is_published", True),
        is_draft=more.get("is_draft", is_draft_path(path)),
        has_time_of_file=more.get("has_time_of_file", False),
        excerpt_separator=more.get("excerpt_separator"),
        problems=problems,
    )


@lru_cache(maxsize=1024)
def _names(names: str) -> tuple[str, ...]:
    return tuple(json.loads(names))


def name_of(stem: bytes, extension: bytes) -> str:
    """Return a file's name from its two parts."""
    return os.fsdecode(stem + b"." + extension)


def split_name(name: str) -> tuple[bytes, bytes]:
    """Return a file's name without extension, and the extension without its dot."""
    stem, _, extension = os.fsencode(name).rpartition(b".")
    return stem, extension


def path_of(folder: str, stem: bytes, extension: bytes) -> str:
    """Return the path of a file below the archive's root."""
    name = name_of(stem, extension)
    return f"{folder}/{name}" if folder else name


def _date(moment: int, offset_seconds: int | None) -> datetime | None:
    if moment == UNDATED:
        return None
    return (_EPOCH + timedelta(microseconds=moment)).astimezone(_zone(offset_seconds or 0))


@lru_cache(maxsize=256)
def _zone(offset_seconds: int) -> timezone:
    return timezone(timedelta(seconds=offset_seconds)) if offset_seconds else UTC
