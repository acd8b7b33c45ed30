"""The answer of the index to a query: its first page at once, all of its order in compact form.

A number takes four bytes, so that a million posts take four megabytes; what is shown of them is
read a page at a time.
"""

import math
import sqlite3
import threading
import time
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Protocol

from reader.archive.query.model import Query
from reader.archive.repository import Progress, Stage
from reader.index.answer.plan import Plan
from reader.index.answer.sql_functions import SearchStoppedError, TextTests
from reader.index.answer.totals import cancellable, total
from reader.posts.post import Post, PostId
from reader.sqlite import callback_errors

FIRST_NUMBERS = 2000
"""Posts that are known at once, in less than 10 ms; a smaller answer is complete with them."""
_FIRST_FOUND = 128
"""The same for an answer whose length is not known."""
_FETCHED = 5000
_PATIENCE_SECONDS = 0.02
"""After which what was found is shown first, and the rest is looked for."""
_SLOW_PATIENCE_SECONDS = 0.3
"""The same where files are read: then nothing may have been found."""
_REPORT_SECONDS = 0.1


def _never() -> bool:
    return False


def _ignore(_: Progress) -> None:
    """Discard a progress report."""


class RowSource(Protocol):
    """Where a selection gets what it does not hold itself."""

    def guarded(self, connection: sqlite3.Connection) -> AbstractContextManager[None]:
        """Close the connection if an error is raised inside.

        Raises:
            IndexLostError: The index was damaged.
        """

    def release(self, connection: sqlite3.Connection) -> None:
        """Return to the pool the connection that the selection was read with."""

    def posts(self, numbers: Sequence[int], generation: str) -> Sequence[Post]:
        """Return the posts of numbers, in their order.

        Raises:
            IndexLostError: The numbers belong to another `IndexMetadata.generation`.
        """

    def differing(
        self, numbers: Sequence[int], field: str, value: str, generation: str
    ) -> Collection[PostId]:
        """Return the posts of numbers whose mark or label differs from a value.

        Raises:
            IndexLostError: As above.
        """

    def next_differing(
        self, numbers: Sequence[int], places: range, field: str, value: str, generation: str
    ) -> int | None:
        """Return the first of places whose number's mark or label differs from a value, or None.

        Raises:
            IndexLostError: As above.
        """

    def twin(
        self, connection: sqlite3.Connection
    ) -> AbstractContextManager[sqlite3.Connection | None]:
        """Lend another connection that reads the index as of the same moment, or None."""

    def numbers_of(self, post_id: PostId, generation: str) -> Sequence[int]:
        """Return the numbers that a post has, or had before it was taken out.

        Raises:
            IndexLostError: As above.
        """


class IndexedSelection:
    """Numbers in order, read within one snapshot of the index."""

    def __init__(
        self,
        query: Query,
        plan: Plan,
        connection: sqlite3.Connection,
        source: RowSource,
        generation: str,
        tests: TextTests,
    ) -> None:
        """Read the first page.

        Args:
            query: What was asked.
            plan: How it is answered on `connection`.
            connection: In a read transaction; held until the order is known.
            source: Takes the connection back, and knows the posts.
            generation: The build of the index that `connection` reads.
            tests: Tests texts for `connection`.
        """
        self._query = query
        self._plan = plan
        self._connection: sqlite3.Connection | None = connection
        self._source = source
        self._generation = generation
        self._tests = tests
        self._lock = threading.Lock()
        self._numbers: array[int] = array("I")
        self._count: int | None = plan.count
        with self._guarded():
            if self.is_slow:
                end = time.monotonic() + _SLOW_PATIENCE_SECONDS
                self._search(_FIRST_FOUND, lambda: time.monotonic() > end, _ignore)
            else:
                self._read(_FIRST_FOUND if plan.count is None else FIRST_NUMBERS, _PATIENCE_SECONDS)
        self._let_go()

    @property
    def query(self) -> Query:
        """What was asked."""
        return self._query

    def __len__(self) -> int:
        return len(self._numbers) if self._count is None else self._count

    @property
    def is_counted(self) -> bool:
        """Whether the length is that of the whole answer."""
        return self._count is not None

    @property
    def is_slow(self) -> bool:
        """Whether the files of posts are read to answer it."""
        return self._plan.texts_to_test > 0

    def count(
        self,
        is_cancelled: Callable[[], bool] = _never,
        report: Callable[[Progress], None] = _ignore,
    ) -> None:
        """Know the length; takes up to a third of a second for a million posts."""
        if self.is_slow:
            self.complete(is_cancelled, report)
            return
        with self._lock:
            connection = self._connection
            if connection is None or self._count is not None:
                return
            with self._guarded():
                count = self._total(connection, is_cancelled)
            if count is not None:
                self._count = max(count, len(self._numbers))
                self._let_go()

    def _total(
        self, connection: sqlite3.Connection, is_cancelled: Callable[[], bool]
    ) -> int | None:
        parts = self._plan.counting
        if len(parts) == 1:
            return total(parts, [connection], is_cancelled)
        with self._source.twin(connection) as twin:
            return total(parts, [connection, *filter(None, [twin])], is_cancelled)

    def read_ahead(self, is_cancelled: Callable[[], bool] = _never) -> None:
        """Know the order of the first posts, which of few are all."""
        with self._lock:
            connection = self._connection
            if self.is_slow:
                return
            if connection is not None and len(self._numbers) < FIRST_NUMBERS:
                with self._guarded(), cancellable(connection, is_cancelled):
                    self._read(FIRST_NUMBERS)
                self._let_go()

    def __del__(self) -> None:
        if self._connection is not None:
            self._source.release(self._connection)

    def complete(
        self,
        is_cancelled: Callable[[], bool] = _never,
        report: Callable[[Progress], None] = _ignore,
    ) -> None:
        """Know the whole order; takes up to half a second for a million posts."""
        with self._lock:
            connection = self._connection
            if connection is None:
                return
            with self._guarded():
                if self.is_slow:
                    self._search(None, is_cancelled, report)
                else:
                    with cancellable(connection, is_cancelled):
                        self._read(None)
            self._let_go()

    def rows(self, start: int, stop: int) -> Sequence[Post]:
        """Return the posts of these places; one that is gone stays as it was."""
        return self._source.posts(self._known(max(start, 0), stop), self._generation)

    def index_of(self, post_id: PostId) -> int | None:
        """Return the place of a post, or None."""
        numbers = self._source.numbers_of(post_id, self._generation)
        if numbers:
            self.complete()
        for number in numbers:
            with suppress(ValueError):
                return self._numbers.index(number)
        return None

    def ids(self, start: int, stop: int) -> Sequence[PostId]:
        """Return the ids of these places."""
        return [post.id for post in self.rows(start, stop)]

    def differing(self, field: str, value: str, rows: range | None = None) -> Collection[PostId]:
        """Return the posts whose mark or label differs from a value, in no particular order."""
        self.complete()
        numbers = self._numbers if rows is None else self._numbers[rows.start : rows.stop]
        return self._source.differing(numbers, field, value, self._generation)

    def next_differing(self, field: str, value: str, start: int, step: int) -> int | None:
        """Look at the marks alone, first where the order is known already."""
        known = len(self._numbers)
        if step < 0:
            if start >= known:
                self.complete()
            places = range(min(start, len(self._numbers) - 1), -1, -1)
            return self._source.next_differing(
                self._numbers, places, field, value, self._generation
            )
        places = range(max(start, 0), known)
        found = self._source.next_differing(self._numbers, places, field, value, self._generation)
        if found is None and self._connection is not None:
            self.complete()
            places = range(max(start, known), len(self._numbers))
            found = self._source.next_differing(
                self._numbers, places, field, value, self._generation
            )
        return found

    def _known(self, start: int, stop: int) -> Sequence[int]:
        if stop > len(self._numbers):
            self.complete()
        return self._numbers[start:stop]

    def _read(self, most: int | None, patience_seconds: float = math.inf) -> None:
        """Read the first numbers of the plan, or all.

        Args:
            most: How many numbers; None for all.
            patience_seconds: After so long fewer will do, but not none.
        """
        connection = self._connection
        assert connection is not None  # noqa: S101 - held until all numbers are known
        numbers: array[int] = array("I")
        is_all, begun = most is None, time.monotonic()
        for part in self._plan.parts:
            room = -1 if most is None else most - len(numbers)
            cursor = connection.execute(part.sql, part.values_for(room))
            while rows := cursor.fetchmany(_FETCHED):
                numbers.extend([number for (number,) in rows])
            if numbers and time.monotonic() - begun > patience_seconds:
                break
        else:
            is_all = is_all or len(numbers) < (most or 0)
        self._numbers = numbers
        if is_all:
            self._count = len(numbers)

    def _search(
        self,
        most: int | None,
        is_cancelled: Callable[[], bool],
        report: Callable[[Progress], None],
    ) -> None:
        """Read numbers one by one, testing texts on the way, until it is cancelled.

        Args:
            most: How many numbers; None for all.
            is_cancelled: Asked before each text is read.
            report: Called now and then.
        """
        connection = self._connection
        assert connection is not None  # noqa: S101 - held until all numbers are known
        numbers: array[int] = array("I")
        due = time.monotonic() + _REPORT_SECONDS

        def before_each() -> None:
            nonlocal due
            if is_cancelled():
                raise SearchStoppedError
            if time.monotonic() >= due:
                due = time.monotonic() + _REPORT_SECONDS
                report(Progress(Stage.SEARCHING, self._tests.done, self._plan.texts_to_test))

        self._tests.before_each = before_each
        try:
            with callback_errors(connection):
                for part in self._plan.parts:
                    room = -1 if most is None else most - len(numbers)
                    for (number,) in connection.execute(part.sql, part.values_for(room)):
                        numbers.append(number)
        except SearchStoppedError:
            is_all = False
        else:
            is_all = len(numbers) < (most or math.inf)
        if is_all or len(numbers) > len(self._numbers):
            self._numbers = numbers
        if is_all:
            self._count = len(numbers)

    def _let_go(self) -> None:
        """Return the connection to the pool once the whole order is known."""
        connection = self._connection
        if connection is not None and self._count == len(self._numbers):
            self._connection = None
            self._source.release(connection)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Close the connection if an error is raised inside."""
        connection = self._connection
        assert connection is not None  # noqa: S101 - as its callers know
        try:
            with self._source.guarded(connection):
                yield
        except BaseException:
            self._connection = None
            raise
