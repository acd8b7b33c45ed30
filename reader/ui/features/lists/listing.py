"""The list: requests and shows the posts of a view, and remembers the position in each view."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from reader.archive.query.fields.words import Words
from reader.archive.query.model import EVERYTHING, Order, leaves
from reader.archive.repository import Progress, Selection
from reader.browsing.sidebar_rows import ALL_POSTS_KEY, SidebarRow, fixed_title
from reader.browsing.views import ORDER_TITLES, ListPosition, ListPositions, ListSnapshot, View
from reader.messages.language import gettext as _
from reader.posts.post import PostId
from reader.ui.events import CursorPlaced, Events, RowRead, SelectionShown
from reader.ui.features.lists.typing_pause import TypingPause
from reader.ui.features.panes import Panes
from reader.ui.features.timing import HeldDrawing
from reader.ui.loaders.archive_loader import Answer, ArchiveLoader
from reader.ui.pane_layout import Pane
from reader.ui.row_pages import RowPages
from reader.ui.widgets.main_widgets import MainWidgets
from reader.ui.widgets.post_list import PostList

_FIRST_ANSWER_SECONDS = 0.05
"""Maximum wait of the first drawing for the first posts; avoids drawing twice."""
_VIEW_DRAWING_SECONDS = 0.05
_MAX_EARLIER_LISTS = 10
"""Each keeps its selection: up to eight megabytes in an archive of a million posts."""


def home() -> View:
    """Return the view of all posts."""
    return View(ALL_POSTS_KEY, fixed_title(ALL_POSTS_KEY), EVERYTHING)


class Listing:
    """Shows the archive's posts, view by view."""

    def __init__(
        self,
        widgets: MainWidgets,
        archive: ArchiveLoader,
        panes: Panes,
        pause: TypingPause,
        drawing: HeldDrawing,
        events: Events,
    ) -> None:
        self.view = home()
        self._posts = widgets.posts
        self._sidebar = widgets.sidebar
        self._title = widgets.titles[Pane.LIST]
        self._bottom_line = widgets.bottom_line
        self._top_line = widgets.top_line
        self._archive = archive
        self._panes = panes
        self._pause = pause
        self._drawing = drawing
        self._events = events
        self._positions = ListPositions()
        self._earlier: deque[ListSnapshot] = deque(maxlen=_MAX_EARLIER_LISTS)
        self._taken_in = 0
        self._is_searching = False
        self._has_user_acted = False
        self.last_key_seconds = monotonic()
        """When the user last did something, as `time.monotonic` has it."""
        self._top_post: PostId | None = None
        """The post on which the cursor stood when the list was last at its top."""

    def begin_at(self, view: View, position: ListPosition) -> None:
        """Start with a view and a position in it, instead of all posts."""
        self.view = view
        self._positions.remember(view.query, position)

    def wait_briefly(self) -> None:
        """Wait for the requested posts, so that keys typed ahead meet them and not those before."""
        self._archive.wait_briefly(_FIRST_ANSWER_SECONDS)

    def begin(self) -> None:
        """Request the first posts and wait briefly, so that the screen is drawn only once."""
        self._ask()
        self.wait_briefly()

    def show(self, view: View) -> None:
        """Request a view's posts; they are shown when they arrive."""
        self._remember_position()
        self._name(view)
        self._ask()

    def _name(self, view: View) -> None:
        self.view = view
        self._sidebar.mark_shown(view.key)

    def rename(self, view: View) -> None:
        """Give the shown view another title and key."""
        self._name(view)
        self.show_position()

    def choose_row(self, row: SidebarRow) -> None:
        """Show the posts of a row of the sidebar; all posts end the way back."""
        if row.problem:
            self._bottom_line.say_error(row.problem)
            return
        self._drawing.hold(_VIEW_DRAWING_SECONDS)
        before = self.snapshot
        self.show(View(row.key, row.title, row.query or EVERYTHING))
        if row.key == ALL_POSTS_KEY:
            self._earlier.clear()
        else:
            self.left(before)
        self._panes.go_to(Pane.LIST)

    def show_near(self, view: View, position: ListPosition) -> None:
        """Show a view with the cursor on a post; going from a view to a part of it and back.

        Back in the list before, there is one list less to go back to.
        """
        before = self.snapshot
        self._positions.remember(view.query, position)
        self.show(view)
        if self._earlier and self._earlier[-1].view == view:
            self._earlier.pop()
        else:
            self.left(before)

    def left(self, before: ListSnapshot) -> None:
        """Remember a list that was left for the shown one, unless that lists the same."""
        if before.view != self.view:
            self._earlier.append(before)

    def step_back(self) -> bool:
        """Show the list before again, or else all posts; False if those are shown already."""
        if self._earlier:
            self.bring_back(self._earlier.pop())
        elif self.view.key == ALL_POSTS_KEY and self.view.whole is None:
            return False
        else:
            self.show(home())
        return True

    @property
    def snapshot(self) -> ListSnapshot:
        """The current view, selection and position."""
        posts = self._posts
        return ListSnapshot(self.view, posts.selection, posts.cursor, posts.top, self._taken_in)

    def bring_back(self, shown: ListSnapshot) -> None:
        """Restore an earlier list; request it again only if posts have changed since."""
        if shown.selection is None or shown.taken_in != self._taken_in:
            self.show(shown.view)
            return
        self._remember_position()
        self._name(shown.view)
        self._archive.show_again(
            shown.selection, shown.cursor, shown.top, self._posts.page_size, self._show_answer
        )

    def _ask(self) -> None:
        query = self.view.query
        position = self._positions.recall(query)
        self._archive.select(query, position, self._posts.page_size, self._show_answer)

    def user_acted(self) -> None:
        """Stay on the post under the cursor from now on, whatever comes above it."""
        self._has_user_acted = True
        self.last_key_seconds = monotonic()

    @property
    def is_at_top(self) -> bool:
        """Whether the user sees new posts come, and has not moved from the newest one of then."""
        posts = self._posts
        is_on_top_post = posts.current is not None and posts.current.id == self._top_post
        return posts.top == 0 and (posts.cursor == 0 or is_on_top_post)

    def ask_again(self) -> None:
        """Request the same view again after a change; the cursor stays on its post.

        Before the user's first key the cursor stays on the first row instead.
        """
        if self._posts.cursor == 0 and self._posts.current is not None:
            self._top_post = self._posts.current.id
        self.outdate_earlier()
        self._remember_position()
        query, is_requested = self.view.query, not self._has_user_acted
        self._archive.select(
            query,
            self._positions.recall(query),
            self._posts.page_size,
            lambda answer: self._show_answer(answer, is_requested=is_requested),
            keeps_first=self._has_user_acted,
        )

    def outdate_earlier(self) -> None:
        """Request the lists before again when they are gone back to."""
        self._taken_in += 1

    def _remember_position(self) -> None:
        post, selection = self._posts.current, self._posts.selection
        if post is not None and selection is not None:
            position = ListPosition(post.id, self._posts.cursor, self._posts.top)
            self._positions.remember(selection.query, position)

    def _show_answer(self, answer: Answer, *, is_requested: bool = True) -> None:
        selection = answer.selection
        self._posts.show(selection, answer.cursor, answer.top, answer.pages)
        self.show_position()
        self._events.emit(SelectionShown(selection, is_requested))
        self._drawing.release()
        if selection.is_counted:
            self._pause.when_rested(lambda: self._complete(selection))
        else:
            self._complete(selection)

    def _complete(self, selection: Selection) -> None:
        """Request the full order of the list, or the number of its posts."""

        def progressed(progress: Progress) -> None:
            if self._is_shown(selection):
                self._is_searching = True
                self._top_line.show_progress(progress)
                self._show_found()

        def counted() -> None:
            if self._is_searching:
                self._is_searching = False
                self._top_line.show_progress(None)
            if self._is_shown(selection):
                self._show_found()

        if self._is_shown(selection):
            self._archive.complete(selection, progressed, counted)

    def _show_found(self) -> None:
        self._posts.take_count()
        self.show_position()

    def stop_search(self) -> bool:
        """End a slow search, with what it has found; False if none is running."""
        if self._is_searching:
            self._archive.stop_counting()
            self._bottom_line.say(_("search stopped"))
        return self._is_searching

    def _is_shown(self, selection: Selection) -> bool:
        return selection is self._posts.selection

    def load_rows(self, wanted: PostList.RowsWanted) -> None:
        """Request rows that are about to be visible."""
        selection = wanted.selection

        def take(pages: RowPages) -> None:
            if self._posts.take_rows(selection, pages):
                self._events.emit(RowRead())

        self._archive.load_rows(selection, wanted.start, wanted.end, take)

    def make_passages(self, wanted: PostList.PassagesWanted) -> None:
        """Request passages that are about to be visible."""
        selection, rows = wanted.selection, range(wanted.start, wanted.end)

        def make() -> None:
            if self._is_shown(selection):
                self._archive.make_passages(
                    selection,
                    wanted.words,
                    rows,
                    lambda passages: self._posts.take_passages(selection, passages),
                )

        self._pause.when_rested(make)

    def find_row(
        self,
        find: Callable[[Selection], int | None],
        go: Callable[[int], object],
        otherwise: str = "",
    ) -> None:
        """Look for a row in the background, and go there unless the list has changed.

        Args:
            find: Returns the row of the selection, or None; runs in a thread.
            go: Takes the row.
            otherwise: Message to show if there is none.
        """
        selection = self._posts.selection
        if selection is None:
            return

        def take(row: int | None) -> None:
            if row is not None:
                go(row)
            elif otherwise:
                self._bottom_line.say(otherwise)

        self._archive.find_row(lambda: find(selection), take, lambda: self._is_shown(selection))

    def show_position(self, _event: CursorPlaced | None = None) -> None:
        """Show the list's title and the cursor's position."""
        total, selection = self._posts.line_count, self._posts.selection
        more = "" if selection is None or selection.is_counted else "+"
        position = f"{self._posts.cursor + 1:,}/{total:,}{more}" if total else f"0{more}"
        order = _(ORDER_TITLES[self.view.query.order])
        title = _("{view} · {order}").format(view=self.view.title, order=order)
        self._title.show(title, position)

    def change_order(self) -> None:
        """Sort the same posts by the next applicable order."""
        query = self.view.query
        fitting = {Order.NEWEST, Order.OLDEST, Order.TITLE, Order.CATEGORY, query.order}
        if any(isinstance(leaf, Words) for leaf in leaves(query.condition)):
            fitting.add(Order.RELEVANCE)
        orders = [order for order in Order if order in fitting]
        order = orders[(orders.index(query.order) + 1) % len(orders)]
        self.show(replace(self.view, query=replace(query, order=order)))
