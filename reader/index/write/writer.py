"""Puts posts into the index and takes them out, with every count kept.

The counts (of lists, keys and months) change in the transaction in which the posts do, so that
nothing is ever counted again. An error rolls back the open transaction; discard the writer then.
"""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from reader.archive.catalogue.identity import precedence
from reader.archive.catalogue.walk import Folder
from reader.index.store.metadata import read_metadata, write_metadata
from reader.index.store.post_rows import ReadFile, path_of, split_name
from reader.index.store.posting_keys import PROBLEM_KEY
from reader.index.store.problem_rows import PROBLEM_COLUMNS, columns_of_problem
from reader.index.store.schema import NO_ELEMENTS_YET, NO_MONTH
from reader.index.store.string_ids import StringIds
from reader.posts.post import Problem
from reader.sqlite import transaction
from reader.terminal_text import clean_line

_KEEP_GONE_SECONDS = 24 * 3600
"""How long a post that was taken out can still be shown by a selection from before."""
_MAX_VALUES = 900
"""Values in one statement: the least that any SQLite takes is 999."""

_T = TypeVar("_T")


@dataclass(slots=True)
class _Entry:
    """What of a post decides where it stands in tables other than `posts`."""

    number: int
    stem: bytes
    extension: bytes
    folder: int
    rank: int
    moment: int
    day: int | None
    categories: int
    tags: int
    authors: int
    has_problem: bool
    size: int
    mtime_ns: int
    text: int | None = None
    elements: int = NO_ELEMENTS_YET

    def keep_text(self, before: "_Entry") -> None:
        """Keep what was read of the text where file and place in time are the same for sure.

        By its extension the same file may mean something else.
        """
        same = (before.extension, before.size, before.mtime_ns, before.moment)
        if before.mtime_ns > 0 and same == (
            self.extension,
            self.size,
            self.mtime_ns,
            self.moment,
        ):
            self.text, self.elements = before.text, before.elements


_ENTRY = (
    "number, stem, extension, folder, rank, moment, day, categories, tags, authors, has_problem,"
    " size, mtime_ns, text, elements"
)
_POST = (
    "number, stem, extension, folder, rank, moment, day, categories, tags, authors, has_problem,"
    " size, mtime_ns, text, elements, title, title_key, offset_seconds, rest"
)
_INTO_POSTS = f"INTO posts ({_POST}) VALUES ({', '.join('?' * 19)})"


class IndexWriter:
    """The one writer of an index; what is done inside `batch` is done wholly or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names = StringIds(connection)
        self.metadata = read_metadata(connection)
        self._numbers_used = self.metadata.numbers_used
        self._list_counts: dict[str, Counter[int]] = {
            "as_categories": Counter(),
            "as_tags": Counter(),
            "as_authors": Counter(),
        }
        self._key_counts: Counter[int] = Counter()
        self._month_counts: Counter[int] = Counter()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make one transaction of what is done inside, counts and metadata included."""
        with transaction(self._connection):
            yield
            self._write_counts()
            write_metadata(self._connection, self.metadata)

    def fill_pages(self) -> None:
        """Rebuild the orders of posts: rows that came in no order left pages half empty.

        Takes a second for 200,000 posts, and frees 9 MB of 100,000 for what is written next.
        """
        for order in ("posts_by_moment", "posts_by_stem"):
            self._connection.execute(f"REINDEX {order}")

    def store(self, files: Sequence[ReadFile]) -> None:
        """Store files that are new, changed or moved."""
        sharing = self._sharing({split_name(file.name)[0] for file in files})
        stored: list[tuple[_Entry, ReadFile]] = []
        replaced: list[_Entry] = []
        moved = changed = returned = 0
        for file in files:
            entry, old = self._entry(file, sharing)
            stored.append((entry, file))
            if old is None:
                returned += self._is_back(entry)
            else:
                replaced.append(old)
                is_moved = (old.folder, old.extension) != (entry.folder, entry.extension)
                moved += is_moved
                changed += not is_moved and _is_changed(old, entry)
        self._take_out(replaced)
        self._rank(sharing, {entry.number for entry, _ in stored})
        self._drop_texts(replaced, {entry.text for entry, _ in stored})
        self._store_rows(stored, {entry.number for entry in replaced})
        self._count([entry for entry, _ in stored], 1)
        self._put_in([entry for entry, _ in stored])
        self._store_problems(stored)
        metadata = self.metadata
        self.metadata = replace(
            metadata,
            numbers_used=self._numbers_used,
            added=metadata.added + len(stored) - len(replaced),
            changed=metadata.changed + changed,
            moved=metadata.moved + moved,
            returned=metadata.returned + returned,
        )

    def _store_rows(
        self, stored: Iterable[tuple[_Entry, ReadFile]], replaced: Collection[int]
    ) -> None:
        """Write the rows of posts; those that replace none go in in half the time."""
        for verb, is_replaced in (("INSERT", False), ("INSERT OR REPLACE", True)):
            rows = (
                _columns(entry, file)
                for entry, file in stored
                if (entry.number in replaced) is is_replaced
            )
            self._connection.executemany(f"{verb} {_INTO_POSTS}", rows)

    def remove(self, numbers: Iterable[int]) -> None:
        """Remove posts whose files are gone."""
        for some in _portions(list(numbers)):
            marks = ", ".join("?" * len(some))
            gone = self._entries(f"number IN ({marks})", some)
            self._connection.execute(
                f"INSERT INTO gone_posts SELECT ?, * FROM posts WHERE number IN ({marks})",
                (int(time.time()), *some),
            )
            self._take_out(gone)
            self._drop_texts(gone)
            self._connection.execute(f"DELETE FROM posts WHERE number IN ({marks})", some)
            self._rank(self._sharing({entry.stem for entry in gone}), set())
            self.metadata = replace(self.metadata, removed=self.metadata.removed + len(gone))

    def doubt(self, numbers: Sequence[int]) -> None:
        """Have posts read again that are not what their files say."""
        for some in _portions(numbers):
            marks = ", ".join("?" * len(some))
            self._connection.execute(
                f"UPDATE posts SET mtime_ns = -abs(mtime_ns) WHERE number IN ({marks})", some
            )
        metadata, count = self.metadata, len(numbers)
        self.metadata = replace(
            metadata, mended=metadata.mended + count, changed=metadata.changed + count
        )

    def forget_gone(self) -> None:
        """Drop for good what was removed long ago."""
        before = int(time.time()) - _KEEP_GONE_SECONDS
        self._connection.execute("DELETE FROM gone_posts WHERE gone_at < ?", (before,))

    def leave_out(self, folder: str, problems: Iterable[Problem]) -> None:
        """Keep why files or folders in a folder could not be taken as posts."""
        number = self._names.folder(folder)
        self._connection.executemany(
            f"INSERT INTO problems (folder, {PROBLEM_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            [(number, problem.path, *columns_of_problem(problem)) for problem in problems],
        )

    def leave_in(self, folder: str, path: str | None = None) -> None:
        """Forget why files of a folder were left out: all of it, or one file."""
        number, place = self._names.folder(folder), None if path is None else clean_line(path)
        self._connection.execute(
            "DELETE FROM problems WHERE post IS NULL AND folder = ? AND path = coalesce(?, path)",
            (number, place),
        )

    def set_folder(self, folder: Folder, mtime_ns: int) -> None:
        """Keep when a folder was last changed, which one it lies in, and what it takes."""
        path = folder.path
        above = self._names.folder(path.rpartition("/")[0]) if path else None
        self._connection.execute(
            "UPDATE folders SET mtime_ns = ?, above = ?, takes_all = ? WHERE number = ?",
            (mtime_ns, above, folder.takes_all, self._names.folder(path)),
        )

    def drop_folder(self, path: str) -> None:
        """Forget a folder that is gone, of which all posts are taken out already."""
        self.leave_in(path)
        self._connection.execute("DELETE FROM folders WHERE path = ?", (os.fsencode(path),))
        self._names.drop_folder(path)

    def _entry(
        self, file: ReadFile, sharing: dict[bytes, list[_Entry]]
    ) -> tuple[_Entry, _Entry | None]:
        """Put a file among those that share its name; return it, and what it replaces."""
        stem, extension = split_name(file.name)
        folder, header = self._names.folder(file.folder), file.header
        group = sharing.setdefault(stem, [])
        old = next(
            (
                entry
                for entry in group
                if entry.number == file.number
                or (entry.folder, entry.extension) == (folder, extension)
            ),
            None,
        )
        if old is None:
            self._numbers_used += 1
            number = self._numbers_used
        else:
            number = old.number
            group.remove(old)
        entry = _Entry(
            number=number,
            stem=stem,
            extension=extension,
            folder=folder,
            rank=0,
            moment=header.moment,
            day=header.day,
            categories=self._names.list_of(header.categories),
            tags=self._names.list_of(header.tags),
            authors=self._names.list_of(header.authors),
            has_problem=bool(header.problems),
            size=file.size,
            mtime_ns=file.mtime_ns,
        )
        if old is not None:
            entry.keep_text(old)
        group.append(entry)
        return entry, old

    def _is_back(self, entry: _Entry) -> bool:
        """Say whether a new post's file was there before and was taken out."""
        row = self._connection.execute(
            "SELECT 1 FROM gone_posts WHERE stem = ? AND extension = ? AND folder = ? LIMIT 1",
            (entry.stem, entry.extension, entry.folder),
        ).fetchone()
        return row is not None

    def _sharing(self, stems: Iterable[bytes]) -> dict[bytes, list[_Entry]]:
        """Return the posts that go by any of these names, by name."""
        sharing: dict[bytes, list[_Entry]] = {}
        for some in _portions(list(stems)):
            for entry in self._entries(f"stem IN ({', '.join('?' * len(some))})", some):
                sharing.setdefault(entry.stem, []).append(entry)
        return sharing

    def _entries(self, condition: str, values: Sequence[object]) -> list[_Entry]:
        rows = self._connection.execute(f"SELECT {_ENTRY} FROM posts WHERE {condition}", values)
        return [_Entry(*row) for row in rows]

    def _rank(self, sharing: dict[bytes, list[_Entry]], unstored: set[int]) -> None:
        """Order the posts that share a name; the rows of those in `unstored` come later."""
        for group in sharing.values():
            if len(group) == 1 and group[0].rank == 0:
                continue
            group.sort(key=self._precedence)
            for rank, entry in enumerate(group):
                if entry.rank != rank:
                    self._set_rank(entry, rank, is_stored=entry.number not in unstored)

    def _set_rank(self, entry: _Entry, rank: int, *, is_stored: bool) -> None:
        """Give a post another place among those of its name, and so among all."""
        if is_stored:
            self._drop_texts([entry])
            self._connection.execute(
                "UPDATE posts SET rank = ?, text = NULL WHERE number = ?", (rank, entry.number)
            )
        entry.rank, entry.text = rank, None

    def _drop_texts(self, entries: Iterable[_Entry], kept: Collection[int | None] = ()) -> None:
        """Remove the texts of posts from search, except those that are kept."""
        stale = [(e.text,) for e in entries if e.text is not None and e.text not in kept]
        self._connection.executemany("INSERT INTO stale_texts (text) VALUES (?)", stale)
        self.metadata = replace(self.metadata, texts=self.metadata.texts - len(stale))

    def _precedence(self, entry: _Entry) -> tuple[bool, str]:
        folder = self._names.folder_path(entry.folder)
        return precedence(path_of(folder, entry.stem, entry.extension))

    def _put_in(self, entries: Sequence[_Entry]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO postings (key, moment, post) VALUES (?, ?, ?)",
            sorted(self._postings(entries)),
        )

    def _take_out(self, entries: Sequence[_Entry]) -> None:
        """Remove posts from every table but their own, and from the counts."""
        self._count(entries, -1)
        self._connection.executemany(
            "DELETE FROM postings WHERE key = ? AND moment = ? AND post = ?",
            self._postings(entries),
        )
        self._connection.executemany(
            "DELETE FROM problems WHERE post = ?",
            [(entry.number,) for entry in entries if entry.has_problem],
        )

    def _postings(self, entries: Iterable[_Entry]) -> Iterator[tuple[int, int, int]]:
        for entry in entries:
            for key in self._keys(entry):
                yield key, entry.moment, entry.number

    def _keys(self, entry: _Entry) -> tuple[int, ...]:
        names = self._names
        keys = (
            names.keys_of_categories(entry.categories)
            + names.keys_of_tags(entry.tags)
            + names.keys_of_authors(entry.authors)
        )
        return (*keys, names.key(PROBLEM_KEY)) if entry.has_problem else keys

    def _count(self, entries: Sequence[_Entry], sign: int) -> None:
        categories, tags, authors = self._list_counts.values()
        with_problem = 0
        for entry in entries:
            categories[entry.categories] += sign
            tags[entry.tags] += sign
            authors[entry.authors] += sign
            self._month_counts[_month(entry.day)] += sign
            for key in self._keys(entry):
                self._key_counts[key] += sign
            with_problem += entry.has_problem
        metadata = self.metadata
        self.metadata = replace(
            metadata,
            posts=metadata.posts + sign * len(entries),
            with_problem=metadata.with_problem + sign * with_problem,
        )

    def _write_counts(self) -> None:
        write = self._connection.executemany
        for column, counter in self._list_counts.items():
            write(f"UPDATE lists SET {column} = {column} + ? WHERE number = ?", _changes(counter))
        write(
            "UPDATE posting_keys SET count = count + ? WHERE number = ?", _changes(self._key_counts)
        )
        months = _changes(self._month_counts)
        write(
            "INSERT OR IGNORE INTO months (month, count) VALUES (?, 0)", [(m,) for _, m in months]
        )
        write("UPDATE months SET count = count + ? WHERE month = ?", months)
        (left_out,) = self._connection.execute(
            "SELECT count(*) FROM problems WHERE post IS NULL"
        ).fetchone()
        self.metadata = replace(self.metadata, left_out=left_out)

    def _store_problems(self, stored: Iterable[tuple[_Entry, ReadFile]]) -> None:
        rows = []
        for entry, file in stored:
            if entry.has_problem:
                path = clean_line(path_of(file.folder, entry.stem, entry.extension))
                rows += [(entry.number, path, *problem) for problem in file.header.problems]
        self._connection.executemany(
            f"INSERT INTO problems (post, {PROBLEM_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )


def _is_changed(old: _Entry, new: _Entry) -> bool:
    """Say whether a file that was read again, perhaps to be sure, is another than before."""
    return old.size != new.size or abs(old.mtime_ns) != abs(new.mtime_ns)


def _columns(entry: _Entry, file: ReadFile) -> tuple[object, ...]:
    """Return the values of `_POST`."""
    header = file.header
    return (
        entry.number,
        entry.stem,
        entry.extension,
        entry.folder,
        entry.rank,
        entry.moment,
        entry.day,
        entry.categories,
        entry.tags,
        entry.authors,
        entry.has_problem,
        entry.size,
        entry.mtime_ns,
        entry.text,
        entry.elements,
        header.title,
        header.title_key,
        header.offset_seconds,
        header.rest,
    )


def _changes(counter: Counter[int]) -> list[tuple[int, int]]:
    """Return what a counter holds as pairs of count and number, and empty it."""
    changes = [(count, number) for number, count in counter.items() if count]
    counter.clear()
    return changes


@lru_cache(maxsize=4096)
def _month(day: int | None) -> int:
    if day is None:
        return NO_MONTH
    there = date.fromordinal(day)
    return there.year * 12 + there.month - 1


def _portions(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(values), _MAX_VALUES):
        yield values[start : start + _MAX_VALUES]
