"""Marking: what a person or their reading marks, undoing it, and what other sessions marked."""

from collections.abc import Collection

from textual.timer import Timer

from reader.config import MarkRead
from reader.posts.post import Post, PostId
from reader.session import Session
from reader.state.reading_state import Change
from reader.state.records import SET, WHOLE_ARCHIVE, Mark
from reader.ui.loaders.archive_loader import PostsReady, RefreshEnded
from reader.ui.loaders.state_loader import StateArrived, StateLoader, StateSaved, StateUnsaved
from reader.ui.pane_layout import Pane
from reader.ui.screens.text_moves_screen import TextMovesScreen

_LOOK_SECONDS = 2.0
"""A text that was opened and looked at for so long is read."""
_SAVED_SECONDS = 0.05
"""How long it may take to save a mark before that is shown, which is mostly half a millisecond."""
_COUNTED_AFTER_SECONDS = 0.3
"""Without another mark for so long, everything is counted anew."""


class MarkingScreen(TextMovesScreen):
    """Sets and takes away marks, by key and by reading."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.states = StateLoader(session.state_file, self.post_message)
        self._is_unsaved = False
        self._words_once_saved = ""
        self._is_recognised = False
        self._looked_at: Post | None = None
        self._shown_place = 0
        self._look_timer: Timer | None = None
        self._count_timer: Timer | None = None

    def on_mount(self) -> None:
        """Look at what other sessions do; count a text as read that is scrolled."""
        self.watch(self.text, "top", self._text_moved, init=False)
        self.states.start()

    def on_unmount(self) -> None:
        """Let the loader's threads go."""
        self.states.close()

    def on_refresh_ended(self, event: RefreshEnded) -> None:
        """Find out, once all posts are known, whether the archive was known elsewhere."""
        if not self._is_recognised:
            self._is_recognised = True
            self.states.recognise(self.session.repository)

    def marks_changed(self) -> None:
        """Save the marks, and show them as they are now."""
        self._save()
        super().marks_changed()

    def _save(self) -> None:
        """Have it done what will be shown as done, unless that takes long."""
        self.states.save()
        self.states.settle(_SAVED_SECONDS)

    def mark_read(self, post: Post) -> None:
        """Begin to read a post, which is read when it was looked at, or as the settings say."""
        if self._looked_at is None or self._looked_at.id != post.id:
            self._looked_at = post
            self._shown_place = self.text.top
        if self.settings.mark_read is MarkRead.AT_ONCE:
            self._set_read(post)
        elif self.settings.mark_read is MarkRead.AFTER_A_LOOK:
            self._wait_for_a_look()

    def finish_reading(self, post: Post) -> None:
        """Mark a post as read whose end was reached."""
        if self.settings.mark_read is not MarkRead.NEVER:
            self._set_read(post)

    def _set_read(self, post: Post) -> None:
        self._mark(post, Mark.READ, is_set=True)

    def _mark(self, post: Post, mark: Mark, *, is_set: bool) -> None:
        """Mark one post; the counts follow at once, and are counted anew when marking rests."""
        if not self.session.state.set_mark(mark, [post.id], is_set=is_set).posts:
            return
        self._save()
        step = 1 if is_set else -1
        counts = self.sidebar.count_post(
            post,
            unread=-step if mark is Mark.READ else 0,
            starred=step if mark is Mark.STARRED else 0,
        )
        self.top_line.show_counts(counts)
        self.posts.repaint_post(post.id)
        if self._count_timer is not None:
            self._count_timer.stop()
        self._count_timer = self.set_timer(_COUNTED_AFTER_SECONDS, self.count_marks)

    def _wait_for_a_look(self) -> None:
        if self._look_timer is not None:
            self._look_timer.stop()
        self._look_timer = self.set_timer(_LOOK_SECONDS, self._was_looked_at)

    def _was_looked_at(self) -> None:
        post = self._looked_at
        if post is not None and self._is_shown(post):
            self._set_read(post)

    def _is_shown(self, post: Post) -> bool:
        return (
            self.opened is not None
            and self.opened.post.id == post.id
            and self.wanted is not None
            and self.wanted.id == post.id
        )

    def _text_moved(self) -> None:
        """Count a post that is being read as read once it is scrolled, or at its end."""
        post = self._looked_at
        if post is None or not self._is_shown(post) or self.text.top <= self._shown_place:
            return
        if self.settings.mark_read is MarkRead.AFTER_A_LOOK or (
            self.settings.mark_read is MarkRead.AT_END and self.text.is_at_end
        ):
            self._set_read(post)

    def text_shown(self, *, is_same: bool) -> None:
        """Count from here whether the text is scrolled."""
        super().text_shown(is_same=is_same)
        self._shown_place = self.text.top

    def action_toggle_star(self) -> None:
        """See `commands`."""
        self._toggle(Mark.STARRED)

    def action_toggle_read(self) -> None:
        """See `commands`."""
        self._toggle(Mark.READ)

    def _toggle(self, mark: Mark) -> None:
        post = self.reading_post
        if post is not None:
            is_set = not self.session.state.has(post.id, mark)
            if not self._apply_to_range(mark.value, SET if is_set else ""):
                self._mark(post, mark, is_set=is_set)

    def apply(self, field: str, value: str) -> None:
        """Give a field of the post that keys are about, or of the range, a value."""
        post = self.reading_post
        if not self._apply_to_range(field, value) and post is not None:
            self.change(field, [post.id], value)

    def _apply_to_range(self, field: str, value: str) -> bool:
        selection, rows = self.posts.selection, self.posts.range_rows
        if not rows or selection is None or self.current_pane is not Pane.LIST:
            return False
        self.posts.toggle_range()
        self.archive.load_differing(selection, field, value, rows)
        return True

    def change(self, field: str, posts: Collection[PostId], value: str) -> Change:
        """Give a field of posts a value, show that and save it."""
        change = self.session.state.set_value(field, posts, value)
        self.marks_changed()
        return change

    def action_mark_list_read(self) -> None:
        """See `commands`."""
        if self.posts.selection is not None:
            self.say("marking …")
            self.archive.load_differing(self.posts.selection, Mark.READ.value, SET)

    def on_posts_ready(self, event: PostsReady) -> None:
        """Mark the posts of the list, which are known now."""
        change = self.change(event.field, event.posts, event.value)
        self._say_once_saved(f"{_posts(len(change.posts))} {_marked(change)}; u takes it back")

    def _say_once_saved(self, words: str) -> None:
        """Say that something is done once it is in the file; at once where that can't be had."""
        if self.session.state.unsaved and not self._is_unsaved:
            self._words_once_saved = words
            self.say("saving …")
        else:
            self.say(words)

    def action_undo(self) -> None:
        """See `commands`."""
        change = self.session.state.undo()
        if change is None:
            self.say("nothing to take back")
            return
        self.marks_changed()
        self._say_once_saved(f"{_what(change)}{change.spoken} again")

    def action_redo(self) -> None:
        """See `commands`."""
        change = self.session.state.redo()
        if change is None:
            self.say("nothing to do again")
            return
        self.marks_changed()
        self._say_once_saved(f"{_what(change)}{change.spoken}")

    def on_state_arrived(self, event: StateArrived) -> None:
        """Show what other sessions did."""
        if event.notice:
            self.say_error(event.notice)
        if self.session.state.take_in(event.pieces):
            super().marks_changed()

    def on_state_unsaved(self, event: StateUnsaved) -> None:
        """Say at once, and once, that marks can't be saved."""
        self._words_once_saved = ""
        if not self._is_unsaved:
            self._is_unsaved = True
            self.say_error(f"{event.error}; it is kept until you quit, and tried again")

    def on_state_saved(self, event: StateSaved) -> None:
        """Say what was to be said once all is saved."""
        if self._words_once_saved and not self.session.state.unsaved:
            self.say(self._words_once_saved)
            self._words_once_saved = ""
        if self._is_unsaved:
            self._is_unsaved = False
            self.say("all marks are saved again")


def _marked(change: Change) -> str:
    return f"marked as {change.spoken}" if change.field == Mark.READ.value else change.spoken


def _what(change: Change) -> str:
    return "" if WHOLE_ARCHIVE in change.posts else f"{_posts(len(change.posts))} "


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count:,} posts"
