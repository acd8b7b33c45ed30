import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from reader.index.answer.sql import Sql
from reader.index.answer.totals import cancellable, total

_NUMBERS = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ?)"
_COUNT = f"{_NUMBERS} SELECT count(*) FROM n"
_PARTS = (Sql(_COUNT, (100_000,)), Sql(_COUNT, (20_000,)))


@pytest.fixture
def connections() -> Iterator[list[sqlite3.Connection]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(closing(sqlite3.connect(":memory:", check_same_thread=False)))
            for _ in _PARTS
        ]


@pytest.mark.parametrize("most", [1, 2])
def test_parts_add_up_on_one_connection_and_on_one_each(
    connections: list[sqlite3.Connection], most: int
) -> None:
    assert total(_PARTS, connections[:most], lambda: False) == 120_000


@pytest.mark.parametrize("most", [1, 2])
def test_a_cancelled_count_stops_and_can_be_made_later(
    connections: list[sqlite3.Connection], most: int
) -> None:
    assert total(_PARTS, connections[:most], lambda: True) is None
    assert total(_PARTS, connections[:most], lambda: False) == 120_000


@pytest.mark.parametrize("most", [1, 2])
def test_what_cannot_be_counted_is_an_error(
    connections: list[sqlite3.Connection], most: int
) -> None:
    parts = (_PARTS[0], Sql("SELECT * FROM nowhere"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        total(parts, connections[:most], lambda: False)


def test_what_is_left_off_when_cancelled_is_not_left_off_later(
    connections: list[sqlite3.Connection],
) -> None:
    done = []
    for is_cancelled in (True, False):
        with cancellable(connections[0], lambda answer=is_cancelled: answer):
            connections[0].execute(_COUNT, (100_000,)).fetchone()
            done.append(is_cancelled)
    assert done == [False]
