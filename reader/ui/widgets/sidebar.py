"""The sidebar: views, and the values of every facet, with their counts."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.archive.facets import FACETS, Facets, count_facets
from reader.archive.query.fields.state import PostState
from reader.archive.repository import Counts
from reader.browsing.saved_views import SavedView
from reader.browsing.sidebar_rows import (
    ALL_POSTS_KEY,
    DEFAULT_OPEN,
    SidebarRow,
    key_of_state,
    make_rows,
    rows_of_post,
    unread_by_row,
)
from reader.layout.text.cells import fit
from reader.posts.post import Post
from reader.ui.widgets.cursor_pane import CursorPane

FOLDED_SECTIONS = "folded_sections"
"""Name of the choice of folded sections: their keys, separated by commas."""
_OPEN, _FOLDED, _LEAF = "▾", "▸", " "
_UNREAD_KEY, _STARRED_KEY = key_of_state(PostState.UNREAD), key_of_state(PostState.STARRED)


class Sidebar(CursorPane):
    """A tree of rows; choosing a row requests its posts."""

    COMPONENT_CLASSES = {
        "sidebar--heading",
        "sidebar--count",
        "sidebar--shown",
    }

    class ViewChosen(Message):
        """The user chose a row with posts."""

        def __init__(self, row: SidebarRow) -> None:
            super().__init__()
            self.row = row

    class Folded(Message):
        """The user folded or unfolded a row."""

    def __init__(
        self,
        folded_sections: Iterable[str] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Create it without posts.

        Args:
            folded_sections: Keys of sections; unknown ones are ignored.
            id: The widget's.
        """
        super().__init__(id=id)
        self._facets = count_facets(())
        self._counts = Counts()
        self._unread: dict[str, int] | None = None
        self._saved: Sequence[SavedView] = ()
        self._open = DEFAULT_OPEN - {*folded_sections}
        self._narrowed_to = ""
        self._rows = make_rows(self._facets, self._counts, self._open)
        self._shown_key = ALL_POSTS_KEY
        self.set_reactive(CursorPane.cursor, 1)

    @property
    def line_count(self) -> int:
        """Number of visible rows, without folded ones."""
        return len(self._rows)

    def show(self, facets: Facets, counts: Counts) -> None:
        """Show new counts; the cursor stays on its row."""
        self._facets, self._counts = facets, counts
        self._rebuild()

    def show_unread(self, facets: Facets) -> None:
        """Show the unread counts of the rows."""
        unread = unread_by_row(facets)
        if unread != self._unread:
            self._unread = unread
            self.repaint()

    def count_post(self, post: Post, unread: int, starred: int) -> Counts:
        """Adjust the counts for the marks of one post, until they are recomputed.

        Args:
            post: The post.
            unread: 1 if it became unread, -1 if it became read, 0 if unchanged.
            starred: 1 if it became starred, -1 if it lost its star, 0 if unchanged.

        Returns:
            The counts of the views.
        """
        counts = self._counts = replace(
            self._counts,
            unread=self._counts.unread + unread,
            starred=self._counts.starred + starred,
        )
        names = set(rows_of_post(post)) if unread else set()
        if self._unread is not None:
            self._unread |= {key: self._unread.get(key, 0) + unread for key in names}
        views = {_UNREAD_KEY: counts.unread, _STARRED_KEY: counts.starred}
        changed = []
        for index, row in enumerate(self._rows):
            if row.key in views:
                self._rows[index] = replace(row, count=views[row.key])
            if row.key in views or row.key in names:
                changed.append(index)
        self.repaint_lines(*changed)
        return counts

    def show_saved(self, views: Sequence[SavedView]) -> None:
        """Show the saved views."""
        self._saved = views
        self._rebuild()

    def show_counts(self, counts: Counts) -> None:
        """Show new counts of the built-in views only."""
        self.show(self._facets, counts)

    def narrow(self, text: str) -> None:
        """Show only rows with a text in their name; an empty text shows all rows."""
        self._narrowed_to = text
        self._rebuild()
        first = next((index for index, row in enumerate(self._rows) if row.title), 0)
        if text:
            self.move_to_line(first)

    @property
    def is_narrowed(self) -> bool:
        """Whether the rows are filtered by name."""
        return bool(self._narrowed_to)

    def mark_shown(self, key: str) -> None:
        """Highlight the row whose posts the list shows; an unknown key highlights none."""
        changed = {self._shown_key, key}
        self._shown_key = key
        self.repaint_lines(*(n for n, row in enumerate(self._rows) if row.key in changed))

    def fold(self) -> None:
        """Fold or unfold the row under the cursor."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        if row.is_foldable:
            self._open ^= {row.key}
            self.post_message(self.Folded())
            self._rebuild()

    @property
    def folded_sections(self) -> Set[str]:
        """Keys of the folded sections."""
        return DEFAULT_OPEN - self._open

    def choose(self) -> None:
        """Request the posts of the row under the cursor, or fold a heading."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        if row.query is None and not row.problem:
            self.fold()
            return
        if row.is_foldable and not row.is_open:
            self.fold()
        self.post_message(self.ViewChosen(row))

    def choose_beside(self, step: int) -> None:
        """Request the posts of the row `step` rows below the shown one, in its section.

        From the built-in views it goes to the first section of a facet; it stops at the ends.
        """
        keys = [row.key for row in self._rows]
        kind = self._shown_key.partition(":")[0]
        if kind not in {facet.key for facet in FACETS}:
            kind = FACETS[0].key
        rows = [row for row in self._rows if row.key.startswith(f"{kind}:") and row.query]
        shown = next((n for n, row in enumerate(rows) if row.key == self._shown_key), None)
        place = step - (step > 0) if shown is None else shown + step
        if rows and place >= 0:
            row = rows[min(place, len(rows) - 1)]
            self.cursor = keys.index(row.key)
            self.show_cursor()
            self.repaint()
            self.mark_shown(row.key)  # at once, for keys that were typed ahead
            self.post_message(self.ViewChosen(row))

    @property
    def current_saved(self) -> SavedView | None:
        """The saved view under the cursor, or None."""
        key = self._rows[self.cursor].key if self._rows else ""
        return next((view for view in self._saved if view.key == key), None)

    def _rebuild(self) -> None:
        key = self._rows[self.cursor].key if self._rows else ""
        self._rows = make_rows(
            self._facets, self._counts, self._open, self._narrowed_to, self._saved
        )
        indexes = {row.key: index for index, row in enumerate(self._rows)}
        self.cursor = indexes.get(key, max(min(self.cursor, len(self._rows) - 1), 0))
        self.show_cursor()
        self.repaint()

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return a label, indented by depth, with its count at the right."""
        row = self._rows[index]
        count = "" if row.count is None else f" {self._unread_of(row)}{row.count:,}"
        indent = " " * max(row.depth - 1, 0)
        fold = (_OPEN if row.is_open else _FOLDED) if row.is_foldable else _LEAF
        label = fit(f"{indent}{fold} {row.label}", max(width_cells - len(count), 0))
        text = label.rstrip()
        return Strip(
            [
                Segment(text, self._label_style(row)),
                Segment(label[len(text) :], self.base_style),
                Segment(count, self.role_style("sidebar--count")),
            ]
        )

    def _unread_of(self, row: SidebarRow) -> str:
        """Return the unread count of a row, as shown before the total."""
        saved = next((view.unread for view in self._saved if view.key == row.key), None)
        if saved is None and (self._unread is None or row.key.startswith("view:")):
            return ""
        unread = (self._unread or {}).get(row.key, 0) if saved is None else saved
        return f"{unread:,}/" if 0 < unread < (row.count or 0) else "✓" if not unread else ""

    def _label_style(self, row: SidebarRow) -> Style:
        if row.query is None and not row.problem:
            return self.role_style("sidebar--heading")
        return self.role_style("sidebar--shown") if row.key == self._shown_key else self.base_style
