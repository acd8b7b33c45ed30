"""Counts that are added up, each asked of a connection of its own at the same time.

To count the hits of a phrase is work of the processor alone; SQLite lets go of Python's lock, and
two connections take half the time of one.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from reader.index.answer.sql import Sql

_STEPS = 10_000
"""Of SQLite's machine, some milliseconds, after which counting asks whether it is still wanted."""


def total(
    parts: Sequence[Sql],
    connections: Sequence[sqlite3.Connection],
    is_cancelled: Callable[[], bool],
) -> int | None:
    """Return the sum of what some statements count, or None once it is cancelled.

    Args:
        parts: Each gives one number.
        connections: One for each part, or one for all of them.
        is_cancelled: Asked now and then, by any thread.

    Raises:
        sqlite3.Error: A count could not be read.
    """

    def count(connection: sqlite3.Connection, part: Sql) -> int | None:
        return _count(connection, part, is_cancelled)

    if len(connections) < len(parts):
        counts = [count(connections[0], part) for part in parts]
    else:
        with ThreadPoolExecutor(len(parts)) as pool:
            counts = list(pool.map(count, connections, parts))
    known = [number for number in counts if number is not None]
    return sum(known) if len(known) == len(parts) else None


def _count(
    connection: sqlite3.Connection, part: Sql, is_cancelled: Callable[[], bool]
) -> int | None:
    row = None
    with cancellable(connection, is_cancelled):
        row = connection.execute(part.text, part.values).fetchone()
    return None if row is None else int(row[0])


@contextmanager
def cancellable(connection: sqlite3.Connection, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Leave off what is read inside as soon as it is cancelled; what stands below it goes on."""
    connection.set_progress_handler(is_cancelled, _STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        if not is_cancelled():
            raise
    finally:
        connection.set_progress_handler(None, 0)
