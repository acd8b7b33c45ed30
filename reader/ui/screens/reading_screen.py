"""Reading: the text follows the list, pages on, and goes from one unread post to the next."""

from collections.abc import Callable
from math import inf

from textual.timer import Timer

from reader.archive.repository import Selection
from reader.config import Follow
from reader.posts.post import Post
from reader.session import Session
from reader.state.records import SET, Mark
from reader.ui.loaders.archive_loader import PlaceFound
from reader.ui.pane_layout import Pane
from reader.ui.screens.text_screen import TextScreen
from reader.ui.screens.view_screen import TYPING_RESTS_SECONDS
from reader.ui.sidebar_rows import PROBLEMS_KEY
from reader.ui.widgets.cursor_pane import CursorPane

_FETCH_SECONDS = 0.05
"""After which a post on which the cursor rests is opened, unseen; a held key is faster."""


class ReadingScreen(TextScreen):
    """Opens the posts of the list, and marks as read what is read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._follow_timer: Timer | None = None
        self._place_request = 0
        self._go_to_place: Callable[[int], None] = self.posts.move_to_line
        self._no_place = ""
        self._reads_when_known = False
        self.is_away = False
        """Whether the text is that of a post on which the list's cursor does not stand."""

    def open_post(self, post: Post) -> None:
        """Show a post's text now, whatever the list's cursor waits for."""
        self._stop_following()
        super().open_post(post)

    def show_report(self) -> None:
        """Show the report now, whatever the list's cursor waits for."""
        self._stop_following()
        super().show_report()

    def selection_shown(self, selection: Selection) -> None:
        """Follow to the post under the cursor, or explain why the posts are listed."""
        self.is_away = self.is_away and self.current_pane is Pane.TEXT
        if self.view.key == PROBLEMS_KEY:
            self.show_report()
        else:
            self._follow()

    def row_became_known(self) -> None:
        """Follow to the post that could not be shown before its row was read."""
        if self._reads_when_known:
            self._reads_when_known = False
            self.read_current()
        elif self.view.key != PROBLEMS_KEY:
            self._follow()

    def on_cursor_pane_cursor_moved(self, event: CursorPane.CursorMoved) -> None:
        """Follow the cursor."""
        if event.pane is self.posts:
            self.is_away = False
            self._follow()

    def _follow(self) -> None:
        """Open the post under the cursor as soon as the settings say, and have it ready before."""
        self._stop_following()
        rest_seconds = self._rest_seconds
        if not rest_seconds:
            self._open_current()
        elif rest_seconds <= _FETCH_SECONDS or self.is_typing_search:
            if rest_seconds < inf:
                self._follow_timer = self.set_timer(rest_seconds, self._open_current)
        else:
            self._follow_timer = self.set_timer(
                _FETCH_SECONDS, lambda: self._fetch_current(rest_seconds - _FETCH_SECONDS)
            )

    @property
    def _rest_seconds(self) -> float:
        """How long the cursor has to rest before the text follows; infinite if it never does."""
        if self.settings.follow is Follow.ON_ENTER or self.is_away:
            return inf
        is_at_once = self.settings.follow is Follow.AT_ONCE
        seconds = 0 if is_at_once else self.settings.follow_after_ms / 1000
        return max(seconds, TYPING_RESTS_SECONDS) if self.is_typing_search else seconds

    def _fetch_current(self, rest_seconds: float) -> None:
        """Have the post under the cursor ready, and open it when the cursor has rested on."""
        post = self.posts.current
        if post is not None and post != self.wanted:
            self.documents.fetch([post], self.setting, self.text.page_size)
        if rest_seconds < inf:
            self._follow_timer = self.set_timer(rest_seconds, self._open_current)

    def typing_went_on(self) -> None:
        """Let the text wait, too, that the cursor stands on."""
        super().typing_went_on()
        if self._follow_timer is not None:
            self._follow()

    def _stop_following(self) -> None:
        if self._follow_timer is not None:
            self._follow_timer.stop()
            self._follow_timer = None

    def _open_current(self) -> None:
        if self.posts.current is not None:
            self.open_post(self.posts.current)

    def on_cursor_pane_row_chosen(self, event: CursorPane.RowChosen) -> None:
        """Read the post that was chosen."""
        if event.pane is self.posts:
            self.read_current()
            self.go_to(Pane.TEXT)

    def read_current(self) -> None:
        """Open the post under the cursor to read it."""
        self.is_away = False
        if self.posts.current is not None:
            self.read(self.posts.current)

    def read(self, post: Post) -> None:
        """Open a post to read it."""
        self.open_post(post)
        self.mark_read(post)

    def mark_read(self, post: Post) -> None:
        """Begin to read a post; nothing here."""

    def finish_reading(self, post: Post) -> None:
        """Do what is done when the end of a post was reached; nothing here."""

    def marks_changed(self) -> None:
        """Show marks and counts as they are now."""
        self.posts.repaint()
        self.count_marks()

    def count_marks(self) -> None:
        """Count anew what marks change."""
        self.archive.count()
        self.archive.count_unread()

    @property
    def reading_post(self) -> Post | None:
        """The post that keys are about: that of the text where one is in it, else the list's."""
        is_in_text = self.current_pane is Pane.TEXT and self.wanted is not None
        return self.wanted if is_in_text else self.posts.current

    def action_read_on(self) -> None:
        """See `commands`."""
        post = self.reading_post
        if post is None:
            return
        is_open = self.opened is not None and self.opened.post.id == post.id
        if not is_open or not self.text.is_at_end:
            if is_open:
                self.text.action_page_down()
            self.read(post)
        else:
            self.finish_reading(post)
            self._go_to_unread(1)

    def action_read_back(self) -> None:
        """See `commands`."""
        self.text.action_page_up()

    def action_next_unread(self) -> None:
        """See `commands`."""
        self._go_to_unread(1)

    def action_previous_unread(self) -> None:
        """See `commands`."""
        self._go_to_unread(-1)

    def _go_to_unread(self, step: int) -> None:
        """Have the next unread post found; the list may be a million rows long."""
        selection = self.posts.selection
        if selection is not None:
            start = self.posts.cursor + step
            self.find_place(
                selection,
                lambda found: found.next_differing(Mark.READ.value, SET, start, step),
                self._go_to_post,
                f"no unread post {'below' if step > 0 else 'above'}",
            )

    def find_place(
        self,
        selection: Selection,
        find: Callable[[Selection], int | None],
        go: Callable[[int], None],
        otherwise: str = "",
    ) -> None:
        """Have a row looked for, and go there.

        Args:
            selection: What the list shows.
            find: Returns the row, or None; runs in a thread.
            go: What to do with the row.
            otherwise: What to say where there is none.
        """
        self._place_request += 1
        self._go_to_place, self._no_place = go, otherwise
        self.archive.find_place(self._place_request, selection, find)

    def on_place_found(self, event: PlaceFound) -> None:
        """Go to the row, unless the list is another by now."""
        if event.request != self._place_request or event.selection is not self.posts.selection:
            return
        if event.place is not None:
            self._go_to_place(event.place)
        elif self._no_place:
            self.say(self._no_place)

    def action_next_post(self) -> None:
        """See `commands`."""
        self._go_to_post(self.posts.cursor + 1)

    def action_previous_post(self) -> None:
        """See `commands`."""
        self._go_to_post(self.posts.cursor - 1)

    def _go_to_post(self, place: int) -> None:
        """Read the post of a row, or have it read as soon as the row is known."""
        self.posts.move_to_line(place)
        self._reads_when_known = self.posts.current is None
        self.read_current()
