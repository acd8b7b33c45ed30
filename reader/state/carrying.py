"""The reading state as JSON lines, to carry it elsewhere and to merge it back.

Each line is an object: `post` (its id; empty for what is kept of the archive as a whole), `field`
(``read``, ``starred``, ``label:NAME``, ``note``, ``place``, ``here``, ``view:NAME``,
``search:TEXT``), `value` (text; true and false for marks and labels), `at` (ISO 8601 in UTC: since
when). Of two lines about the same field and post the later one holds, so that files may be merged
in any order, and twice.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from reader.errors import StateImportError
from reader.posts.post import PostId
from reader.state.reading_state import Piece
from reader.state.records import (
    HERE,
    LABEL,
    NOTE,
    PLACE,
    SEARCH,
    SET,
    VIEW,
    Mark,
    Record,
    Sweep,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MARKS = {mark.value for mark in Mark}
_SETTABLE = _MARKS | {NOTE, PLACE, HERE}


def write_lines(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield a line for each thing that is kept, without its line feed."""
    for piece in pieces:
        for post in piece.posts if isinstance(piece, Sweep) else (piece.post,):
            yield _line(post, piece.field, piece.value, piece.at_us)


def read_lines(lines: Iterable[str]) -> Iterator[Record]:
    """Yield what the lines say; empty ones are passed over.

    Raises:
        StateImportError: A line can't be understood; those before were yielded.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _record(line, number)


def _line(post: str, field: str, value: str, at_us: int) -> str:
    at = (_EPOCH + at_us * _MICROSECOND).isoformat(timespec="microseconds")
    shown = bool(value) if _is_mark(field) else value
    fields = {"post": post, "field": field, "value": shown, "at": at}
    return json.dumps(fields, ensure_ascii=not _is_text(f"{post}{field}{value}"))


def _record(line: str, number: int) -> Record:
    try:
        fields = json.loads(line)
        post, field, value = fields["post"], fields["field"], fields["value"]
        at_us = (datetime.fromisoformat(fields["at"]) - _EPOCH) // _MICROSECOND
        is_known = field in _SETTABLE or field.startswith((LABEL, VIEW, SEARCH))
        if not isinstance(post, str) or not is_known:
            raise ValueError(f"no field {field!r} is known")
        if _is_mark(field):
            value = SET if value else ""
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise StateImportError(number, str(error)) from error
    if not isinstance(value, str):
        raise StateImportError(number, "the value is no text")
    return Record(PostId(post), field, value, at_us)


def _is_mark(field: str) -> bool:
    return field in _MARKS or field.startswith(LABEL)


def _is_text(text: str) -> bool:
    """Say whether there is no byte of a file's name in it that is not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
