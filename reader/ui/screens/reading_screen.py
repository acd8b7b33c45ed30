"""Reading: the text follows the list, pages on, and goes from one unread post to the next."""

from collections.abc import Callable

from textual.timer import Timer

from reader.archive.repository import Selection
from reader.archive.selection_places import unread_after
from reader.config import Follow
from reader.layout.typesetting import Typesetting
from reader.posts.post import Post
from reader.session import OpenedPost, Session
from reader.state.reading_state import Mark
from reader.terminal_text import clean_line
from reader.ui.loaders.archive_loader import PlaceFound, RefreshEnded
from reader.ui.loaders.document_cache import Setting
from reader.ui.loaders.document_loader import (
    DocumentFailed,
    DocumentLoader,
    DocumentReady,
    ReportReady,
)
from reader.ui.pane_layout import Pane
from reader.ui.screens.view_screen import ViewScreen
from reader.ui.sidebar_rows import PROBLEMS_KEY
from reader.ui.text_places import block_at_line
from reader.ui.widgets.cursor_pane import CursorPane

_FETCH_AFTER_SECONDS = 0.15
_TYPESETTING = Typesetting(scrolls_wide_blocks=True)


class ReadingScreen(ViewScreen):
    """Opens posts in the text pane."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.documents = DocumentLoader(session, self.post_message)
        self.opened: OpenedPost | None = None
        self._wanted: Post | None = None
        self._document_request = 0
        self._follow_timer: Timer | None = None
        self._fetch_timer: Timer | None = None
        self._place_request = 0
        self._go_to_place: Callable[[int], None] = self.posts.move_to_line
        self._no_place = ""
        self._reads_when_known = False
        self.is_away = False
        """Whether the text is that of a post on which the list's cursor does not stand."""

    def on_mount(self) -> None:
        """Show the place in the text with every line that it moves."""
        self.watch(self.text, "top", self.show_text_place, init=False)

    def on_unmount(self) -> None:
        """Let the loader's thread go."""
        self.documents.close()

    def open_post(self, post: Post) -> None:
        """Show a post's text, unless it is shown or on its way already."""
        self._stop_following()
        if self._wanted is None or self._wanted != post:
            self.text_left()
            self._wanted = post
            self._document_request += 1
            self.documents.open(self._document_request, post, self.setting)

    @property
    def wanted(self) -> Post | None:
        """The post that is shown or on its way."""
        return self._wanted

    @property
    def _is_on_its_way(self) -> bool:
        """Whether a post was asked for that is not shown yet."""
        shown = self.opened.post.id if self.opened else None
        return self._wanted is not None and self._wanted.id != shown

    def reopen_post(self) -> None:
        """Read the post again that is shown or on its way."""
        if self._wanted is not None:
            post, self._wanted = self._wanted, None
            self.open_post(post)

    def on_refresh_ended(self, event: RefreshEnded) -> None:
        """Read the shown post again where files have changed."""
        if event.changes.changed:
            self.reopen_post()

    def on_document_ready(self, event: DocumentReady) -> None:
        """Show the text, unless another was asked for meanwhile."""
        if event.request != self._document_request:
            return
        is_same = self.opened is not None and self.opened.post.id == event.opened.post.id
        self.opened = event.opened
        self.text.show(event.layout, keep_place=is_same)
        self.show_text_place()
        self.text_shown(is_same=is_same)
        if event.layout.width_cells != self.text.layout_width:
            self.on_reading_pane_resized()
        elif event.layout.is_whole:
            self._wait_to_fetch()

    def _wait_to_fetch(self) -> None:
        """Let the text be drawn first; who leafs on before long has no use for the neighbours."""
        if self._fetch_timer is not None:
            self._fetch_timer.stop()
        self._fetch_timer = self.set_timer(_FETCH_AFTER_SECONDS, self._fetch_neighbours)

    def _fetch_neighbours(self) -> None:
        """Have the posts opened that are most likely to be asked for next."""
        places = (self.posts.cursor + 1, self.posts.cursor - 1)
        posts = [post for place in places if (post := self.posts.post_at(place)) is not None]
        self.documents.fetch(posts, self.setting)

    @property
    def setting(self) -> Setting:
        """How texts are laid out for the pane as it is now."""
        return Setting(self.text.layout_width, _TYPESETTING)

    def on_document_failed(self, event: DocumentFailed) -> None:
        """Say why there is no text."""
        if event.request == self._document_request:
            self.opened = self._wanted = None
            self.text.show(None)
            self.show_text_place()
            self.say_error(str(event.error))

    def on_report_ready(self, event: ReportReady) -> None:
        """Show the problems in place of a text."""
        if event.request == self._document_request:
            self.opened = self._wanted = None
            self.text.show(event.layout)
            self.show_text_place()
            self.text_shown(is_same=False)

    def text_left(self) -> None:
        """Do what has to be done before another text is asked for; nothing here."""

    def text_shown(self, *, is_same: bool) -> None:
        """Do what a new layout calls for, of another text or of the same; nothing here."""

    def show_report(self) -> None:
        """Show what could not be understood in any file of the archive."""
        self._stop_following()
        self._document_request += 1
        self.documents.report(self._document_request, self.text.layout_width)

    def on_reading_pane_resized(self) -> None:
        """Lay out again, at the pane's new width, what is shown."""
        layout = self.text.text_layout
        if self._is_on_its_way or (layout is not None and not layout.is_whole):
            self.reopen_post()
        elif layout is None or layout.width_cells == self.text.layout_width:
            return
        elif self.opened is None:
            self.show_report()
        else:
            self._document_request += 1
            first_block = block_at_line(layout, self.text.top)
            self.documents.lay_out(self._document_request, self.opened, self.setting, first_block)

    def show_text_place(self) -> None:
        """Show the file, or the title where that is out of sight, and the place in the text."""
        post = self.opened.post if self.opened else None
        title = "" if post is None else post.title if self.text.top else clean_line(post.path)
        position = f"{self.text.percent}%" if self.text.text_layout else ""
        self.titles[Pane.TEXT].show(title, position)

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
        """Open the post under the cursor as soon as the settings say."""
        self._stop_following()
        if self.settings.follow is Follow.ON_ENTER or self.is_away:
            return
        rest_ms = 0 if self.settings.follow is Follow.AT_ONCE else self.settings.follow_after_ms
        if rest_ms:
            self._follow_timer = self.set_timer(rest_ms / 1000, self._open_current)
        else:
            self._open_current()

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
        """Open the post under the cursor, which thereby is read."""
        self.is_away = False
        if self.posts.current is not None:
            self.read(self.posts.current)

    def read(self, post: Post) -> None:
        """Open a post, which thereby is read."""
        self.open_post(post)
        self.mark_read(post)

    def mark_read(self, post: Post) -> None:
        """Mark a post as read and show that."""
        change = self.session.state.set_mark(Mark.READ, [post.id], is_set=True)
        if change.posts:
            self.marks_changed()

    def marks_changed(self) -> None:
        """Show marks and counts as they are now."""
        self.posts.repaint()
        self.archive.count()

    @property
    def reading_post(self) -> Post | None:
        """The post that keys are about: that of the text where one is in it, else the list's."""
        is_in_text = self.current_pane is Pane.TEXT and self._wanted is not None
        return self._wanted if is_in_text else self.posts.current

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
            self.mark_read(post)
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
        selection, state = self.posts.selection, self.session.state
        if selection is not None:
            place = self.posts.cursor
            self.find_place(
                selection,
                lambda found: unread_after(found, state, place, step),
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
