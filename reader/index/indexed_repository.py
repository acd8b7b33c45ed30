"""The repository that answers from an index; see `Repository` for what each method promises.

It only reads. The process that holds the index's lock brings it up to date, which may be another
reader of the same archive; `refresh` starts that, or waits for it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.facets import Facets, make_facets
from reader.archive.query.model import Query
from reader.archive.query.post_text import PostText
from reader.archive.repository import (
    WHOLE,
    Changes,
    Checked,
    Counts,
    Progress,
    RefreshScope,
    Selection,
)
from reader.errors import IndexLostError, PostNotFoundError
from reader.index.answer.counting import KeptCounters, counted_facets
from reader.index.answer.finding import numbers_by_name, numbers_named, numbers_of
from reader.index.answer.marked_numbers import MarkedNumbers, ids_in_order
from reader.index.answer.plan import Plan, make_plan
from reader.index.answer.selection import IndexedSelection
from reader.index.answer.sql_functions import TextTests, add_functions
from reader.index.answer.unread_counts import UnreadCounts
from reader.index.store.connection_pool import Readers
from reader.index.store.connections import IndexDamagedError
from reader.index.store.error_translation import translated_errors
from reader.index.store.metadata import IndexMetadata, read_generation, read_metadata
from reader.index.store.post_rows import read_posts
from reader.index.store.problem_rows import PROBLEM_COLUMNS, problem_of
from reader.index.sync.job_request import CheckIndex, Job, ReadTexts
from reader.posts.post import Post, PostId, PostWithBody, Problem
from reader.posts.source.site_folder import SiteFolder
from reader.sqlite import callback_errors
from reader.state.post_set import PostSet
from reader.state.reading_state import MANY_POSTS, ReadingState
from reader.state.records import LABEL, NOTE, Mark

if TYPE_CHECKING:
    from reader.index.post_files import PostFiles

Refresh = Callable[[Callable[[Progress], None], Callable[[], bool], Job], None]
"""Runs a job on the index, or waits until another process has run it."""


def _ignore(_: Progress) -> None:
    """Discard a progress report."""


def _never() -> bool:
    return False


_ROWS_AT_ONCE = 500
_CHECK_SECONDS = 7 * 24 * 3600


class IndexedRepository:
    """Answers from the index of one archive."""

    def __init__(
        self,
        root: Path,
        site_folder: SiteFolder,
        state: ReadingState,
        readers: Readers,
        refresh: Refresh,
        today_zone: tzinfo | None = None,
    ) -> None:
        """Keep what the answers come from.

        Args:
            root: The archive's folder.
            site_folder: Where the site's settings lie.
            state: The user's marks.
            readers: Connections to the index.
            refresh: Brings the index up to date.
            today_zone: Zone of ``today`` in queries; None is that of the site.
        """
        self._root = root
        self._site_folder = site_folder
        self._marks = MarkedNumbers(state)
        self._kept = KeptCounters()
        self._unread = UnreadCounts(self._kept)
        self._readers = readers
        self._today_zone = today_zone
        self._refresh = refresh
        self._seen = self._metadata()

    @property
    def is_complete(self) -> bool:
        """Whether every header has been read."""
        return self._metadata().is_complete

    @property
    def texts_missing(self) -> int:
        """Return how many posts the index knows by their headers alone."""
        metadata = self._metadata()
        return metadata.posts - metadata.texts

    def refresh(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
        scope: RefreshScope = WHOLE,
    ) -> Changes:
        """Bring the index up to date, here or in another process.

        Raises:
            ArchiveError: The archive's folder can't be listed; earlier answers stay.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        self._refresh(report, is_cancelled, scope)
        before, self._seen = self._seen, self._metadata()
        report(self._seen.progress)
        return self._seen.since(before)

    def read_texts(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
    ) -> None:
        """Read the texts that are missing, here or in another process.

        Raises:
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        if self.texts_missing:
            self._refresh(report, is_cancelled, ReadTexts())

    @property
    def is_check_due(self) -> bool:
        """Whether the index is complete, and was last compared with all files a week ago."""
        metadata = self._metadata()
        return metadata.is_complete and time.time() - metadata.checked_at >= _CHECK_SECONDS

    def check(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
        max_seconds: float | None = None,
    ) -> Checked:
        """Compare the index with the files, here or in another process.

        Raises:
            ArchiveError: The archive's folder can't be listed.
            IndexUnusableError: The disk is full, or the folder is not writable.
        """
        before = self._metadata()
        self._refresh(report, is_cancelled, CheckIndex(max_seconds))
        after = self._metadata()
        is_same = after.generation == before.generation
        return Checked(
            after.posts,
            after.mended - before.mended if is_same else 0,
            is_rebuilt=not is_same,
            is_whole=not (after.checked_to or is_cancelled()),
        )

    def select(self, query: Query) -> Selection:
        """Plan the answer and read its first page."""
        with self._translated(), translated_errors(self._readers.path):
            connection = self._readers.take()
        with self.guarded(connection):
            plan, tests = self._plan(connection, query)
            generation = read_generation(connection)
        return IndexedSelection(query, plan, connection, self, generation, tests)

    @contextmanager
    def guarded(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Close a selection's connection that meets an error.

        Raises:
            IndexLostError: The index was damaged.
        """
        with self._translated(), translated_errors(self._readers.path):
            try:
                with callback_errors(connection):
                    yield
            except BaseException:
                self._readers.drop(connection)
                raise

    @contextmanager
    def twin(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection | None]:
        """Lend another connection that reads the index as of the same moment, or None."""
        with self._connection() as other:
            yield other if read_metadata(other) == read_metadata(connection) else None

    def release(self, connection: sqlite3.Connection) -> None:
        """Return a selection's connection to the pool."""
        self._readers.give(connection)

    def posts(self, numbers: Sequence[int], generation: str) -> Sequence[Post]:
        """Return the posts of numbers, in their order."""
        with self._connection() as connection:
            _check_generation(connection, generation)
            return read_posts(connection, numbers)

    def differing(
        self, numbers: Sequence[int], field: str, value: str, generation: str
    ) -> Collection[PostId]:
        """Return the posts of numbers whose mark or label differs from a value."""
        with self._connection() as connection:
            _check_generation(connection, generation)
            flags = self._marks.flags(connection, field)
            is_other = 0 if value else 1
            some = [number for number in numbers if flags[number] == is_other]
            if len(numbers) <= MANY_POSTS:
                return [post.id for post in read_posts(connection, some)]
            wanted = bytearray(len(flags))
            for number in some:
                wanted[number] = 1
            return PostSet.of_sorted(ids_in_order(connection, bytes(wanted)))

    def next_differing(
        self, numbers: Sequence[int], places: range, field: str, value: str, generation: str
    ) -> int | None:
        """Return the first of places whose number's mark or label differs from a value, or None."""
        with self._connection() as connection:
            _check_generation(connection, generation)
            flags = self._marks.flags(connection, field)
        is_other = 0 if value else 1
        return next((place for place in places if flags[numbers[place]] == is_other), None)

    def numbers_of(self, post_id: PostId, generation: str) -> Sequence[int]:
        """Return the number of a post, then those it had before it was taken out."""
        with self._connection() as connection:
            _check_generation(connection, generation)
            present = list(numbers_of(connection, [post_id]))
            return [*present, *numbers_of(connection, [post_id], "gone_posts")]

    def facets(self, query: Query) -> Facets:
        """Return the counts that are kept, or count where something is asked."""
        with self._connection() as connection:
            if query.asks_for_all:
                return make_facets(self._kept.read(connection))
            return counted_facets(connection, self._plan(connection, query)[0])

    def unread_facets(self) -> Facets:
        """Return counts that are updated with the marks."""
        with self._connection() as connection:
            flags = bytes(self._marks.flags(connection, Mark.READ.value))
            return self._unread.facets(connection, flags)

    def _plan(self, connection: sqlite3.Connection, query: Query) -> tuple[Plan, TextTests]:
        tests = add_functions(connection, self._read_text)
        return make_plan(connection, query, self._marks, self._now), tests

    def _now(self) -> datetime:
        from reader.posts.source.time_zones import now_in  # noqa: PLC0415 - few queries ask

        return now_in(self._today_zone or self._site_folder.site.timezone)

    def _read_text(self, path: str) -> PostText:
        return self._files.read_text(path)

    @property
    def _files(self) -> PostFiles:
        from reader.index.post_files import PostFiles  # noqa: PLC0415 - 20 ms after the list

        return PostFiles(self._root, self._site_folder.site)

    def counts(self) -> Counts:
        """Return the counts that are kept, less what the user has read."""
        with self._connection() as connection:
            metadata = read_metadata(connection)
            read = self._marks.count(connection, Mark.READ.value)
            starred = self._marks.count(connection, Mark.STARRED.value)
            noted = self._marks.count(connection, NOTE)
            labels = [
                (field.removeprefix(LABEL), self._marks.count(connection, field))
                for field in self._marks.label_fields()
            ]
        return Counts(
            total=metadata.posts,
            unread=metadata.posts - read,
            starred=starred,
            problems=metadata.with_problem + metadata.left_out + len(self._site_folder.problems),
            noted=noted,
            labels=tuple((name, count) for name, count in labels if count),
        )

    def problems(self) -> Sequence[Problem]:
        """Return all problems."""
        with self._connection() as connection:
            rows = connection.execute(f"SELECT {PROBLEM_COLUMNS} FROM problems")
            found = [*self._site_folder.problems, *(problem_of(*row) for row in rows)]
        return sorted(found, key=lambda problem: (problem.path, problem.line or 0))

    def folders(self) -> Sequence[str]:
        """Return the folders that were there when the archive was last looked at."""
        with self._connection() as connection:
            return [os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM folders")]

    def find(self, wanted: str) -> Post:
        """Look for an id first, then a path, then a file name."""
        path = wanted.removeprefix("./").removeprefix(f"{self._root}/")
        with self._connection() as connection:
            number = next(numbers_of(connection, [PostId(wanted)]), None)
            if number is None:
                number = next(numbers_by_name(connection, path), None)
            if number is None:
                raise PostNotFoundError(wanted)
            return read_posts(connection, [number])[0]

    def named(self, words: tuple[str, ...]) -> Iterator[Post]:
        """Find the posts' numbers first, and read them a page at a time."""
        with self._connection() as connection:
            numbers = list(numbers_named(connection, words))
        for start in range(0, len(numbers), _ROWS_AT_ONCE):
            with self._connection() as connection:
                posts = read_posts(connection, numbers[start : start + _ROWS_AT_ONCE])
            yield from posts

    def ids(self) -> Iterator[PostId]:
        """Read the names of the files in their order, some thousand at a time."""
        with self._connection() as connection:
            every = b"\1" * (read_metadata(connection).numbers_used + 1)
            for post_id in ids_in_order(connection, every):
                yield PostId(os.fsdecode(post_id))

    def read(self, post_id: PostId) -> PostWithBody:
        """Read the file that the post was last seen in."""
        with self._connection() as connection:
            number = next(numbers_of(connection, [post_id]), None)
            if number is None:
                raise PostNotFoundError(post_id)
            post = read_posts(connection, [number])[0]
        return self._files.read_whole(post.path, post_id)

    def _metadata(self) -> IndexMetadata:
        with self._connection() as connection:
            return read_metadata(connection)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._translated(), self._readers.connection() as connection:
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Discard a damaged index.

        Raises:
            IndexLostError: It was damaged.
        """
        try:
            yield
        except IndexDamagedError as error:
            self._readers.discard()
            raise IndexLostError from error


def _check_generation(connection: sqlite3.Connection, generation: str) -> None:
    """Refuse to take numbers of one generation of the index for those of another.

    Raises:
        IndexLostError: The index was rebuilt, here or by another process.
    """
    if read_generation(connection) != generation:
        raise IndexLostError
