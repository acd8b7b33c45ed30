"""Paints a post as a row of the list: the columns of its format, and the passage below."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from time import time

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.archive.match_positions import positions_of
from reader.archive.query.fields.words import Words
from reader.archive.snippets import Snippet
from reader.layout.post_format import (
    AGE,
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
)
from reader.layout.text.cells import ELLIPSIS, cell_width, fit
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.state.records import Mark
from reader.terminal_text import clean_line
from reader.ui.themes.highlights import COLORS, HIGHLIGHT_CLASS, RowHighlights
from reader.ui.widgets.passages import marked

_IN_RANGE = "▌"
_DATE_CELLS, _LONG_DATE_CELLS = 11, 16
"""Widths of ``04-28 13:01`` and ``2022-04-28 13:01``; the shorter one omits the time of a post of
another year."""
_MARK_CELLS = 3
_MIN_NAME_CELLS = 8
"""Fewer cells of a longer name say too little to be shown."""

COMPONENT_CLASSES = frozenset(
    {
        "post-list--unread",
        "post-list--star",
        "post-list--problem",
        "post-list--date",
        "post-list--unread-title",
        "post-list--empty",
        "post-list--day",
        "post-list--passage",
        "post-list--hit",
        *(f"{HIGHLIGHT_CLASS}{color}" for color in COLORS),
    }
)
"""Component classes in the list's style sheet."""


def _now() -> datetime:
    """Return the local time in whole seconds; a key asks for it a dozen times."""
    return _local(int(time()))


@lru_cache(maxsize=1)
def _local(second: int) -> datetime:
    return datetime.fromtimestamp(second).astimezone()


class PostRow:
    """Makes the strips of rows, in the list's styles."""

    def __init__(
        self,
        state: ReadingState,
        post_format: PostFormat,
        highlights: RowHighlights,
        style: Callable[[str], Style],
        plain: Callable[[], Style],
    ) -> None:
        """Create a painter.

        Args:
            state: The marks of posts.
            post_format: The columns of a row.
            highlights: Styles of rows by query.
            style: Returns the style of one of `COMPONENT_CLASSES`.
            plain: Returns the list's own style.
        """
        self._state = state
        self._format = post_format
        self._highlights = highlights
        self._style = style
        self._plain = plain
        self._date_cells = _DATE_CELLS
        self._newest: datetime | None = None
        self._widths = lru_cache(maxsize=4)(post_format.widths)
        self.is_roomy = True
        """Whether dates may take the room of year and time."""

    def begin(self, newest: Post | None) -> None:
        """Set the room that dates take: that of the year if the newest post is not this year's."""
        if newest is not None and newest.date is not None:
            self._newest = max(filter(None, (self._newest, newest.date)))

    def columns(self, width_cells: int) -> list[tuple[Column, int]]:
        """Return the columns of a row of this width that have room, with their widths."""
        needs_year = self._newest is not None and self._newest.year < _now().year
        date_cells = _LONG_DATE_CELLS if needs_year and self.is_roomy else _DATE_CELLS
        widths = self._widths(width_cells, date_cells)
        return [pair for pair in zip(self._format.columns, widths, strict=True) if pair[1]]

    def title_width(self, width_cells: int) -> int:
        """Return the cells of the title in a row of this width; 0 in a format without it."""
        found = (width for column, width in self.columns(width_cells) if column.field == TITLE)
        return next(found, 0)

    def empty(self, *, is_known: bool) -> Strip:
        """Return what stands in a list without posts; a search that goes on may find some."""
        words = _("No posts here.") if is_known else _("No posts found so far.")
        return Strip([Segment(f"  {words}", self._style("post-list--empty"))])

    def day(self, text: str) -> Strip:
        """Return the heading of a day."""
        return Strip([Segment(f"  {text}", self._style("post-list--day"))])

    def unread_row(self) -> Strip:
        """Return a placeholder for a row that is not read yet."""
        return Strip([Segment("   …", self._plain())])

    def strip(
        self,
        post: Post,
        words: Sequence[Words],
        width_cells: int,
        *,
        is_in_range: bool,
        shift_cells: int = 0,
    ) -> Strip:
        """Return the columns of a post.

        Args:
            post: The post.
            words: Searched words, highlighted in the title.
            width_cells: Width of the row.
            is_in_range: Whether the row is part of the marked range.
            shift_cells: How far the title is moved to the left, to show its end.
        """
        segments: list[Segment] = []
        for column, width in self.columns(width_cells):
            if not column.field:
                segments.append(Segment(column.text, self._plain()))
            elif column.field == MARK:
                segments += self._marks(post, is_in_range=is_in_range)
            elif column.field == TITLE:
                segments += self._title(post, words, width, shift_cells)
            else:
                text = fit(self._text(post, column.field, width), width)
                segments.append(Segment(text, self._style("post-list--date")))
        highlight = self._highlights.style_of(post)
        if highlight is None:
            return Strip(segments)
        return Strip(highlight.on(segment, self._style) for segment in segments)

    def _text(self, post: Post, field: str, width_cells: int) -> str:
        if field not in DATES:
            text = clean_line(self._value(post, field))
            is_told = width_cells >= _MIN_NAME_CELLS or cell_width(text) <= width_cells
            return text if is_told else ""
        text = date_text(post.date, field, _now())
        has_room = field == AGE or cell_width(text) <= width_cells
        return text if has_room else text.partition(" ")[0]

    def _value(self, post: Post, field: str) -> str:
        return KEPT[field](self._state, post.id) if field in KEPT else VALUES[field](post)

    def _marks(self, post: Post, *, is_in_range: bool) -> list[Segment]:
        is_unread = not self._state.has(post.id, Mark.READ)
        return [
            Segment(UNREAD if is_unread else " ", self._style("post-list--unread")),
            self._second_mark(post),
            self._third_mark(post, is_in_range=is_in_range),
        ]

    def passage_strip(self, passage: Snippet, indent_cells: int, width_cells: int) -> Strip:
        """Return the passage that was found in a post, below its title.

        Args:
            passage: The passage.
            indent_cells: Width of the list's gutter.
            width_cells: Width of the row.
        """
        indent = indent_cells + _MARK_CELLS
        styles = self._style("post-list--passage"), self._style("post-list--hit")
        found = marked(passage.text, passage.spans, max(width_cells - indent, 0), *styles)
        return Strip([Segment(" " * indent, self._plain()), *found])

    def _title(
        self, post: Post, words: Sequence[Words], width_cells: int, shift_cells: int
    ) -> list[Segment]:
        """Return a title in exactly its width, from a shift on."""
        is_unread = not self._state.has(post.id, Mark.READ)
        style = self._style("post-list--unread-title") if is_unread else self._plain()
        positions = positions_of(words, post.title, in_title=True) if words else []
        hit = self._style("post-list--hit")
        if not shift_cells:
            shown = Strip(marked(post.title, positions, width_cells, style, hit))
        else:
            whole = Strip(marked(post.title, positions, cell_width(post.title), style, hit))
            rest = whole.crop(min(shift_cells + 1, whole.cell_length), shift_cells + width_cells)
            shown = Strip([Segment(ELLIPSIS, style), *rest])
        return list(shown.extend_cell_length(width_cells, self._plain()))

    def _second_mark(self, post: Post) -> Segment:
        if self._state.has(post.id, Mark.STARRED):
            return Segment(STARRED, self._style("post-list--star"))
        if post.problems:
            return Segment(PROBLEM, self._style("post-list--problem"))
        return Segment(" ", self._plain())

    def _third_mark(self, post: Post, *, is_in_range: bool) -> Segment:
        if is_in_range:
            return Segment(_IN_RANGE, self._style("post-list--star"))
        if self._state.note_of(post.id) or self._state.labels_of(post.id):
            return Segment(ANNOTATED, self._style("post-list--date"))
        return Segment(" ", self._plain())
