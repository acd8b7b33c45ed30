"""Puts texts into the full-text index, inside the transactions of the `IndexWriter`."""

import sqlite3
from collections.abc import Sequence

from reader.index.store.post_rows import ReadText
from reader.index.store.schema import FIRST_STRAY, NO_ELEMENTS_YET
from reader.index.write.text_numbers import Position, TextNumbers

_MAX_WORN_SHARE = 0.1
_MIN_WORN_ROWS = 2000
"""Fewer rows that are stale or out of order cost a search less than a millisecond."""


class TextWriter:
    """The one writer of the full-text index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = TextNumbers(connection)

    def store(self, texts: Sequence[ReadText], positions: Sequence[Position]) -> None:
        """Store texts of posts that have none, newest first."""
        numbers = self._numbers.give(positions)
        rising = sorted(zip(numbers, texts, strict=True))  # falling numbers would be written singly
        self._connection.executemany(
            "INSERT INTO texts (rowid, body, title) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))",
            [(number, text.body, text.title) for number, text in rising],
        )
        self._connection.executemany(
            "UPDATE posts SET text = ?, elements = ? WHERE number = ?",
            [(number, text.elements, text.number) for number, text in rising],
        )

    def is_worn_out(self, texts: int) -> bool:
        """Say whether so much is stale or out of order that all texts should be written again.

        Args:
            texts: How many there are.
        """
        (worn,) = self._connection.execute(
            "SELECT (SELECT count(*) FROM stale_texts)"
            f" + (SELECT count(*) FROM posts WHERE text >= {FIRST_STRAY})"
        ).fetchone()
        return bool(worn > max(_MIN_WORN_ROWS, _MAX_WORN_SHARE * texts))

    def forget_all(self) -> None:
        """Drop every text, so that all are read again."""
        self._connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
        self._connection.execute("DELETE FROM stale_texts")
        self._connection.execute(f"UPDATE posts SET text = NULL, elements = {NO_ELEMENTS_YET}")
