"""Formats posts by a format or by columns of the user's choice, as lines, as CSV or as JSON.

Owns these rules: on a terminal columns line up and a title is cut to fit; in a pipe every value
is whole; nothing reaches a terminal that is not cleaned.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import StringIO

from reader.cli.posts.lines import full_date
from reader.export.post_fields import Field, post_fields
from reader.layout.line import Line, Role, Run
from reader.layout.post_format import (
    ANNOTATED,
    DATES,
    KEPT,
    MARK,
    PROBLEM,
    STARRED,
    TITLE,
    UNREAD,
    VALUES,
    Column,
    PostFormat,
    date_text,
    parse_format,
)
from reader.layout.text.cells import cell_width, fit
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.state.records import PLACE, Mark
from reader.terminal_text import clean_line, clean_text

BETWEEN_IN_PIPES = "\t"
CSV_COLUMNS = (
    *("id", "date", "title", "categories", "tags", "path"),
    *("read", "starred", "labels", "note", "place"),
)
"""The columns of a table if none are named."""
_GAP = "  "
_LINE_END = "\n"
"""Which the writer of tables must know, to quote what has one."""
_DATE_CELLS = len("2022-04-28 13:01")
_MAX_MEASURED_CELLS = 40
_MIN_TITLE_CELLS = 20
_ESCAPES = {"t": "\t", "n": "\n", "\\": "\\"}


def read_format(text: str) -> PostFormat:
    r"""Read a format in which ``\t`` and ``\n`` stand for a tab and a line feed.

    Raises:
        FormatError: As by `parse_format`.
    """
    return parse_format(re.sub(r"\\([tn\\])", lambda found: _ESCAPES[found[1]], text))


def read_columns(text: str) -> tuple[Column, ...]:
    """Read the names of columns, separated by commas.

    Raises:
        FormatError: As by `parse_format`.
    """
    return tuple(
        column for name in text.split(",") for column in parse_format(f"{{{name.strip()}}}").columns
    )


class PostValues:
    """The values of posts in columns."""

    def __init__(self, state: ReadingState, now: datetime) -> None:
        self._state = state
        self._now = now

    def text(self, post: Post, field: str) -> str:
        """Return a value as it is; `date` has the year, whichever it is."""
        if field == MARK:
            return self._signs(post)
        if field == "date":
            return full_date(post)
        if field in DATES:
            return date_text(post.date, field, self._now)
        return KEPT[field](self._state, post.id) if field in KEPT else VALUES[field](post)

    def shown(self, post: Post, column: Column) -> str:
        """Return a value cleaned, or the text between two columns."""
        if column.field == MARK:
            return self._signs(post)
        return clean_line(self.text(post, column.field)) if column.field else column.text

    def cell(self, post: Post, field: str) -> str:
        """Return a value for a table: dates in ISO 8601, names with commas."""
        match field:
            case "date":
                return post.date.isoformat() if post.date else ""
            case "categories":
                return ", ".join(post.categories)
            case "tags":
                return ", ".join(post.tags)
            case "note":
                return clean_text(self._state.note_of(post.id))
            case _:
                return clean_text(self.text(post, field))

    def _signs(self, post: Post) -> str:
        has = self._state.has
        return "".join(
            (
                " " if has(post.id, Mark.READ) else UNREAD,
                STARRED if has(post.id, Mark.STARRED) else PROBLEM if post.problems else " ",
                ANNOTATED
                if self._state.note_of(post.id) or self._state.labels_of(post.id)
                else " ",
            )
        )


def listed_fields(state: ReadingState, post: Post) -> dict[str, Field]:
    """Return what JSON tells of a listed post: its header's fields, and what the user did."""
    return post_fields(post) | {
        "read": state.has(post.id, Mark.READ),
        "starred": state.has(post.id, Mark.STARRED),
        "labels": state.labels_of(post.id),
        "note": state.note_of(post.id),
        "place": _place(state.value(post.id, PLACE)),
    }


def _place(kept: str) -> float | None:
    try:
        return float(kept)
    except ValueError:
        return None


def plain_text(post: Post, post_format: PostFormat, values: PostValues, *, is_raw: bool) -> str:
    """Return a post in a format: whole values, but where the format gives a width.

    Args:
        post: The post.
        post_format: The format.
        values: Of posts.
        is_raw: Whether control characters in values stay.
    """
    return "".join(_plain(post, column, values, is_raw) for column in post_format.columns)


def _plain(post: Post, column: Column, values: PostValues, is_raw: bool) -> str:
    if is_raw and column.field and column.width_cells is None:
        return values.text(post, column.field)
    text = values.shown(post, column)
    return text if column.width_cells is None else fit(text, column.width_cells)


def spaced(columns: Sequence[Column], between: str = _GAP) -> PostFormat:
    """Return the format of columns with the same text between two of them."""
    parts = [part for column in columns for part in (Column("", text=between), column)]
    return PostFormat(tuple(parts[1:]))


def has_controls(post_format: PostFormat) -> bool:
    """Say whether a format has tabs or line feeds, so that its columns can't line up."""
    return any("\t" in column.text or "\n" in column.text for column in post_format.columns)


def aligned(
    post_format: PostFormat,
    first: Sequence[Post],
    posts: Iterable[Post],
    values: PostValues,
    width_cells: int,
) -> Iterator[Line]:
    """Yield a line per post with columns below each other.

    Args:
        post_format: The format.
        first: The posts that say how wide columns are for which the format gives no width.
        posts: The posts.
        values: Of posts.
        width_cells: Width of the terminal.
    """
    measured = PostFormat(tuple(_measured(column, first, values) for column in post_format.columns))
    widths = _within(width_cells, measured.widths(width_cells, _DATE_CELLS))
    for post in posts:
        yield Line(tuple(_runs(post, measured.columns, widths, values)))


def _within(width_cells: int, widths: Iterable[int]) -> list[int]:
    """Narrow the last columns where all together are wider than the line."""
    left, narrowed = width_cells, []
    for width in widths:
        narrowed.append(min(width, left))
        left -= narrowed[-1]
    return narrowed


def _measured(column: Column, first: Sequence[Post], values: PostValues) -> Column:
    if not column.field or column.width_cells:
        return column
    if column.field == TITLE:
        return replace(column, width_cells=_MIN_TITLE_CELLS)
    cells = max((cell_width(values.shown(post, column)) for post in first), default=0)
    return replace(column, width_cells=min(max(cells, 1), _MAX_MEASURED_CELLS))


def _runs(
    post: Post, columns: Sequence[Column], widths: Sequence[int], values: PostValues
) -> Iterator[Run]:
    for column, width in zip(columns, widths, strict=True):
        role = Role.TEXT if column.field in ("", TITLE) else Role.META
        yield Run(fit(values.shown(post, column), width), role)


def csv_lines(
    posts: Iterable[Post], columns: Sequence[Column], values: PostValues
) -> Iterator[str]:
    """Yield a table row by row, the names of the columns first.

    Source: RFC 4180, with the line ends of Unix.
    """
    row = StringIO()
    writer = csv.writer(row, lineterminator=_LINE_END)
    writer.writerow(column.field for column in columns)
    yield row.getvalue().removesuffix(_LINE_END)
    for post in posts:
        row.seek(0)
        row.truncate()
        writer.writerow(values.cell(post, column.field) for column in columns)
        yield row.getvalue().removesuffix(_LINE_END)
