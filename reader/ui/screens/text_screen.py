"""The text pane: which text is asked for, which is shown, and how it is laid out."""

from textual.timer import Timer

from reader.config import TEXT_WIDTHS
from reader.posts.post import Post
from reader.session import OpenedPost, Session
from reader.terminal_text import clean_line
from reader.ui.loaders.archive_loader import RefreshEnded
from reader.ui.loaders.document_cache import Setting
from reader.ui.loaders.document_loader import (
    DocumentFailed,
    DocumentLoader,
    DocumentReady,
    ReportReady,
    SourceReady,
)
from reader.ui.pane_layout import Pane
from reader.ui.screens.view_screen import ViewScreen
from reader.ui.text.text_anchor import TOP, block_at_line
from reader.ui.widgets.reading_pane import ReadingPane

_FETCH_AFTER_SECONDS = 0.15
_WIDTH_STEP_CELLS = 4


class TextScreen(ViewScreen):
    """Shows a post's text, its file as it stands, or the report of all problems."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.documents = DocumentLoader(session, self.post_message)
        self.opened: OpenedPost | None = None
        self._wanted: Post | None = None
        self._document_request = 0
        self._fetch_timer: Timer | None = None
        self._shows_source = False
        self._is_source_shown = False
        self._place_before_source = TOP

    def on_mount(self) -> None:
        """Show the place in the text with every line that it moves."""
        self.watch(self.text, "top", self.show_text_place, init=False)

    def on_unmount(self) -> None:
        """Let the loader's threads go."""
        self.documents.close()

    def open_post(self, post: Post) -> None:
        """Show a post's text, unless it is shown or on its way already."""
        if self._wanted is None or self._wanted != post:
            self.text_left()
            is_same = self._wanted is not None and self._wanted.id == post.id
            self._wanted = post
            self._shows_source = self._shows_source and is_same
            self._ask_for_text(post)

    def _ask_for_text(self, post: Post) -> None:
        self._document_request += 1
        if self._shows_source:
            self.documents.read_source(self._document_request, post, self.text.layout_width)
        else:
            request, lines = self._document_request, self.text.page_size
            self.documents.open(request, post, self.setting, lines)

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
            self._ask_for_text(self._wanted)

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
        self.text.show(event.layout, keep_place=is_same and not self._is_source_shown)
        if self._is_source_shown and is_same:
            self.text.go_to_place(self._place_before_source)
        self._is_source_shown = False
        self.show_text_place()
        self.text_shown(is_same=is_same)
        if event.layout.width_cells != self.text.layout_width:
            self.on_reading_pane_resized()
        elif event.layout.is_whole:
            self._wait_to_fetch()
        else:
            self.call_after_refresh(self.documents.finish, event.request)

    def _wait_to_fetch(self) -> None:
        """Let the text be drawn first; who leafs on before long has no use for the neighbours."""
        if self._fetch_timer is not None:
            self._fetch_timer.stop()
        self._fetch_timer = self.set_timer(_FETCH_AFTER_SECONDS, self._fetch_neighbours)

    def _fetch_neighbours(self) -> None:
        """Have the posts opened that are most likely to be asked for next."""
        places = (self.posts.cursor + 1, self.posts.cursor - 1)
        posts = [post for place in places if (post := self.posts.post_at(place)) is not None]
        self.documents.fetch(posts, self.setting, self.text.page_size)

    @property
    def setting(self) -> Setting:
        """How texts are laid out for the pane as it is now."""
        return Setting(self.text.layout_width, self.session.typesetting)

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

    def on_source_ready(self, event: SourceReady) -> None:
        """Show the file as it stands."""
        if event.request == self._document_request:
            self.text.show(event.layout, keep_place=self._is_source_shown)
            self._is_source_shown = True
            self.show_text_place()
            self.text_shown(is_same=True)

    def action_show_source(self) -> None:
        """See `commands`."""
        if self.opened is None:
            self.say("no post is open")
            return
        self._shows_source = not self._shows_source
        if self._shows_source:
            self._place_before_source = self.text.place
        self._ask_for_text(self.opened.post)

    def action_narrow_text(self) -> None:
        """See `commands`."""
        self._change_width(-_WIDTH_STEP_CELLS)

    def action_widen_text(self) -> None:
        """See `commands`."""
        self._change_width(_WIDTH_STEP_CELLS)

    def _change_width(self, cells: int) -> None:
        least, most = TEXT_WIDTHS
        before = self.text.layout_width
        self.text.text_width = max(min(before + cells, most), min(least, before))
        self.on_reading_pane_resized()
        after = self.text.layout_width
        is_all = after == before and cells > 0
        self.say(f"text {after} columns wide" + (", as wide as the pane" if is_all else ""))

    def text_left(self) -> None:
        """Do what has to be done before another text is asked for; nothing here."""

    def text_shown(self, *, is_same: bool) -> None:
        """Do what a new layout calls for, of another text or of the same; nothing here."""

    def show_report(self) -> None:
        """Show what could not be understood in any file of the archive."""
        self._document_request += 1
        self.documents.report(self._document_request, self.text.layout_width)

    def on_reading_pane_resized(self) -> None:
        """Lay out again, at the pane's new width, what is shown; what is in sight first."""
        layout = self.text.text_layout
        if self._is_on_its_way or (layout is not None and not layout.is_whole):
            self.reopen_post()
        elif layout is None or layout.width_cells == self.text.layout_width:
            return
        elif self._shows_source:
            self.reopen_post()
        elif self.opened is None:
            self.show_report()
        else:
            self._document_request += 1
            first_block = block_at_line(layout, self.text.top)
            self.documents.lay_out(self._document_request, self.opened, self.setting, first_block)

    def show_text_place(self) -> None:
        """Show the file, or the title where that is out of sight, and the place in the text."""
        post = self.opened.post if self.opened else None
        is_named = self._shows_source or not self.text.top
        title = "" if post is None else clean_line(post.path) if is_named else post.title
        self.titles[Pane.TEXT].show(title, _spoken_place(self.text))


def _spoken_place(text: ReadingPane) -> str:
    """Return how far one has come and how many lines are left, as far as that is known."""
    layout = text.text_layout
    if layout is None:
        return ""
    if not layout.is_whole:
        return "…"
    left = text.lines_left
    return f"{text.percent}% · {left:,} left" if left else f"{text.percent}%"
