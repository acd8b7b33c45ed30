"""Formats of a post's line, as ``{date} {source:8} {title}``.

The notation is that of Python's format strings, of which a name and a width are taken. The title
takes what the other columns leave; with a width, the columns behind it get only what is beyond it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from string import Formatter
from typing import Protocol

from reader.errors import FormatError
from reader.layout.text.cells import cell_width
from reader.messages.language import gettext as _
from reader.messages.times import relative_time
from reader.posts.post import Post, PostId

UNREAD, STARRED, PROBLEM, ANNOTATED = "●", "★", "!", "+"
"""The signs in the column `mark`."""
MARK = "mark"
TITLE = "title"
AGE = "age"
DATES = frozenset({"date", "day", "time", AGE})
_AGE_CELLS = 12
_WIDTHS = {MARK: 3, "day": 10, "time": 5, AGE: _AGE_CELLS}
"""Widths of columns that need no other; that of `date` depends on the years in the list."""
_OTHER_CELLS = 12
"""Width of a column for which none is given."""
_MAX_WIDTH_CELLS = 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a format, or the text between two."""

    field: str
    """Name of the column; empty for text."""
    width_cells: int | None = None
    """None where it follows from the field, or from what is left."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PostFormat:
    """A format that has been read."""

    columns: tuple[Column, ...]

    def has(self, field: str) -> bool:
        """Say whether a field is shown."""
        return any(column.field == field for column in self.columns)

    def widths(self, width_cells: int, date_cells: int) -> list[int]:
        """Share a line's cells among the columns; a wider line narrows none of them.

        Args:
            width_cells: Width of the line.
            date_cells: Width of the column `date`.

        Returns:
            A width for each column; 0 for one that has no room.
        """
        names = [column.field for column in self.columns]
        title = names.index(TITLE) if TITLE in names else len(names)
        own = [self._own_width(column, date_cells) for column in self.columns]
        left = max(width_cells - sum(own[:title]), 0)
        claim = self.columns[title].width_cells if title < len(names) else 0
        spare = left if claim is None else max(left - claim, 0)
        after = []
        for wanted in own[title + 1 :]:
            after.append(min(wanted, spare))
            spare -= after[-1]
        return [*own[:title], *([left - sum(after)] if title < len(names) else []), *after]

    @staticmethod
    def _own_width(column: Column, date_cells: int) -> int:
        """Return the width that a column wants, wherever it is not the title's."""
        if not column.field:
            return cell_width(column.text)
        if column.field == "date":
            return column.width_cells or date_cells
        return column.width_cells or _WIDTHS.get(column.field, _OTHER_CELLS)


def _joined(values: Sequence[str]) -> str:
    return " ".join(values)


VALUES: Mapping[str, Callable[[Post], str]] = {
    "id": lambda post: post.id,
    "path": lambda post: post.path,
    TITLE: lambda post: post.title,
    "category": lambda post: next(iter(post.categories), ""),
    "categories": lambda post: _joined(post.categories),
    "tag": lambda post: next(iter(post.tags), ""),
    "tags": lambda post: _joined(post.tags),
    "author": lambda post: next(iter(post.authors), ""),
    "source": lambda post: next(iter((*post.authors, *post.categories)), ""),
}
"""The fields that a post itself says, but for its date."""


class Kept(Protocol):
    """What a user did with the posts, as the reading state tells it."""

    def value(self, post_id: PostId, field: str) -> str:
        """Return the value of a field, empty where it never had one."""

    def labels_of(self, post_id: PostId) -> list[str]:
        """Return the user's labels of a post."""

    def note_of(self, post_id: PostId) -> str:
        """Return the user's note on a post, or nothing."""


def _mark(field: str) -> Callable[[Kept, PostId], str]:
    return lambda kept, post_id: field if kept.value(post_id, field) else ""


KEPT: Mapping[str, Callable[[Kept, PostId], str]] = {
    "read": _mark("read"),
    "starred": _mark("starred"),
    "labels": lambda kept, post_id: ", ".join(kept.labels_of(post_id)),
    "note": lambda kept, post_id: " ".join(kept.note_of(post_id).split()),
    "place": lambda kept, post_id: kept.value(post_id, "place"),
}
"""The fields that a user gave to a post; the marks as `is:` spells them, or nothing."""
FIELDS = (MARK, *DATES, *VALUES, *KEPT)


def parse_format(text: str) -> PostFormat:
    """Read a format.

    Raises:
        FormatError: A column has no such name, or no such width.
    """
    columns: list[Column] = []
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise FormatError(
            _("the braces of the format {text!r} do not match").format(text=text)
        ) from error
    for between, field, width, _conversion in parts:
        if between:
            columns.append(Column("", text=between))
        if field is not None:
            columns.append(Column(_known(field), _width(field, width or "")))
    return PostFormat(tuple(columns))


def _known(field: str) -> str:
    if field in FIELDS:
        return field
    near = next(iter(get_close_matches(field, FIELDS, 1)), "")
    if near:
        raise FormatError(
            _("no column is called {name!r}, did you mean {near!r}?").format(name=field, near=near)
        )
    known = ", ".join(sorted(FIELDS))
    raise FormatError(
        _("no column is called {name!r}; columns: {known}").format(name=field, known=known)
    )


def _width(field: str, written: str) -> int | None:
    if not written:
        return None
    if not written.isascii() or not written.isdecimal() or not 0 < int(written) <= _MAX_WIDTH_CELLS:
        raise FormatError(
            _("the width of {name!r} must be a whole number from 1 to {most}").format(
                name=field, most=_MAX_WIDTH_CELLS
            )
        )
    return int(written)


def date_text(date: datetime | None, field: str, now: datetime) -> str:
    """Return a post's date as a column of dates shows it.

    Args:
        date: Aware; None gives an empty text.
        field: One of `DATES`; ``date`` omits the year where it is this year's.
        now: Aware.
    """
    if date is None:
        return ""
    if field == AGE:
        return relative_time(date, now)
    if field == "time":
        return f"{date:%H:%M}"
    if field == "date" and date.year == now.astimezone(date.tzinfo).year:
        return f"{date:%m-%d %H:%M}"
    day = f"{date.year:04}-{date.month:02}-{date.day:02}"
    return day if field == "day" else f"{day} {date:%H:%M}"
