"""Views in the list: asking for one, showing its answer, keeping the person's place in each."""

from reader.archive.query import EVERYTHING
from reader.archive.repository import Changes, Progress, Selection, Stage
from reader.posts.post import Problem
from reader.session import Session
from reader.ui.loaders.archive_loader import (
    ArchiveLoader,
    CountsReady,
    OverviewReady,
    RefreshEnded,
    RefreshFailed,
    RefreshProgressed,
    SelectionReady,
)
from reader.ui.pane_layout import Pane
from reader.ui.screens.panes_screen import PanesScreen
from reader.ui.sidebar_rows import ALL_POSTS, SidebarRow
from reader.ui.views import Place, Places, View
from reader.ui.widgets.sidebar import Sidebar

_OVERVIEW_EVERY_HEADERS = 2000
"""While headers are read the sidebar is counted anew after so many: about twice a second."""

_FIRST_DRAWING_SECONDS = 0.1


class ViewScreen(PanesScreen):
    """Shows the archive's posts, view by view."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.archive = ArchiveLoader(session.repository, self.post_message)
        self.view = _view_of(ALL_POSTS)
        self._places = Places()
        self._selection_request = 0
        self._headers_counted = 0
        self.problems: tuple[Problem, ...] = ()
        self.is_refreshing = False
        self._has_refreshed = False

    def on_mount(self) -> None:
        """Begin to read the archive; draw when its first posts may be there.

        Drawn at once, three empty screens come before the list (20 KB at 120x40).
        """
        self.app.delay_update(_FIRST_DRAWING_SECONDS)
        self.refresh_archive()
        if self.session.notice:
            self.say(self.session.notice)

    def on_unmount(self) -> None:
        """Let the loader's threads go."""
        self.archive.close()

    def refresh_archive(self) -> None:
        """Look for new and changed posts, unless that goes on already."""
        if not self.is_refreshing:
            self.is_refreshing = True
            self._headers_counted = 0
            self.archive.refresh()

    def action_refresh_archive(self) -> None:
        """See `commands`."""
        self.say("looking for new posts …")
        self.refresh_archive()

    def show_view(self, view: View) -> None:
        """Ask for a view's posts; they are shown once they are known."""
        self._remember_place()
        self.view = view
        self.sidebar.mark_shown(view.key)
        self._ask()

    def _ask(self) -> None:
        self._selection_request += 1
        self.archive.select(self._selection_request, self.view.query)

    def _remember_place(self) -> None:
        post, selection = self.posts.current, self.posts.selection
        if post is not None and selection is not None:
            place = Place(post.id, self.posts.cursor, self.posts.top)
            self._places.remember(selection.query, place)

    def on_selection_ready(self, event: SelectionReady) -> None:
        """Show the answer, unless another view was asked for meanwhile."""
        if event.request == self._selection_request:
            if self.posts.selection is not None:
                self._remember_place()
            cursor, top = self._places.recall(event.selection)
            self.posts.show(event.selection, cursor, top)
            self.show_position()
            self.selection_shown(event.selection)

    def selection_shown(self, selection: Selection) -> None:
        """Do what a new selection calls for; nothing here."""

    def show_position(self) -> None:
        """Show the list's title and the cursor's place in it."""
        total = self.posts.line_count
        position = f"{self.posts.cursor + 1:,}/{total:,}" if total else "0"
        self.titles[Pane.LIST].show(f"{self.view.title} · newest first", position)

    def on_sidebar_view_chosen(self, event: Sidebar.ViewChosen) -> None:
        """Show the row's posts."""
        self.show_view(_view_of(event.row))
        self.go_to(Pane.LIST)

    def on_refresh_progressed(self, event: RefreshProgressed) -> None:
        """Show how far it has come, and the posts as soon as they are listed."""
        self.top_line.show_progress(event.progress)
        if event.progress.stage is Stage.LISTED:
            self._ask()
        self._count_sometimes(event.progress)
        self.posts.repaint()

    def _count_sometimes(self, progress: Progress) -> None:
        is_due = progress.done - self._headers_counted >= _OVERVIEW_EVERY_HEADERS
        if is_due or progress.stage is Stage.LISTED:
            self._headers_counted = progress.done
            self.archive.overview()

    def on_refresh_ended(self, event: RefreshEnded) -> None:
        """Show the complete list, the cursor on its post."""
        self._end_refresh()
        self._ask()
        self.archive.overview()
        if self._has_refreshed:
            self.say(_describe(event.changes))
        self._has_refreshed = True

    def on_refresh_failed(self, event: RefreshFailed) -> None:
        """Say that the archive can't be read; what was read stays."""
        self._end_refresh()
        self.say_error(str(event.error))

    def _end_refresh(self) -> None:
        self.is_refreshing = False
        self.top_line.show_progress(None)

    def on_overview_ready(self, event: OverviewReady) -> None:
        """Show new counts everywhere."""
        self.problems = event.problems
        self.sidebar.show(event.facets, event.counts)
        self.top_line.show_counts(event.counts)

    def on_counts_ready(self, event: CountsReady) -> None:
        """Show what a mark has changed."""
        self.sidebar.show_counts(event.counts)
        self.top_line.show_counts(event.counts)


def _view_of(row: SidebarRow) -> View:
    return View(row.key, row.title, row.query or EVERYTHING)


def _describe(changes: Changes) -> str:
    if not changes:
        return "nothing new"
    parts = (
        (changes.added, "new"),
        (changes.changed, "changed"),
        (changes.moved, "moved"),
        (changes.removed, "gone"),
    )
    return ", ".join(f"{count:,} {word}" for count, word in parts if count)
