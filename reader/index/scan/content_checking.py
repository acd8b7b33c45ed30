"""Whether what an index says of posts is what their files say: every column, every word.

Finds what stamps can't tell: a file that was replaced by one of the same size and time of change,
and damage that SQLite does not notice. Takes a millisecond or two a post.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from reader.index.scan.comparing import FileToRead
from reader.index.scan.header_reading import read_headers
from reader.index.scan.text_reading import TextToRead, read_texts
from reader.index.store.post_rows import HeaderColumns, ReadFile, ReadText, name_of
from reader.index.store.problem_rows import ProblemColumns
from reader.posts.source.site import Site

_POSTS_AT_ONCE = 200
"""Fewer than what is worth other processes: a check is to leave the machine to others."""
_LAST_BYTE = 0x80
"""The least that a byte is which is not the last of its number."""
_SAMPLE_TOKENS = 3
_WORDS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _Known:
    """A post as the index has it."""

    file: FileToRead
    stamp: tuple[int, int]
    header: HeaderColumns
    text: int | None
    elements: int


def wrong_posts(
    connection: sqlite3.Connection,
    root: Path,
    site: Site,
    after: int,
    sums: dict[int, int] | None,
) -> Iterator[tuple[int, list[int]]]:
    """Compare posts with their files, in the order of their numbers.

    Args:
        connection: The index, which must be up to date; not in a transaction.
        root: The archive's folder.
        site: Its settings.
        after: The number behind which to begin.
        sums: Those of `word_sums`; None looks up a sample of each text's words.

    Yields:
        The last number that was looked at, and the numbers of those since that are wrong.
    """
    while known := _known(connection, after):
        after = max(known)
        wrong = {
            *_wrong_headers(root, site, known),
            *_wrong_texts(connection, root, site, known, sums),
        }
        yield after, sorted(wrong)


def _known(connection: sqlite3.Connection, after: int) -> dict[int, _Known]:
    rows = connection.execute(
        "SELECT p.number, f.path, p.stem, p.extension, p.size, p.mtime_ns, p.text, p.elements,"
        " p.title, p.title_key, p.moment, p.offset_seconds, p.day, c.names, t.names, a.names,"
        " p.rest FROM posts p JOIN folders f ON f.number = p.folder"
        " JOIN lists c ON c.number = p.categories JOIN lists t ON t.number = p.tags"
        " JOIN lists a ON a.number = p.authors WHERE p.number > ? ORDER BY p.number LIMIT ?",
        (after, _POSTS_AT_ONCE),
    ).fetchall()
    problems = _problems(connection, [row[0] for row in rows])
    return {
        number: _Known(
            FileToRead(name_of(stem, extension), os.fsdecode(folder), number),
            (size, abs(mtime_ns)),
            HeaderColumns._make((*header, problems.get(number, ()))),
            text,
            elements,
        )
        for number, folder, stem, extension, size, mtime_ns, text, elements, *header in rows
    }


def _problems(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[ProblemColumns, ...]]:
    found: dict[int, tuple[ProblemColumns, ...]] = {}
    for number, *columns in connection.execute(
        "SELECT post, line, kind, handling, fields FROM problems"
        f" WHERE post IN ({', '.join('?' * len(numbers))}) ORDER BY number",
        numbers,
    ):
        line, kind, handling, fields = columns
        found[number] = (*found.get(number, ()), (line, kind, handling, fields))
    return found


def _wrong_headers(root: Path, site: Site, known: dict[int, _Known]) -> Iterator[int]:
    for reads in read_headers(root, site, [post.file for post in known.values()]):
        for read in reads:
            if isinstance(read, ReadFile) and read.number is not None:
                post = known[read.number]
                is_same_file = (read.size, abs(read.mtime_ns)) == post.stamp
                if is_same_file and read.header != post.header:
                    yield read.number


def _wrong_texts(
    connection: sqlite3.Connection,
    root: Path,
    site: Site,
    known: dict[int, _Known],
    sums: dict[int, int] | None,
) -> Iterator[int]:
    files = [
        TextToRead(
            number,
            f"{post.file.folder}/{post.file.name}" if post.file.folder else post.file.name,
            *post.stamp,
            post.header.title,
        )
        for number, post in known.items()
        if post.text is not None
    ]
    for texts in read_texts(root, site, files):
        for text in texts:
            post = known[text.number]
            is_same = post.elements == text.elements and _holds(
                connection, post.text or 0, text, sums
            )
            if not is_same:
                yield text.number


def _holds(
    connection: sqlite3.Connection, row: int, text: ReadText, sums: dict[int, int] | None
) -> bool:
    """Say whether a row of the full-text index has the words of a text, in their order."""
    body, title = (words.decode().split(" ") if words else [] for words in (text.body, text.title))
    sizes = connection.execute("SELECT sz FROM texts_docsize WHERE id = ?", (row,)).fetchone()
    if sizes is None or _varints(sizes[0]) != [len(body), len(title)]:
        return False
    if sums is not None:
        words = chain(_instances("body", body), _instances("title", title))
        return sums.get(row, 0) == sum(map(hash, words))
    for column, tokens in (("body", body), ("title", title)):
        start = row % max(len(tokens) - _SAMPLE_TOKENS, 1)
        phrase = " ".join(tokens[start : start + _SAMPLE_TOKENS])
        found = (
            not phrase
            or connection.execute(
                "SELECT 1 FROM texts WHERE texts MATCH ? AND rowid = ?",
                (f'{column} : "{phrase}"', row),
            ).fetchone()
        )
        if not found:
            return False
    return True


def _instances(column: str, tokens: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    return ((token, column, offset) for offset, token in enumerate(tokens))


def word_sums(
    connection: sqlite3.Connection, is_cancelled: Callable[[], bool]
) -> dict[int, int] | None:
    """Add up what tells the words of each text, with their places, in one pass over all.

    The full-text index is by words: to look up every word of every text would go through its
    lists again and again. Half a microsecond a word, which is a minute for 100,000 posts.

    Returns:
        A sum by the number of the text, for this process alone; None once it is cancelled.
    """
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, texts, instance)"
    )
    sums: dict[int, int] = {}
    cursor = connection.execute("SELECT term, col, offset, doc FROM temp.words")
    while rows := cursor.fetchmany(_WORDS_AT_ONCE):
        if is_cancelled():
            return None
        for term, column, offset, row in rows:
            sums[row] = sums.get(row, 0) + hash((term, column, offset))
    return sums


def _varints(data: bytes) -> list[int]:
    """Return the numbers of a record of FTS5.

    Source: SQLite's file format, section 1.6; all that are met here are short.
    """
    numbers, value = [], 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < _LAST_BYTE:
            numbers.append(value)
            value = 0
    return numbers
