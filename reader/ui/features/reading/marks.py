"""Marks: set by key or by reading, undone, and received from other sessions."""

from collections.abc import Collection, Sequence

from reader.browsing.change_messages import describe_change
from reader.config import MarkRead
from reader.errors import ReaderError
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, in_one_line
from reader.posts.post import Post, PostId
from reader.session import Session
from reader.state.reading_state import Change, Piece
from reader.state.records import Mark
from reader.state.saved_queries import renamed_view
from reader.ui.events import (
    CountsOutdated,
    Events,
    MarksChanged,
    TextScrolled,
    TextShown,
    ViewRenamed,
)
from reader.ui.features.lists.counts import ShownCounts
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.text.texts import Texts
from reader.ui.features.timing import Countdown, Timers
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.widgets.main_widgets import MainWidgets

_LOOK_SECONDS = 2.0
"""Time after which an opened text counts as read."""
_SAVED_SECONDS = 0.05
"""Maximum wait for saving a mark, usually half a millisecond, before it is shown."""
_COUNTED_AFTER_SECONDS = 0.3
"""Time without another mark after which everything is recounted."""

_NOT_SAVED = gettext_noop("not saved: nothing can be written now; saving is retried until you quit")


class Marks:
    """Sets and clears marks, by key and by reading."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        states: StateLoader,
        texts: Texts,
        current: CurrentPost,
        counts: ShownCounts,
        timers: Timers,
        events: Events,
    ) -> None:
        self.looked_at: Post | None = None
        """The post that is being read."""
        self._state = session.state
        self._mark_read = session.settings.mark_read
        self._posts = widgets.posts
        self._text = widgets.text
        self._bottom_line = widgets.bottom_line
        self._states = states
        self._texts = texts
        self._current = current
        self._counts = counts
        self._events = events
        self._is_unsaved = False
        self._message_once_saved = ""
        self._top_when_shown = 0
        self._looking = Countdown(timers, _LOOK_SECONDS, self._was_looked_at)
        self._counting = Countdown(
            timers, _COUNTED_AFTER_SECONDS, lambda: events.emit(CountsOutdated())
        )

    def start(self) -> None:
        """Start to receive the marks of other sessions."""
        self._states.start(self._arrived, self._saved, self._unsaved)

    def begin_reading(self, post: Post) -> None:
        """Start reading a post; the settings say when it counts as read."""
        if self.looked_at is None or self.looked_at.id != post.id:
            self.looked_at = post
            self._top_when_shown = self._text.top
        if self._mark_read is MarkRead.AT_ONCE:
            self._set_read(post)
        elif self._mark_read is MarkRead.AFTER_A_LOOK:
            self._looking.restart()

    def finish_reading(self, post: Post) -> None:
        """Mark the post as read because its end was reached."""
        if self._mark_read is not MarkRead.NEVER:
            self._set_read(post)

    def _set_read(self, post: Post) -> None:
        self._set(post, Mark.READ, is_set=True)

    def _was_looked_at(self) -> None:
        post = self.looked_at
        if post is not None and self._texts.is_open(post):
            self._set_read(post)

    def text_scrolled(self, _: TextScrolled) -> None:
        """Mark the post as read when it is scrolled or its end is visible, as the settings say."""
        post = self.looked_at
        if post is None or self._text.top <= self._top_when_shown or not self._texts.is_open(post):
            return
        if self._mark_read is MarkRead.AFTER_A_LOOK or (
            self._mark_read is MarkRead.AT_END and self._text.is_at_end
        ):
            self._set_read(post)

    def text_shown(self, _: TextShown) -> None:
        """Take the current line as the start for noticing scrolling."""
        self._top_when_shown = self._text.top

    def _set(self, post: Post, mark: Mark, *, is_set: bool) -> None:
        """Mark one post; counts are adjusted at once and recomputed after the last mark."""
        if not self._state.set_mark(mark, [post.id], is_set=is_set).posts:
            return
        self._save()
        step = 1 if is_set else -1
        self._counts.count_post(
            post,
            unread=-step if mark is Mark.READ else 0,
            starred=step if mark is Mark.STARRED else 0,
        )
        self._posts.repaint_post(post.id)
        self._counting.restart()

    def _save(self) -> None:
        """Save before showing, so that a kill loses no visible mark."""
        self._states.save()
        self._states.wait_briefly(_SAVED_SECONDS)

    def toggle_star(self) -> None:
        """Star or unstar the post."""
        self._toggle(Mark.STARRED)

    def toggle_read(self) -> None:
        """Mark the post as read or unread."""
        self._toggle(Mark.READ)

    def _toggle(self, mark: Mark) -> None:
        post = self._current.post
        if post is not None:
            is_set = not self._state.has(post.id, mark)
            self._set(post, mark, is_set=is_set)

    def change(self, field: str, posts: Collection[PostId], value: str) -> Change:
        """Set a field of posts, save and show it."""
        change = self._state.set_value(field, posts, value)
        self._save_and_show()
        return change

    def _save_and_show(self) -> None:
        self._save()
        self._show()

    def _show(self) -> None:
        self._events.emit(MarksChanged())
        self._events.emit(CountsOutdated())

    def say_once_saved(self, message: str) -> None:
        """Show a message once everything is saved; an error if saving fails."""
        if not self._state.unsaved:
            self._bottom_line.say(message)
        elif self._is_unsaved:
            self._bottom_line.say_error(_(_NOT_SAVED))
        else:
            self._message_once_saved = message
            self._bottom_line.say(_("saving …"))

    def undo(self) -> None:
        """Undo the last mark."""
        change = self._state.undo()
        if change is None:
            self._bottom_line.say(_("nothing to undo"))
            return
        self._show_again(change)
        self.say_once_saved(in_one_line([_("undone"), describe_change(change)]))

    def redo(self) -> None:
        """Redo the last undone mark."""
        change = self._state.redo()
        if change is None:
            self._bottom_line.say(_("nothing to redo"))
            return
        self._show_again(change)
        self.say_once_saved(in_one_line([_("redone"), describe_change(change)]))

    def _show_again(self, change: Change) -> None:
        """Show what was undone, or redone."""
        renamed = renamed_view(change)
        if renamed is not None:
            self._events.emit(ViewRenamed(*renamed))
        self._save_and_show()

    def _arrived(self, pieces: Sequence[Piece], notice: str) -> None:
        """Show the marks of other sessions."""
        if notice:
            self._bottom_line.say_error(notice)
        if self._state.take_in(pieces):
            self._show()

    def _unsaved(self, error: ReaderError) -> None:
        """Report a failure to save, only once."""
        self._message_once_saved = ""
        if not self._is_unsaved:
            self._is_unsaved = True
            self._bottom_line.say_error(
                in_one_line([str(error), _("saving is retried until you quit")])
            )

    def _saved(self) -> None:
        """Show the messages that waited for saving."""
        if self._message_once_saved and not self._state.unsaved:
            self._bottom_line.say(self._message_once_saved)
            self._message_once_saved = ""
        if self._is_unsaved:
            self._is_unsaved = False
            self._bottom_line.say(_("all marks are saved now"))
