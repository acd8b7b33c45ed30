"""Reading: paging through a text, and moving from post to post."""

from reader.archive.repository import Selection
from reader.browsing.sidebar_rows import PROBLEMS_KEY
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.state.records import SET, Mark
from reader.ui.events import RowRead, SelectionShown, TextPaneOpened
from reader.ui.features.lists.listing import Listing
from reader.ui.features.panes import Panes
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.follow import Follow
from reader.ui.features.reading.marks import Marks
from reader.ui.features.text.copying import Copying
from reader.ui.features.text.find import Find
from reader.ui.features.text.history import History
from reader.ui.features.text.texts import Texts
from reader.ui.moves import page_down, page_up
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets

_MAX_STEPS = 1000
"""Ends what a large number before a key asks for."""


class Reading:
    """Opens the posts of the list."""

    def __init__(
        self,
        widgets: MainWidgets,
        listing: Listing,
        texts: Texts,
        follow: Follow,
        history: History,
        marks: Marks,
        find: Find,
        copying: Copying,
        current: CurrentPost,
        panes: Panes,
    ) -> None:
        self._posts = widgets.posts
        self._text = widgets.text
        self._listing = listing
        self._texts = texts
        self._follow = follow
        self._history = history
        self._marks = marks
        self._find = find
        self._copying = copying
        self._current = current
        self._panes = panes
        self._reads_when_known = False
        self._follows = True

    def selection_shown(self, event: SelectionShown) -> None:
        """Follow the cursor of a new list, or open the problem report if the list has problems.

        The text stays where it is when the list changes by itself.
        """
        self._follows = event.is_requested or self._texts.wanted is None
        if not self._follows:
            return
        self._follow.is_away = self._follow.is_away and self._panes.current is Pane.TEXT
        if self._shows_problems:
            self._texts.show_report()
        else:
            self._follow.start()

    def row_read(self, _: RowRead) -> None:
        """Follow the post whose row has just been read."""
        if self._reads_when_known:
            self._reads_when_known = False
            self._read_current()
        elif self._follows and not self._shows_problems:
            self._follow.start()

    @property
    def _shows_problems(self) -> bool:
        return self._listing.view.key == PROBLEMS_KEY

    def open_chosen(self) -> None:
        """Open the post under the list's cursor, and focus the text."""
        self._read_current()
        self._panes.go_to(Pane.TEXT)

    def text_pane_opened(self, _: TextPaneOpened) -> None:
        """Show the post under the list's cursor in a text pane that would be empty."""
        self._read_current()

    def _read_current(self) -> None:
        self._follow.is_away = False
        if self._posts.current is not None:
            self._read(self._posts.current)

    def _read(self, post: Post) -> None:
        self._texts.open(post)
        self._marks.begin_reading(post)
        self._history.add(post)

    def read_on(self) -> None:
        """Page through the text; at its end, open the next unread post.

        Does not leave a text while lines are being selected.
        """
        post = self._current.post
        if self._copying.is_selecting:
            page_down(self._text)
        elif post is not None:
            self._read_on_in(post)

    def _read_on_in(self, post: Post) -> None:
        opened = self._texts.opened
        is_open = opened is not None and opened.post.id == post.id
        if is_open and self._text.is_at_end:
            self._marks.finish_reading(post)
            self._go_to_unread(1)
        else:
            if is_open:
                page_down(self._text)
            self._read(post)

    def read_back(self) -> None:
        """Page back through the text."""
        page_up(self._text)

    def go_to_next(self, count: int = 1) -> None:
        """Go to the next hit, or, without hits, to the next unread post; or to a further one."""
        self._go_on(1, count)

    def go_to_previous(self, count: int = 1) -> None:
        """Go to the previous hit, or, without hits, to the previous unread post; or further."""
        self._go_on(-1, count)

    def _go_on(self, step: int, count: int) -> None:
        if not self._find.go(step):
            self._go_to_unread(step, count)
            return
        for _step in range(min(count, _MAX_STEPS) - 1):
            self._find.go(step)

    def _go_to_unread(self, step: int, count: int = 1) -> None:
        """Look for an unread post in the background; the list may have a million rows."""
        start = self._posts.cursor + step
        self._listing.find_row(
            lambda found: _unread_row(found, start, step, count),
            self._open_row,
            _("no unread post below") if step > 0 else _("no unread post above"),
        )

    def open_beside(self, step: int) -> None:
        """Open the post `step` rows below."""
        self._open_row(self._posts.cursor + step)

    def _open_row(self, row: int) -> None:
        """Open the post of a row, at once or when the row has been read."""
        self._posts.move_to_line(row)
        self._reads_when_known = self._posts.current is None
        self._read_current()


def _unread_row(found: Selection, start: int, step: int, count: int) -> int | None:
    """Return the row of the unread post with this number, or of the last one; None without any."""
    row: int | None = None
    for _step in range(min(count, _MAX_STEPS)):
        further = found.next_differing(Mark.READ.value, SET, start, step)
        if further is None:
            break
        row, start = further, further + step
    return row
