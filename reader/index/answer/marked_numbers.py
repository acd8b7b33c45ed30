"""Which numbers of an index carry a mark or label of the user: a byte a post, kept up to date.

What the user did is known by ids, the index goes by numbers. A change of some posts moves some
bytes; a sweep over many is laid beside the ids in order, once.
"""

import heapq
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator

from reader.index.answer.finding import numbers_of
from reader.index.store.metadata import read_metadata
from reader.index.store.post_rows import read_posts
from reader.posts.post import PostId
from reader.state.post_set import PostSet
from reader.state.reading_state import ReadingState
from reader.state.records import label_field

_FETCHED = 8192
_Basis = tuple[str, int, int, int]
"""Generation of the index, and the posts ever moved, changed and removed in it."""


class MarkedNumbers:
    """The marks of one user in the numbers of one index. Any thread may ask."""

    def __init__(self, state: ReadingState) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._fields: dict[str, _Field] = {}

    def flags(self, connection: sqlite3.Connection, field: str) -> bytearray:
        """Return a byte for each number: 1 where the field of the post is set.

        It is replaced, never changed in length, while it is in use. The first time, or after a
        change of very many posts, it takes up to a second for a million posts.
        """
        with self._lock:
            kept = self._fields.get(field)
            if kept is None:
                kept = self._fields[field] = _Field(self._state, field)
            kept.bring_up(connection)
            return kept.flags

    def label_fields(self) -> list[str]:
        """Return the fields of all of the user's labels."""
        return [label_field(name) for name in self._state.labels()]

    def numbers_with(
        self, connection: sqlite3.Connection, field: str, is_wanted: Callable[[str], bool]
    ) -> list[int]:
        """Return the posts of which a field has a value that passes a test, in no order."""
        state = self._state
        ids = [it for it in state.with_value(field) if is_wanted(state.value(it, field))]
        return list(numbers_of(connection, ids))

    def recently_read(self, connection: sqlite3.Connection) -> list[int]:
        """Return the posts that were read last, one by one, the latest first."""
        recent = self._state.recently_read()
        places = {post_id: place for place, post_id in enumerate(recent)}
        numbers = list(numbers_of(connection, recent))
        posts = zip(numbers, read_posts(connection, numbers), strict=True)
        return [number for _, number in sorted((places[post.id], n) for n, post in posts)]

    def count(self, connection: sqlite3.Connection, field: str) -> int:
        """Return how many posts of the index have the field set."""
        return self.flags(connection, field).count(1)


class _Field:
    def __init__(self, state: ReadingState, field: str) -> None:
        self._state, self._field = state, field
        self.flags = bytearray()
        self._basis: _Basis | None = None
        self._version = 0

    def bring_up(self, connection: sqlite3.Connection) -> None:
        """Apply what has changed in the index and in the state."""
        metadata = read_metadata(connection)
        basis = (metadata.generation, metadata.moved, metadata.changed, metadata.removed)
        version = self._state.version
        if self._state.is_untouched(self._field):
            if len(self.flags) != metadata.numbers_used + 1:
                self.flags = bytearray(metadata.numbers_used + 1)
            self._basis, self._version = basis, version
            return
        changed = [
            posts
            for field, posts in self._state.changed_since(self._version)
            if field == self._field
        ]
        is_other = self._basis != basis or any(isinstance(posts, PostSet) for posts in changed)
        if is_other or _share_names(connection, len(self.flags)):
            self._make(connection, metadata.numbers_used)
        else:
            self._add_new(connection, metadata.numbers_used)
            for posts in changed:
                self._set(connection, posts)
        self._basis, self._version = basis, version

    def _make(self, connection: sqlite3.Connection, numbers_used: int) -> None:
        self.flags = flags = bytearray(numbers_used + 1)
        singles, sweeps = self._state.parts_of(self._field)
        if sweeps:
            shared = _shared_stems(connection)
            for stems in _stems_in_order(connection, shared):
                names = stems.keys()
                first, last = next(iter(stems)), next(reversed(stems))
                for sweep in sweeps:
                    value = int(bool(sweep.value))
                    for block in sweep.posts.between(first, last):
                        for name in names & block:
                            flags[stems[name]] = value
            for number, post_id in _ids_of_shared(connection, shared):
                flags[number] = bool(self._state.value(post_id, self._field))
        self._set(connection, singles)

    def _add_new(self, connection: sqlite3.Connection, numbers_used: int) -> None:
        known = len(self.flags)
        if numbers_used < known:
            return
        self.flags = self.flags + bytearray(numbers_used + 1 - known)
        rows = connection.execute("SELECT number FROM posts WHERE number >= ?", (known,))
        numbers = [number for (number,) in rows]
        for start in range(0, len(numbers), _FETCHED):
            some = numbers[start : start + _FETCHED]
            for number, post in zip(some, read_posts(connection, some), strict=True):
                self.flags[number] = bool(self._state.value(post.id, self._field))

    def _set(self, connection: sqlite3.Connection, posts: Collection[PostId]) -> None:
        by_value: dict[bool, list[PostId]] = {True: [], False: []}
        for post_id in posts:
            by_value[bool(self._state.value(post_id, self._field))].append(post_id)
        for value, some in by_value.items():
            for number in numbers_of(connection, some):
                if number < len(self.flags):
                    self.flags[number] = value


def _share_names(connection: sqlite3.Connection, first_new: int) -> bool:
    """Say whether a new post has the name of another, whose id it may have taken."""
    row = connection.execute(
        "SELECT 1 FROM posts n JOIN posts o ON o.stem = n.stem AND o.number <> n.number"
        " WHERE n.number >= ? LIMIT 1",
        (first_new,),
    ).fetchone()
    return row is not None


def ids_in_order(connection: sqlite3.Connection, wanted: bytes) -> Iterator[bytes]:
    """Yield the ids of those posts that are wanted, in the order of their bytes.

    Args:
        connection: The index.
        wanted: A byte for each number, 0 where it is not wanted; none of those given later.
    """
    shared = _shared_stems(connection)
    odd = sorted(
        os.fsencode(post_id)
        for number, post_id in _ids_of_shared(connection, shared)
        if number < len(wanted) and wanted[number]
    )
    plain = _wanted_stems(connection, wanted, shared)
    return heapq.merge(plain, odd) if odd else plain


def _wanted_stems(
    connection: sqlite3.Connection, wanted: bytes, shared: Collection[bytes]
) -> Iterator[bytes]:
    cursor = connection.execute(
        "SELECT stem, number FROM posts WHERE number < ? ORDER BY stem", (len(wanted),)
    )
    while rows := cursor.fetchmany(_FETCHED):
        stems = [stem for stem, number in rows if wanted[number]]
        yield from (stem for stem in stems if stem not in shared) if shared else stems


def _stems_in_order(
    connection: sqlite3.Connection, shared: Collection[bytes]
) -> Iterator[dict[bytes, int]]:
    """Yield names of files and their numbers, in order, some thousand at a time."""
    cursor = connection.execute("SELECT stem, number FROM posts ORDER BY stem")
    while rows := cursor.fetchmany(_FETCHED):
        stems = dict(rows)
        for stem in stems.keys() & shared:
            del stems[stem]
        if stems:
            yield stems


def _shared_stems(connection: sqlite3.Connection) -> set[bytes]:
    """Return the names that several files share: their ids may be paths."""
    rows = connection.execute("SELECT stem FROM posts GROUP BY stem HAVING count(*) > 1")
    return {stem for (stem,) in rows}


def _ids_of_shared(
    connection: sqlite3.Connection, shared: Collection[bytes]
) -> Iterator[tuple[int, PostId]]:
    for stem in shared:
        rows = connection.execute("SELECT number FROM posts WHERE stem = ?", (stem,))
        numbers = [number for (number,) in rows]
        for number, post in zip(numbers, read_posts(connection, numbers), strict=True):
            yield number, post.id
