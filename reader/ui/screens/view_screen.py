"""Views in the list: asking for one, showing its answer, keeping the person's place in each."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from time import monotonic

from textual.timer import Timer

from reader.archive.query.fields.words import Words
from reader.archive.query.model import EVERYTHING, Order, leaves
from reader.archive.repository import WHOLE, Changes, Progress, RefreshScope, Selection, Stage
from reader.session import Session
from reader.ui.loaders.archive_loader import (
    ArchiveLoader,
    CountsReady,
    IndexLost,
    OverviewReady,
    PassagesReady,
    RefreshEnded,
    RefreshFailed,
    RefreshProgressed,
    RowsReady,
    SelectionCounted,
    SelectionReady,
    UnreadReady,
)
from reader.ui.loaders.archive_watcher import ArchiveWatcher, FilesChanged
from reader.ui.pane_layout import Pane
from reader.ui.screens.panes_screen import PanesScreen
from reader.ui.sidebar_rows import ALL_POSTS, SidebarRow
from reader.ui.views import Place, Places, ShownList, View
from reader.ui.widgets.post_list import PostList
from reader.ui.widgets.prompt_line import Purpose
from reader.ui.widgets.sidebar import Sidebar

_ORDERS = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.TITLE: "by title",
    Order.CATEGORY: "by category",
    Order.RELEVANCE: "best first",
    Order.READ: "read last first",
}
_GROWS_EVERY_SECONDS = 2.0
"""How often list and counts are brought up to date while an archive is read for the first time."""
_GROWS_EVERY_POSTS = 50_000
"""Posts that add a second to that: what they take then stays a small part of the reading."""
_FIRST_ANSWER_SECONDS = 0.05
"""How long the first drawing waits for the first posts, which it would be made twice without."""
_FIRST_DRAWING_SECONDS = 0.1
_VIEW_DRAWING_SECONDS = 0.05
_LOOK_EVERY_SECONDS = 60.0
"""How often changes are looked for where the system does not tell of them."""
_QUICK = RefreshScope(is_quick=True)
TYPING_RESTS_SECONDS = 0.1
"""Without a key for so long, a person looks at what a search has found so far. What is made before
(passages, a text laid out) would take 30 ms from the answer to the next key."""


class ViewScreen(PanesScreen):
    """Shows the archive's posts, view by view."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.archive = ArchiveLoader(session.repository, self.post_message)
        self.view = _view_of(ALL_POSTS)
        self._places = Places()
        self._selection_request = 0
        self._taken_in = 0
        self._asks_again_at = 0.0
        self.is_refreshing = False
        self._is_growing = not session.repository.is_complete
        self._is_awaited = False
        self._untaken = Changes()
        self._next_scope: RefreshScope | None = None
        self._watcher = ArchiveWatcher(session, self.post_message)
        self._is_watching = False
        self._undrawn = ExitStack()
        self._at_rest: list[Callable[[], object]] = []
        self._typing_timer: Timer | None = None

    def on_mount(self) -> None:
        """Show what is known, and find out what has changed since.

        Drawn at once, three empty screens come before the list (20 KB at 120x40).
        """
        self._hold_drawing(_FIRST_DRAWING_SECONDS)
        self.watch(self.posts, "cursor", self.show_position, init=False)
        if self._is_growing:
            self.refresh_archive()
        else:
            self._ask()
            self.archive.settle(_FIRST_ANSWER_SECONDS)
        if self.session.notice:
            self.say(self.session.notice)

    def _hold_drawing(self, seconds: float) -> None:
        """Draw nothing until the posts are there that were asked for, but for so long at most.

        Else what can be drawn goes out at once, and the posts a sixtieth of a second later.
        """
        self._undrawn.close()
        self._undrawn.enter_context(self.app.batch_update())
        self.set_timer(seconds, self._undrawn.close)

    def on_unmount(self) -> None:
        """Let the loaders' threads go."""
        self.archive.close()
        self._watcher.close()

    def refresh_archive(self, scope: RefreshScope = WHOLE) -> None:
        """Look for new and changed posts, after a look that goes on already."""
        if self.is_refreshing:
            self._next_scope = scope if self._next_scope is None else self._next_scope | scope
        else:
            self.is_refreshing = True
            self.archive.refresh(scope)

    def on_files_changed(self, event: FilesChanged) -> None:
        """Look at what the system says has changed."""
        self.refresh_archive(event.scope)

    def on_watch_ended(self) -> None:
        """Look from time to time where changes are not told of."""
        self.set_interval(_LOOK_EVERY_SECONDS, lambda: self.refresh_archive(_QUICK))

    def action_refresh_archive(self) -> None:
        """See `commands`."""
        if self._untaken:
            self._take_in()
        else:
            self.say("looking for new posts …")
        self._is_awaited = True
        self.refresh_archive()

    def show_view(self, view: View) -> None:
        """Ask for a view's posts; they are shown once they are known."""
        self._remember_place()
        self.view = view
        self.sidebar.mark_shown(view.key)
        self._ask()

    @property
    def shown_list(self) -> ShownList:
        """What the list shows now."""
        posts = self.posts
        return ShownList(self.view, posts.selection, posts.cursor, posts.top, self._taken_in)

    def bring_back(self, shown: ShownList) -> None:
        """Show what the list showed before, and its posts anew only where they have changed."""
        if shown.selection is None or shown.taken_in != self._taken_in:
            self.show_view(shown.view)
            return
        self._remember_place()
        self.view = shown.view
        self.sidebar.mark_shown(shown.view.key)
        self._selection_request += 1
        self.archive.show_again(
            self._selection_request, shown.selection, shown.cursor, shown.top, self.posts.page_size
        )

    def _ask(self) -> None:
        self._selection_request += 1
        place = self._places.recall(self.view.query)
        self.archive.select(self._selection_request, self.view.query, place, self.posts.page_size)

    def _ask_again(self) -> None:
        """Ask for the same view, the cursor where it is then."""
        self._taken_in += 1
        self._remember_place()
        self._ask()

    def _remember_place(self) -> None:
        post, selection = self.posts.current, self.posts.selection
        if post is not None and selection is not None:
            place = Place(post.id, self.posts.cursor, self.posts.top)
            self._places.remember(selection.query, place)

    def on_selection_ready(self, event: SelectionReady) -> None:
        """Show the answer, unless another view was asked for meanwhile."""
        if event.request == self._selection_request:
            is_first = self.posts.selection is None
            self.posts.show(event.selection, event.cursor, event.top, event.pages)
            self.show_position()
            self.selection_shown(event.selection)
            self._undrawn.close()
            if event.selection.is_counted:
                self.when_typing_rests(lambda: self._complete(event.selection))
            else:
                self.archive.complete(event.selection)
            if is_first:
                self.call_after_refresh(self._find_out)

    def _find_out(self) -> None:
        """Count, and look for changes: what takes time from the first drawing otherwise."""
        self.archive.overview()
        if not self.is_refreshing:
            self.refresh_archive()

    def _complete(self, selection: Selection) -> None:
        """Have the order of a list worked out, or its posts counted, if it is shown still."""
        if selection is self.posts.selection:
            self.archive.complete(selection)

    def selection_shown(self, selection: Selection) -> None:
        """Do what a new selection calls for; nothing here."""

    def on_post_list_rows_wanted(self, event: PostList.RowsWanted) -> None:
        """Have rows read that are about to be visible."""
        self.archive.load_rows(event.selection, event.start, event.end)

    def on_post_list_passages_wanted(self, event: PostList.PassagesWanted) -> None:
        """Have passages made that are about to be visible."""

        def make() -> None:
            if event.selection is self.posts.selection:
                self.archive.make_passages(event.selection, event.words, event.start, event.end)

        self.when_typing_rests(make)

    def when_typing_rests(self, do: Callable[[], object]) -> None:
        """Do something now, or, while a search is being typed, once no key has come for a while."""
        if self.is_typing_search:
            self._at_rest.append(do)
            self.typing_went_on()
        else:
            do()

    def typing_went_on(self) -> None:
        """Count anew from here how long no key has come."""
        if self._typing_timer is not None:
            self._typing_timer.stop()
        if self._at_rest:
            self._typing_timer = self.set_timer(TYPING_RESTS_SECONDS, self._typing_rested)

    def _typing_rested(self) -> None:
        waiting, self._at_rest = self._at_rest, []
        for do in waiting:
            do()

    @property
    def is_typing_search(self) -> bool:
        """Whether the next key may ask for another list."""
        return self.prompt.is_asking(Purpose.SEARCH)

    def on_passages_ready(self, event: PassagesReady) -> None:
        """Show passages that were made."""
        self.posts.take_passages(event.selection, event.passages)

    def on_rows_ready(self, event: RowsReady) -> None:
        """Show rows that were read."""
        if self.posts.take_rows(event.selection, event.pages):
            self.row_became_known()

    def row_became_known(self) -> None:
        """Do what the post under the cursor calls for; nothing here."""

    def show_position(self) -> None:
        """Show the list's title and the cursor's place in it."""
        total, selection = self.posts.line_count, self.posts.selection
        more = "" if selection is None or selection.is_counted else "+"
        position = f"{self.posts.cursor + 1:,}/{total:,}{more}" if total else "0"
        order = _ORDERS[self.view.query.order]
        self.titles[Pane.LIST].show(f"{self.view.title} · {order}", position)

    def action_change_order(self) -> None:
        """See `commands`."""
        query = self.view.query
        fitting = {Order.NEWEST, Order.OLDEST, Order.TITLE, Order.CATEGORY, query.order}
        if any(isinstance(leaf, Words) for leaf in leaves(query.condition)):
            fitting.add(Order.RELEVANCE)
        orders = [order for order in Order if order in fitting]
        order = orders[(orders.index(query.order) + 1) % len(orders)]
        self.show_view(replace(self.view, query=replace(query, order=order)))

    def on_sidebar_view_chosen(self, event: Sidebar.ViewChosen) -> None:
        """Show the row's posts."""
        self._hold_drawing(_VIEW_DRAWING_SECONDS)
        self.show_view(_view_of(event.row))
        self.go_to(Pane.LIST)

    def on_refresh_progressed(self, event: RefreshProgressed) -> None:
        """Show how far it has come, and on a first reading the posts that are known so far."""
        progress = event.progress
        self.top_line.show_progress(progress)
        if progress.notice:
            self._is_growing = True
            self.say_error(progress.notice)
        if self._is_growing and progress.done:
            self._show_growth(progress)

    def _show_growth(self, progress: Progress) -> None:
        """Ask anew at once for the first posts, then now and then."""
        now = monotonic()
        if progress.stage is Stage.LISTED or now >= self._asks_again_at:
            pause = progress.done / _GROWS_EVERY_POSTS
            self._asks_again_at = now + max(_GROWS_EVERY_SECONDS, pause)
            self._ask_again()
            self.archive.overview()

    def on_refresh_ended(self, event: RefreshEnded) -> None:
        """Take in what has changed, or say so where that would move rows."""
        self._end_refresh()
        self._untaken = self._untaken + event.changes
        is_at_top = self.posts.cursor == 0 and self.posts.top == 0
        if self._is_growing:
            self._is_growing = False
            self._take_in()
        elif self._untaken and (is_at_top or self._is_awaited):
            self.say(_describe(self._untaken))
            self._take_in()
        elif self._untaken:
            self.top_line.announce(_describe(self._untaken))
        elif self._is_awaited:
            self.say("nothing new")
        self._is_awaited = False

    def _take_in(self) -> None:
        """Show the list as it is now, the cursor on its post."""
        self._untaken = Changes()
        self.top_line.announce("")
        self._ask_again()
        self.archive.overview()

    def on_refresh_failed(self, event: RefreshFailed) -> None:
        """Say that the archive can't be read; what was read stays."""
        self._end_refresh()
        self.say_error(str(event.error))

    def _end_refresh(self) -> None:
        self.is_refreshing = False
        self.top_line.show_progress(None)
        if not self._is_watching:
            self._is_watching = True
            self._watcher.start()
        if self._next_scope is not None:
            scope, self._next_scope = self._next_scope, None
            self.refresh_archive(scope)
        else:
            self.archive.read_texts()

    def on_texts_read(self) -> None:
        """Take the progress away, unless a refresh shows its own."""
        if not self.is_refreshing:
            self.top_line.show_progress(None)

    def on_selection_counted(self, event: SelectionCounted) -> None:
        """Show how many posts were found."""
        if event.selection is self.posts.selection:
            self.posts.take_count()
            self.show_position()

    def on_index_lost(self, event: IndexLost) -> None:
        """Make the index anew."""
        self.say_error(str(event.error))
        self._is_growing = self.is_refreshing = True
        self.archive.refresh()

    def on_overview_ready(self, event: OverviewReady) -> None:
        """Show new counts everywhere."""
        self.sidebar.show(event.facets, event.counts)
        self.top_line.show_counts(event.counts)
        self.archive.count_unread()

    def on_unread_ready(self, event: UnreadReady) -> None:
        """Show how many posts of each row are not read."""
        self.sidebar.show_unread(event.facets)

    def on_counts_ready(self, event: CountsReady) -> None:
        """Show what a mark has changed."""
        self.sidebar.show_counts(event.counts)
        self.top_line.show_counts(event.counts)


def _view_of(row: SidebarRow) -> View:
    return View(row.key, row.title, row.query or EVERYTHING)


def _describe(changes: Changes) -> str:
    parts = (
        (changes.added, "new"),
        (changes.changed, "changed"),
        (changes.moved, "moved"),
        (changes.removed, "gone"),
    )
    return ", ".join(f"{count:,} {word}" for count, word in parts if count)
