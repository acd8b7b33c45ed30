"""The text pane: the requested text, the shown text, and their layout."""

from reader.config import TEXT_WIDTHS
from reader.errors import ReaderError
from reader.layout.annotations import NO_ANNOTATIONS
from reader.layout.line import Layout
from reader.layout.typesetting import Typesetting
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line, ngettext
from reader.posts.post import Post
from reader.session import OpenedPost, Session
from reader.terminal_text import clean_line
from reader.ui.events import (
    Events,
    MarksChanged,
    RefreshEnded,
    TextLeft,
    TextRequested,
    TextScrolled,
    TextShown,
)
from reader.ui.features.choices import TEXT_WIDTH, Choices
from reader.ui.features.timing import Countdown, Timers
from reader.ui.loaders.document_cache import Setting
from reader.ui.loaders.document_loader import DocumentLoader, Receiver, ShownText
from reader.ui.pane_layout import Pane
from reader.ui.text.text_anchor import TOP, block_at_line
from reader.ui.widgets.main_widgets import MainWidgets
from reader.ui.widgets.reading_pane import ReadingPane

_FETCH_AFTER_SECONDS = 0.15
_WIDTH_STEP_CELLS = 4


class Texts:
    """Shows a post's text, its source file, or the problem report."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        documents: DocumentLoader,
        choices: Choices,
        timers: Timers,
        events: Events,
    ) -> None:
        self.opened: OpenedPost | None = None
        """The post whose text is shown."""
        self.wanted: Post | None = None
        """The post that is shown or being loaded."""
        self.is_source_shown = False
        self._session = session
        self._typesetting = session.typesetting
        self._annotations = NO_ANNOTATIONS
        self._text = widgets.text
        self._posts = widgets.posts
        self._title = widgets.titles[Pane.TEXT]
        self._bottom_line = widgets.bottom_line
        self._documents = documents
        self._choices = choices
        self._timers = timers
        self._events = events
        self._shows_source = False
        self._anchor_before_source = TOP
        self._fetching = Countdown(timers, _FETCH_AFTER_SECONDS, self._fetch_neighbours)

    @property
    def setting(self) -> Setting:
        """Layout settings for the current size of the pane."""
        return Setting(self._text.layout_width, self._typesetting)

    def is_open(self, post: Post) -> bool:
        """Say whether a post's text is shown and no other is being loaded."""
        return (
            self.opened is not None
            and self.opened.post.id == post.id
            and self.wanted is not None
            and self.wanted.id == post.id
        )

    def open(self, post: Post) -> None:
        """Show a post's text, unless it is shown or being loaded already."""
        self._events.emit(TextRequested())
        if self.wanted is None or self.wanted != post:
            self._events.emit(TextLeft())
            is_same = self.wanted is not None and self.wanted.id == post.id
            self.wanted = post
            self._shows_source = self._shows_source and is_same
            self._ask(post)

    def _ask(self, post: Post) -> None:
        if self._shows_source:
            self._documents.read_source(
                post, self._text.layout_width, Receiver(self._show_source, self._failed)
            )
        else:
            self._documents.open(
                post, self.setting, self._text.page_size, Receiver(self._show, self._failed)
            )

    def fetch(self, post: Post) -> None:
        """Prefetch a post that may be opened next."""
        if post != self.wanted:
            self._documents.fetch([post], self.setting, self._text.page_size)

    def refresh_ended(self, event: RefreshEnded) -> None:
        """Reload the shown post if its file has changed; a text whose file is gone stays."""
        if not event.changes.changed or self.opened is None or self._is_loading:
            return
        post, failed = self.opened.post, self._keep_without_file
        if self._shows_source:
            receiver = Receiver(self._show_source, failed)
            self._documents.read_source(post, self._text.layout_width, receiver)
        else:
            self._documents.open(
                post, self.setting, self._text.page_size, Receiver(self._show_if_changed, failed)
            )

    def file_changed(self, post: Post) -> None:
        """Read the shown post again, if it is this one."""
        if self.wanted is not None and self.wanted.id == post.id:
            self._reopen()

    def _show_if_changed(self, shown: ShownText) -> None:
        if shown.opened is not self.opened:
            self._show(shown)

    def _keep_without_file(self, error: ReaderError) -> None:
        self._bottom_line.say_error(
            in_one_line([str(error), _("its text stays until you open another post")])
        )

    @property
    def _is_loading(self) -> bool:
        """Whether another post is being loaded than the shown one."""
        shown = self.opened.post.id if self.opened else None
        return self.wanted is not None and self.wanted.id != shown

    def _reopen(self) -> None:
        """Reload the post that is shown or being loaded."""
        if self.wanted is not None:
            self._ask(self.wanted)

    def _show(self, shown: ShownText) -> None:
        is_same = self.opened is not None and self.opened.post.id == shown.opened.post.id
        self.opened = shown.opened
        self._annotations = shown.annotations
        self._text.show(shown.layout, keep_anchor=is_same and not self.is_source_shown)
        if self.is_source_shown and is_same:
            self._text.go_to_anchor(self._anchor_before_source)
        self.is_source_shown = False
        self.show_position()
        self._events.emit(TextShown(is_same=is_same))
        if shown.layout.width_cells != self._text.layout_width:
            self.pane_resized()
        elif shown.layout.is_whole:
            self._fetching.restart()
        else:
            self._timers.call_after_refresh(self._documents.finish)

    def _fetch_neighbours(self) -> None:
        """Prefetch the posts that are most likely to be opened next."""
        rows = (self._posts.cursor + 1, self._posts.cursor - 1)
        posts = [post for row in rows if (post := self._posts.post_at(row)) is not None]
        self._documents.fetch(posts, self.setting, self._text.page_size)

    def _failed(self, error: ReaderError) -> None:
        """Report why the text can't be shown."""
        self.opened = self.wanted = None
        self._text.show(None)
        self.show_position()
        self._bottom_line.say_error(str(error))

    def _show_report(self, layout: Layout) -> None:
        self.opened = self.wanted = None
        self._text.show(layout)
        self.show_position()
        self._events.emit(TextShown(is_same=False))

    def _show_source(self, layout: Layout) -> None:
        self._text.show(layout, keep_anchor=self.is_source_shown)
        self.is_source_shown = True
        self.show_position()
        self._events.emit(TextShown(is_same=True))

    def toggle_source(self) -> None:
        """Show the source file, or the text again."""
        if self.opened is None:
            self._bottom_line.say(_("no post is open"))
            return
        self._shows_source = not self._shows_source
        if self._shows_source:
            self._anchor_before_source = self._text.text_anchor
        self._ask(self.opened.post)

    def narrow(self) -> None:
        """Make the text narrower."""
        self._change_width(-_WIDTH_STEP_CELLS)

    def widen(self) -> None:
        """Make the text wider."""
        self._change_width(_WIDTH_STEP_CELLS)

    def _change_width(self, cells: int) -> None:
        narrowest, widest = TEXT_WIDTHS
        before = self._text.layout_width
        self._text.text_width = max(min(before + cells, widest), min(narrowest, before))
        self._choices.keep(TEXT_WIDTH, str(max(self._text.text_width, narrowest)))
        self.pane_resized()
        after = self._text.layout_width
        is_all = after == before and cells > 0
        text = (
            _("text {count} columns wide, as wide as the pane")
            if is_all
            else _("text {count} columns wide")
        )
        self._bottom_line.say(text.format(count=after))

    def take_width(self, cells: int) -> None:
        """Lay texts out at most `cells` wide from now on."""
        self._text.text_width = cells
        self.pane_resized()

    def take_typesetting(self, typesetting: Typesetting) -> None:
        """Set texts in another way from now on."""
        self._typesetting = typesetting
        self._reopen()

    def show_report(self) -> None:
        """Show the report of all problems in the archive."""
        self._events.emit(TextRequested())
        receiver = Receiver(self._show_report, self._failed)
        self._documents.report(self._text.layout_width, receiver)

    def pane_resized(self) -> None:
        """Lay out the shown text at the new width of the pane, its visible part first."""
        layout = self._text.text_layout
        if self._is_loading or (layout is not None and not layout.is_whole):
            self._reopen()
        elif layout is None or layout.width_cells == self._text.layout_width:
            return
        elif self._shows_source:
            self._reopen()
        elif self.opened is None:
            self.show_report()
        else:
            self._lay_out_again(self.opened, layout)

    def _lay_out_again(self, opened: OpenedPost, layout: Layout) -> None:
        first_block = block_at_line(layout, self._text.top)
        receiver = Receiver(self._show, self._failed)
        self._documents.lay_out(opened, self.setting, first_block, receiver)

    def marks_changed(self, _: MarksChanged) -> None:
        """Show a new note or label of the shown post above its text."""
        opened, layout = self.opened, self._text.text_layout
        if opened is None or layout is None or self._is_loading or self._shows_source:
            return
        if self._session.annotations_of(opened.post.id) == self._annotations:
            return
        if layout.is_whole:
            self._lay_out_again(opened, layout)
        else:
            self._reopen()

    def show_position(self, _: TextScrolled | None = None) -> None:
        """Show the file's path, or the title once it is scrolled away, and the position."""
        post = self.opened.post if self.opened else None
        is_named = self._shows_source or not self._text.top
        title = "" if post is None else clean_line(post.path) if is_named else post.title
        self._title.show(title, _describe_position(self._text))


def _describe_position(text: ReadingPane) -> str:
    """Return percentage and remaining lines, as far as they are known."""
    layout = text.text_layout
    if layout is None:
        return ""
    if not layout.is_whole:
        return "…"
    left = text.lines_left
    if not left:
        return f"{text.percent}%"
    # TRANSLATORS: the number of lines below the shown ones
    position = ngettext("{percent}% · {count:,} left", "{percent}% · {count:,} left", left)
    return position.format(percent=text.percent, count=left)
