"""Paints a post as a row of the list: marks, date, title, and the passage below."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.archive.match_positions import positions_of
from reader.archive.query.fields.words import Words
from reader.archive.snippets import Snippet
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.state.records import Mark
from reader.ui.themes.highlights import COLORS, HIGHLIGHT_CLASS, RowHighlights
from reader.ui.widgets.passages import marked

_UNREAD, _STAR, _PROBLEM, _IN_RANGE, _LABELLED = "●", "★", "!", "▌", "+"
_DATE_CELLS = 11
_MARK_CELLS = 3

COMPONENT_CLASSES = frozenset(
    {
        "post-list--unread",
        "post-list--star",
        "post-list--problem",
        "post-list--date",
        "post-list--unread-title",
        "post-list--empty",
        "post-list--passage",
        "post-list--hit",
        *(f"{HIGHLIGHT_CLASS}{color}" for color in COLORS),
    }
)
"""Component classes in the list's style sheet."""


class PostRow:
    """Makes the strips of rows, in the list's styles."""

    def __init__(
        self,
        state: ReadingState,
        highlights: RowHighlights,
        style: Callable[[str], Style],
        plain: Callable[[], Style],
    ) -> None:
        """Create a painter.

        Args:
            state: The marks of posts.
            highlights: Styles of rows by query.
            style: Returns the style of one of `COMPONENT_CLASSES`.
            plain: Returns the list's own style.
        """
        self._state = state
        self._highlights = highlights
        self._style = style
        self._plain = plain
        self._newest_year = 0

    def begin(self, newest: Post | None) -> None:
        """Set the year that dates omit: that of the archive's newest post."""
        if newest is not None and newest.date is not None:
            self._newest_year = max(self._newest_year, newest.date.year)

    def empty(self, *, is_known: bool) -> Strip:
        """Return what stands in a list without posts; a search that goes on may find some."""
        words = _("No posts here.") if is_known else _("No posts found so far.")
        return Strip([Segment(f"  {words}", self._style("post-list--empty"))])

    def unread_row(self) -> Strip:
        """Return a placeholder for a row that is not read yet."""
        return Strip([Segment("   …", self._plain())])

    def strip(
        self, post: Post, words: Sequence[Words], width_cells: int, *, is_in_range: bool
    ) -> Strip:
        """Return marks, date and title of a post.

        Args:
            post: The post.
            words: Searched words, highlighted in the title.
            width_cells: Width of the row.
            is_in_range: Whether the row is part of the marked range.
        """
        is_unread = not self._state.has(post.id, Mark.READ)
        row = Strip(
            [
                Segment(_UNREAD if is_unread else " ", self._style("post-list--unread")),
                self._second_mark(post),
                self._third_mark(post, is_in_range=is_in_range),
                Segment(self._date(post.date), self._style("post-list--date")),
                Segment(" ", self._plain()),
                *self._title(
                    post.title,
                    words,
                    width_cells - _DATE_CELLS - _MARK_CELLS - 1,
                    is_unread=is_unread,
                ),
            ]
        )
        highlight = self._highlights.style_of(post)
        if highlight is None:
            return row
        return Strip(highlight.on(segment, self._style) for segment in row)

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
        self, title: str, words: Sequence[Words], width_cells: int, *, is_unread: bool
    ) -> list[Segment]:
        style = self._style("post-list--unread-title") if is_unread else self._plain()
        positions = positions_of(words, title, in_title=True) if words else []
        return marked(title, positions, max(width_cells, 0), style, self._style("post-list--hit"))

    def _second_mark(self, post: Post) -> Segment:
        if self._state.has(post.id, Mark.STARRED):
            return Segment(_STAR, self._style("post-list--star"))
        if post.problems:
            return Segment(_PROBLEM, self._style("post-list--problem"))
        return Segment(" ", self._plain())

    def _third_mark(self, post: Post, *, is_in_range: bool) -> Segment:
        if is_in_range:
            return Segment(_IN_RANGE, self._style("post-list--star"))
        if self._state.note_of(post.id) or self._state.labels_of(post.id):
            return Segment(_LABELLED, self._style("post-list--date"))
        return Segment(" ", self._plain())

    def _date(self, date: datetime | None) -> str:
        """Return a date, without the year of the archive's newest post."""
        if date is None:
            text = ""
        elif date.year == self._newest_year:
            text = f"{date.month:02}-{date.day:02} {date.hour:02}:{date.minute:02}"
        else:
            text = f"{date.year:04}-{date.month:02}-{date.day:02}"
        return text.ljust(_DATE_CELLS)
