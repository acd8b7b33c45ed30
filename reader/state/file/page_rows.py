"""Rows read from pages one by one, without SQLite, so that one damaged page costs no other.

A row tells by its checksum, or in files of version 1 by the types of its values, which table it is
of. So neither the schema nor the pages above have to be sound, and a page that was freed, or is an
older image of one, gives rows too: of two about the same thing a caller keeps the later one.

Source: https://www.sqlite.org/fileformat2.html, chapters 1.6 (b-trees) and 2.1 (records).
"""

from pathlib import Path
from typing import NamedTuple

from reader.state.file.checksums import (
    ARCHIVES,
    BLOCKS,
    POST_SETS,
    RECORDS,
    ROOTS,
    SWEEPS,
    TABLES,
    Raw,
    Row,
    Table,
)
from reader.state.file.page_images import PageImages, read_page_images

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER, _TABLE_INNER = 0x0D, 0x0A, 0x02, 0x05
_HEADER_BYTES = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INNER: 12}
_OF_ROWIDS = (ARCHIVES, POST_SETS, BLOCKS)
_WITHOUT_ROWIDS = (ROOTS, RECORDS, SWEEPS)
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)
_MAX_ROW_BYTES = 64_000_000
_Values = list[Raw | None]


class FoundRow(NamedTuple):
    """A row of the newest version, without its checksum, which was right."""

    table: Table
    values: tuple[Raw, ...]


class FoundRows(NamedTuple):
    """What the pages of a file have."""

    rows: list[FoundRow]
    """The newest image's first."""
    suspects: list[tuple[Raw, ...]]
    """Records whose checksum or text is wrong: archive, field, post."""
    totals: dict[str, int]
    """How many rows of each table there should be, as far as that is known."""


class _CellError(Exception):
    """There is no cell here that could be read."""


def read_rows(path: Path) -> FoundRows:
    """Read what the pages of a file and of its log have; damage only makes it less.

    Raises:
        OSError: The file is there and can't be read.
    """
    images = read_page_images(path)
    found = _Reading(images, has_sums=True).read()
    return found if found.rows else _Reading(images, has_sums=False).read()


class _Reading:
    def __init__(self, images: PageImages, *, has_sums: bool) -> None:
        self._images = images
        self._size = images.page_bytes
        self._has_sums = has_sums
        self._found = FoundRows([], [], {})

    def read(self) -> FoundRows:
        """Read every image of every page."""
        for image in self._images.newest_first():
            page = image.ljust(self._size, b"\0")
            if not self._read_page(page) and self._has_sums:
                self._search_page(page)
        return self._found

    def _read_page(self, page: bytes) -> bool:
        """Take the cells that the page says it has; return whether it seems sound."""
        kind = page[0]
        if kind not in _HEADER_BYTES:
            # Pages that continue a long row, or are free, begin with the high byte of a number.
            return kind in {0, _TABLE_INNER} or page.startswith(b"SQLite")
        start, count = _HEADER_BYTES[kind], int.from_bytes(page[3:5], "big")
        is_sound = start + 2 * count <= self._size
        for place in range(start, min(start + 2 * count, self._size - 1), 2):
            try:
                cell = int.from_bytes(page[place : place + 2], "big")
                self._take(kind == _TABLE_LEAF, self._cell(page, cell, kind))
            except _CellError:
                is_sound = False
        return is_sound

    def _search_page(self, page: bytes) -> None:
        """Take what is a cell wherever it begins; the checksums tell which ones are."""
        for cell in range(8, self._size - 4):
            for kind in (_TABLE_LEAF, _INDEX_LEAF):
                try:
                    rowid, values = self._cell(page, cell, kind)
                except _CellError:
                    continue
                row = self._row(kind == _TABLE_LEAF, rowid, values)
                if row is not None:
                    self._found.rows.append(row)

    def _cell(self, page: bytes, place: int, kind: int) -> tuple[int, _Values]:
        """Return the number of a row, where its table has such, and its values."""
        if kind == _INDEX_INNER:
            place += 4
        size, place = _number(page, place)
        rowid = 0
        if kind == _TABLE_LEAF:
            rowid, place = _number(page, place)
        if not 0 < size <= _MAX_ROW_BYTES:
            raise _CellError
        values = _values(self._payload(page, place, size, is_table=kind == _TABLE_LEAF))
        return rowid, values

    def _payload(self, page: bytes, place: int, size: int, *, is_table: bool) -> bytes:
        """Return a row as bytes, also where its end is on other pages."""
        usable = self._size
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return _part(page, place, size)
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = here if here <= most else least
        first = _part(page, place, here)
        following = int.from_bytes(_part(page, place + here, 4), "big")
        return first + self._overflow(following, size - here)

    def _overflow(self, number: int, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            image = next(self._images.images_of(number), b"")
            if len(image) < self._size:
                raise _CellError
            parts.append(image[4 : 4 + size])
            size -= self._size - 4
            number = int.from_bytes(image[:4], "big")
        return b"".join(parts)

    def _take(self, is_table: bool, cell: tuple[int, _Values]) -> None:
        rowid, values = cell
        row = self._row(is_table, rowid, values)
        if row is not None:
            self._found.rows.append(row)
        elif not is_table and len(values) == len(RECORDS.kinds) + self._has_sums:
            self._suspect(values)
        elif not is_table and [type(value) for value in values] == [bytearray, int, int]:
            name, rows, _ = values
            if (
                type(name) is bytearray
                and type(rows) is int
                and name.decode(errors="replace") in TABLES
            ):
                self._found.totals.setdefault(name.decode(), rows)

    def _row(self, is_table: bool, rowid: int, values: _Values) -> FoundRow | None:
        for table in _OF_ROWIDS if is_table else _WITHOUT_ROWIDS:
            row = _with_number(table, rowid, values)
            if self._has_sums:
                if table.is_sound(row):
                    return FoundRow(table, row[:-1])
                continue
            if table is ARCHIVES and len(row) == len(table.kinds) - 1:
                row = (*row, 0)
            if tuple(map(type, row)) == table.kinds and table.is_decodable(row):
                return FoundRow(table, row)
        return None if is_table or not self._has_sums else _mirrored(values)

    def _suspect(self, values: _Values) -> None:
        archive, field, post = values[:3]
        if isinstance(archive, int) and type(field) is bytearray and type(post) is bytes:
            self._found.suspects.append((archive, field, post))


def _mirrored(values: _Values) -> FoundRow | None:
    """Return the row that an index holds as a whole, its number last."""
    for table in (ARCHIVES, POST_SETS):
        row = _with_number(table, 0, [*values[-1:], *values[:-1]])
        if table.is_sound(row):
            return FoundRow(table, row[:-1])
    return None


def _with_number(table: Table, rowid: int, values: _Values) -> Row:
    """Return a row with its number, which SQLite keeps apart from the other values."""
    if table.has_number and values and values[0] is None:
        values = [rowid, *values[1:]]
    return tuple(b"" if value is None else value for value in values)


def _part(page: bytes, place: int, size: int) -> bytes:
    part = page[place : place + size]
    if len(part) < size:
        raise _CellError
    return part


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    value = 0
    for byte in data[place : place + 8]:
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    if place >= len(data):
        raise _CellError
    value = value << 8 | data[place]
    return value - (1 << 64 if value >> 63 else 0), place + 1


def _values(payload: bytes) -> _Values:
    """Return the values of a row."""
    size, place = _number(payload, 0)
    if not place <= size <= len(payload):
        raise _CellError
    kinds: list[int] = []
    while place < size:
        kind, place = _number(payload, place)
        kinds.append(kind)
    values: _Values = []
    place = size
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return values


def _value(payload: bytes, place: int, kind: int) -> tuple[Raw | None, int]:
    if kind >= 12:
        end = place + (kind - 12) // 2
        if end > len(payload):
            raise _CellError
        part = payload[place:end]
        return (bytearray(part) if kind % 2 else part), end
    if kind in {8, 9}:
        return kind - 8, place
    if not 0 <= kind < len(_INTEGER_BYTES):
        raise _CellError
    end = place + _INTEGER_BYTES[kind]
    if end > len(payload):
        raise _CellError
    return (int.from_bytes(payload[place:end], "big", signed=True) if kind else None), end
