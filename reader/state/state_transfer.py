"""The reading state as JSON lines, for export and import.

Each line is an object: `post` (its id; empty for what is kept of the archive as a whole), `field`
(one of `records.FIELDS`, or ``label:NAME``, ``view:NAME``, ``search:TEXT``, ``choice:NAME``),
`value` (text; true and false for marks and labels), `at` (ISO 8601 in UTC: since when). Of two
lines about the same field and post the later one holds, so that files may be merged in any order,
and twice.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from reader.errors import StateImportError
from reader.messages.language import gettext as _
from reader.posts.post import PostId
from reader.state.reading_state import Piece
from reader.state.records import (
    FAMILIES,
    FIELDS,
    LABEL,
    SET,
    VIEW,
    Mark,
    Record,
    Sweep,
)
from reader.terminal_text import clean_json, clean_line, clean_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MARKS = {mark.value for mark in Mark}
MAX_US = (datetime(9000, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
"""Nothing is kept that is dated later: every mark after it would have to be, too."""
_MAX_AHEAD_US = 366 * 24 * 3600 * 1_000_000
"""How far the clock of another machine may be ahead in an import."""
NOT_UNDERSTOOD = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
)
"""What `record_of` and JSON raise for an invalid line."""


def write_lines(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield a line for each thing that is kept, safe for a terminal, without its line feed."""
    for piece in pieces:
        for post in piece.posts if isinstance(piece, Sweep) else (piece.post,):
            yield clean_json(
                json_line(fields_of(Record(post, piece.field, piece.value, piece.at_us)))
            )


def read_lines(data: bytes) -> Iterator[Record]:
    """Yield what lines of UTF-8 say, which end at line feeds alone; empty ones are passed over.

    Raises:
        StateImportError: A line can't be understood; those before were yielded.
    """
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield _record(line, number)


def fields_of(record: Record) -> dict[str, str | bool]:
    """Return a record as the fields of a line."""
    post, field, value, at_us = record
    at = (_EPOCH + at_us * _MICROSECOND).isoformat(timespec="microseconds")
    shown = bool(value) if _is_mark(field) else value
    return {"post": post, "field": field, "value": shown, "at": at}


def json_line(fields: Mapping[str, object]) -> str:
    """Return a line, without its line feed; of names that are no text, in ASCII."""
    line = json.dumps(fields, ensure_ascii=False)
    return line if _is_text(line) else json.dumps(fields)


def _record(line: bytes, number: int) -> Record:
    try:
        record = record_of(json.loads(line.decode()))
        if record.at_us > time.time_ns() // 1000 + _MAX_AHEAD_US:
            raise ValueError(_("its time is yet to come"))
        return record
    except UnicodeDecodeError as error:
        raise StateImportError(number, _("it is not in UTF-8")) from error
    except NOT_UNDERSTOOD as error:
        reason = _reason_of(error)
        raise StateImportError(number, reason) from error


def _reason_of(error: Exception) -> str:
    if isinstance(error, KeyError):
        return _("{field} is missing").format(field=error)
    if isinstance(error, json.JSONDecodeError):
        return _("it is not JSON")
    return str(error)


def record_of(fields: Mapping[str, object]) -> Record:
    """Return the record that a line stands for, its names safe for a terminal.

    Raises:
        NOT_UNDERSTOOD: The line is invalid.
    """
    post, field, value = fields["post"], fields["field"], fields["value"]
    if not isinstance(post, str):
        raise TypeError(_("the post is no text"))
    if not isinstance(field, str) or not _is_known(field):
        raise ValueError(_("no field {field!r} is known").format(field=field))
    if _is_mark(field):
        value = SET if value else ""
    if not isinstance(value, str):
        raise TypeError(_("the value is no text"))
    if not _is_text(field + value):
        raise ValueError(_("it holds half a character's code"))
    os.fsencode(post)
    at_us = (datetime.fromisoformat(str(fields["at"])) - _EPOCH) // _MICROSECOND
    if not 0 <= at_us <= MAX_US:
        raise ValueError(_("its time is out of all reason"))
    return Record(PostId(post), _clean_field(field), value, at_us)


def _clean_field(field: str) -> str:
    """Return a field with its name cleaned as a prompt does; another machine may not have."""
    family = field[: field.find(":") + 1]
    if family in {LABEL, VIEW}:
        return family + clean_line(field.removeprefix(family))
    return clean_text(field).replace("\n", " ")


def _is_known(field: str) -> bool:
    return field in FIELDS or field.startswith(FAMILIES)


def _is_mark(field: str) -> bool:
    return field in _MARKS or field.startswith(LABEL)


def _is_text(text: str) -> bool:
    """Say whether there is no byte of a file's name in it that is not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
