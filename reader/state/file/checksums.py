"""Checksums of the rows of the reading state's tables.

SQLite notices damage of its structure, not of what it stores. So each row ends with a checksum over
the table's name and the values of the row, and the file counts and sums up the rows of each table
(`totals` in `schema`).
"""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

Raw = int | bytes | bytearray
"""A value as it is stored: a number, a blob as `bytes`, a text as `bytearray` (UTF-8)."""
Row = tuple[Raw, ...]


@dataclass(frozen=True)
class Table:
    """A table whose rows carry checksums in the last column, `sum`."""

    name: str
    columns: tuple[str, ...]
    """Names, in the order of the file, without `sum`."""
    kinds: tuple[type, ...]
    """The type of `Raw` that each of them has."""
    keys: int
    """How many columns, from the first on, tell the rows apart."""
    is_in_order: bool
    """Whether a scan yields the rows in the order of their keys."""

    @cached_property
    def template(self) -> bytes:
        """Joins the values of a row."""
        return _template(self.kinds)

    @cached_property
    def seed(self) -> int:
        """What the checksum of every row of the table begins with."""
        return zlib.crc32(self.name.encode())

    @cached_property
    def kinds_with_sum(self) -> tuple[type, ...]:
        """The types of a whole row."""
        return (*self.kinds, int)

    @property
    def has_number(self) -> bool:
        """Whether the first column is SQLite's own number of the row, which pages keep apart."""
        return self.columns[0] == "number"

    @property
    def mirrored(self) -> tuple[str, ...]:
        """The columns of an index that holds the whole row; SQLite itself adds a number."""
        return (*self.columns[self.has_number :], "sum")

    @cached_property
    def insert(self) -> str:
        """SQL that inserts a row, checksum included."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}, sum) VALUES ({marks})"

    def sum_of(self, values: Sequence[Raw]) -> int:
        """Return the checksum of a row's values: CRC-32 over table and values."""
        return zlib.crc32(self.template % tuple(values), self.seed)

    def is_sound(self, row: Row) -> bool:
        """Say whether a row, checksum included, is what was once stored, and is text where due."""
        return (
            tuple(map(type, row)) == self.kinds_with_sum
            and zlib.crc32(self.template % row[:-1], self.seed) == row[-1]
            and self.is_decodable(row)
        )

    def is_decodable(self, row: Row) -> bool:
        """Say whether all texts of a row are UTF-8."""
        for place in self._texts:
            if not row[place].isascii():  # type: ignore[union-attr]
                try:
                    row[place].decode()  # type: ignore[union-attr]
                except UnicodeDecodeError:
                    return False
        return True

    @cached_property
    def _texts(self) -> tuple[int, ...]:
        return tuple(place for place, kind in enumerate(self.kinds) if kind is bytearray)

    @property
    def sql_sum(self) -> str:
        """SQL for the checksum of the row at hand; texts are taken as they are."""
        return self.sql_sum_of(self.columns)

    def sql_sum_of(self, values: Sequence[str]) -> str:
        """Return SQL for the checksum of values, an expression for each column."""
        parts = (
            f"CAST({value} AS BLOB)" if kind is bytearray else value
            for value, kind in zip(values, self.kinds, strict=True)
        )
        return f"row_sum('{self.name}', {', '.join(parts)})"


def _template(kinds: Sequence[type]) -> bytes:
    return b"\0".join(b"%d" if kind is int else b"%b" for kind in kinds)


ARCHIVES = Table(
    "archives", ("number", "key", "sample", "sampled"), (int, bytearray, bytearray, int), 1, True
)
ROOTS = Table("roots", ("path", "archive", "seen_us"), (bytes, int, int), 1, True)
RECORDS = Table(
    "records",
    ("archive", "field", "post", "value", "at_us", "change"),
    (int, bytearray, bytes, bytearray, int, int),
    3,
    True,
)
SWEEPS = Table(
    "sweeps",
    ("archive", "field", "posts", "value", "at_us", "change"),
    (int, bytearray, int, bytearray, int, int),
    3,
    True,
)
POST_SETS = Table("post_sets", ("number", "digest", "count"), (int, bytes, int), 1, True)
BLOCKS = Table("blocks", ("posts", "place", "first", "packed"), (int, int, bytes, bytes), 2, False)
TABLES = {table.name: table for table in (ARCHIVES, ROOTS, RECORDS, SWEEPS, POST_SETS, BLOCKS)}


def add_sum_function(connection: sqlite3.Connection) -> None:
    """Let SQL on a connection use ``row_sum(table, value, …)``."""
    connection.create_function("row_sum", -1, _row_sum, deterministic=True)


def _row_sum(table: str, *values: Raw) -> int:
    return TABLES[table].sum_of(values)


@contextmanager
def raw_texts(connection: sqlite3.Connection) -> Iterator[None]:
    """Have texts returned as `Raw`, also where they are no UTF-8."""
    before = connection.text_factory
    connection.text_factory = bytearray
    try:
        yield
    finally:
        connection.text_factory = before
