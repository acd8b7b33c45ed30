"""Bulk marks: a range, the list or a part of it, and all older posts."""

from collections.abc import Callable, Collection

from reader.archive.query.fields.date import Recent, Side
from reader.archive.query.model import Not, Query
from reader.browsing.change_messages import describe_change
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, in_one_line
from reader.posts.post import PostId
from reader.session import Session
from reader.state.records import ASKED, SET, WHOLE_ARCHIVE, Mark
from reader.ui.events import RefreshEnded
from reader.ui.features.panes import Panes
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.marks import Marks
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets

_BEFORE_TODAY = Query(Not(Recent("today", Side.AFTER)))
"""Posts before today; posts without a date count too."""
_MIN_NEW_POSTS = 100
"""Minimum size of a new archive for which the hint about unread posts is shown."""
_QUESTION = gettext_noop(
    "All posts of this new archive are unread; C marks those before today as read"
)
_QUESTION_SECONDS = 15.0


class BulkMarks:
    """Finds the posts that a mark would change, and marks them."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        archive: ArchiveLoader,
        states: StateLoader,
        marks: Marks,
        current: CurrentPost,
        panes: Panes,
    ) -> None:
        self._session = session
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._archive = archive
        self._states = states
        self._marks = marks
        self._current = current
        self._panes = panes
        self._is_recognised = False
        self._catches_up_when_known = False

    def refresh_ended(self, _: RefreshEnded) -> None:
        """Check, once all posts are known, whether the archive was opened in another folder."""
        if self._catches_up_when_known:
            self._catches_up_when_known = False
            self.catch_up()
        if not self._is_recognised:
            self._is_recognised = True
            self._states.recognise(self._session.repository, self._offer_to_catch_up)

    def _offer_to_catch_up(self, new_posts: int) -> None:
        """Show the hint about unread posts, unless the user has begun to read."""
        state = self._session.state
        is_asked = bool(state.value(WHOLE_ARCHIVE, ASKED))
        if new_posts >= _MIN_NEW_POSTS and not is_asked and not state.marked(Mark.READ):
            state.keep(ASKED, WHOLE_ARCHIVE, SET)
            self._states.save()
            self._bottom_line.say(_(_QUESTION), seconds=_QUESTION_SECONDS)

    def catch_up(self) -> None:
        """Mark all posts dated before today as read, once all of them are known."""
        if not self._session.repository.is_complete:
            self._catches_up_when_known = True
            self._bottom_line.say(_("older posts will be marked once all headers are read"))
            return
        self._bottom_line.say(_("marking …"))
        self._archive.load_differing(
            _BEFORE_TODAY, Mark.READ.value, SET, self._marker(Mark.READ.value, SET)
        )

    def mark_list_read(self) -> None:
        """Mark all posts of the list as read."""
        if self._posts.selection is not None:
            self._bottom_line.say(_("marking …"))
            self._mark_rows(Mark.READ.value, SET, None)

    def mark_above_read(self) -> None:
        """Mark the post and all above it as read."""
        self._mark_rows_read(range(self._posts.cursor + 1))

    def mark_below_read(self) -> None:
        """Mark the post and all below it as read."""
        self._mark_rows_read(range(self._posts.cursor, self._posts.line_count))

    def _mark_rows_read(self, rows: range) -> None:
        if rows:
            self._mark_rows(Mark.READ.value, SET, rows)

    def _mark_rows(self, field: str, value: str, rows: range | None) -> None:
        selection = self._posts.selection
        if selection is not None:
            self._archive.load_differing(selection, field, value, self._marker(field, value), rows)

    def _marker(self, field: str, value: str) -> Callable[[Collection[PostId]], None]:
        def mark(posts: Collection[PostId]) -> None:
            if not posts:
                self._bottom_line.say(_("nothing to mark here: all are marked so"))
                return
            change = self._marks.change(field, posts, value)
            self._marks.say_once_saved(in_one_line([describe_change(change), _("u undoes it")]))

        return mark

    def select_rows(self) -> None:
        """Start a range at the cursor, or clear the existing one."""
        self._posts.toggle_range()
        self._bottom_line.clear_message()

    @property
    def has_range(self) -> bool:
        """Whether posts are selected."""
        return bool(self._posts.range_rows)

    def step_back(self) -> bool:
        """Clear the range; False if there is none."""
        if not self._posts.range_rows:
            return False
        self._posts.toggle_range()
        return True

    def toggle_star(self) -> None:
        """Star or unstar the post or the range."""
        self._toggle(Mark.STARRED, self._marks.toggle_star)

    def toggle_read(self) -> None:
        """Mark the post or the range as read or unread."""
        self._toggle(Mark.READ, self._marks.toggle_read)

    def _toggle(self, mark: Mark, toggle_one: Callable[[], None]) -> None:
        post = self._current.post
        if post is not None:
            is_set = not self._session.state.has(post.id, mark)
            if not self._apply_to_range(mark.value, SET if is_set else ""):
                toggle_one()

    def apply(self, field: str, value: str) -> None:
        """Set a field of the current post, or of the range."""
        post = self._current.post
        if not self._apply_to_range(field, value) and post is not None:
            self._marks.change(field, [post.id], value)

    def _apply_to_range(self, field: str, value: str) -> bool:
        rows = self._posts.range_rows
        if not rows or self._panes.current is not Pane.LIST:
            return False
        self._posts.toggle_range()
        self._mark_rows(field, value, rows)
        return True
