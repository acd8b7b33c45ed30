"""The numbers of texts: those of newer posts are higher, so that the newest hits come first.

The full-text index gives its hits in the order of these numbers, forwards or backwards, without
looking at all of them. Numbers are given out with room between them, for posts that come later
and belong in between. Where there is no room left a text becomes a stray, numbered above all
others in no order: strays are looked through by themselves.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.index.store.schema import FIRST_STRAY, TEXT_NUMBER_GAP

_MIDDLE = 1 << 30


class Position(NamedTuple):
    """Where a post stands among all: what `posts_by_moment` is sorted by."""

    moment: int
    stem: bytes
    rank: int


class TextNumbers:
    """Gives out numbers within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def give(self, positions: Sequence[Position]) -> list[int]:
        """Return a number for each of some posts, which come newest first.

        The posts must not have texts yet, and get theirs before this is asked again.
        """
        lowest, highest = self._ends()
        oldest = self._position(lowest, ">=", "ASC")
        newest = self._position(highest, "<=", "DESC")
        if oldest is None or newest is None:
            return [lowest - TEXT_NUMBER_GAP * step for step in range(1, len(positions) + 1)]
        above = sum(1 for position in positions if position > newest)
        below = sum(1 for position in positions if position < oldest)
        between = positions[above : len(positions) - below]
        return [
            *(highest + TEXT_NUMBER_GAP * step for step in range(above, 0, -1)),
            *self._numbers_between(between),
            *(lowest - TEXT_NUMBER_GAP * step for step in range(1, below + 1)),
        ]

    def _ends(self) -> tuple[int, int]:
        """Return the lowest and the highest number ever given out that is no stray's."""
        low = self._numbers("min", f"< {FIRST_STRAY}")
        high = self._numbers("max", f"< {FIRST_STRAY}")
        return min(low, default=_MIDDLE), max(high, default=_MIDDLE)

    def _numbers(self, end: str, condition: str) -> list[int]:
        """Return the lowest or highest number, of posts and of what is stale."""
        rows = self._connection.execute(
            f"SELECT {end}(text) FROM posts WHERE text {condition}"
            f" UNION ALL SELECT {end}(text) FROM stale_texts WHERE text {condition}"
        )
        return [number for (number,) in rows if number is not None]

    def _position(self, number: int, comparison: str, order: str) -> Position | None:
        """Return the position of the first post at or after a number."""
        row = self._connection.execute(
            f"SELECT moment, stem, rank FROM posts WHERE text {comparison} ?"
            f" AND text < {FIRST_STRAY} ORDER BY text {order} LIMIT 1",
            (number,),
        ).fetchone()
        return None if row is None else Position(*row)

    def _numbers_between(self, positions: Sequence[Position]) -> Iterator[int]:
        taken: set[int] = set()
        stray = max(self._numbers("max", f">= {FIRST_STRAY}"), default=FIRST_STRAY - 1)
        for position in positions:
            number = self._free_number(position, taken)
            if number is None:
                number = stray = stray + 1
            taken.add(number)
            yield number

    def _free_number(self, position: Position, taken: set[int]) -> int | None:
        """Return a free number between those of a post's neighbours, or None."""
        below, above = self._neighbours(position)
        above = min(above, min((number for number in taken if number > below), default=above))
        near_middle = sorted(range(below + 1, above), key=lambda n: abs(2 * n - below - above))
        return next((number for number in near_middle if not self._is_stale(number)), None)

    def _is_stale(self, number: int) -> bool:
        row = self._connection.execute("SELECT 1 FROM stale_texts WHERE text = ?", (number,))
        return row.fetchone() is not None

    def _neighbours(self, position: Position) -> tuple[int, int]:
        """Return the numbers next to a position that lies between the two ends."""
        below, above = self._ends()
        low, high = below, above
        while high - low > 1:
            middle = (low + high) // 2
            row = self._connection.execute(
                "SELECT text, moment, stem, rank FROM posts"
                " WHERE text >= ? AND text < ? ORDER BY text LIMIT 1",
                (middle, high),
            ).fetchone()
            if row is not None and Position(*row[1:]) < position:
                below = low = row[0]
            else:
                above = above if row is None else row[0]
                high = middle
        return below, above
