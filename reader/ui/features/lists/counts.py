"""The counts of the sidebar and the top line."""

from reader.archive.repository import Counts
from reader.posts.post import Post
from reader.ui.events import CountsOutdated, Events, OverviewRead
from reader.ui.loaders.archive_loader import ArchiveLoader, Overview
from reader.ui.widgets.main_widgets import MainWidgets


class ShownCounts:
    """Has posts counted, and shows how many there are."""

    def __init__(self, widgets: MainWidgets, archive: ArchiveLoader, events: Events) -> None:
        self._sidebar = widgets.sidebar
        self._top_line = widgets.top_line
        self._archive = archive
        self._events = events

    def read_overview(self) -> None:
        """Count the whole archive."""
        self._archive.overview(self._show_overview)

    def _show_overview(self, overview: Overview) -> None:
        self._sidebar.show(overview.facets, overview.counts)
        self._top_line.show_counts(overview.counts)
        self._archive.count_unread(self._sidebar.show_unread)
        self._events.emit(OverviewRead(overview.facets, overview.counts))

    def count_marks(self, _: CountsOutdated) -> None:
        """Count again what marks change."""
        self._archive.count(self._show_counts)
        self._archive.count_unread(self._sidebar.show_unread)

    def _show_counts(self, counts: Counts) -> None:
        self._sidebar.show_counts(counts)
        self._top_line.show_counts(counts)

    def count_post(self, post: Post, *, unread: int, starred: int) -> None:
        """Show the counts as the marks of one post change them, until all are counted again.

        Args:
            post: Which one.
            unread: 1 where it is unread now, -1 where it was, 0 where that is as before.
            starred: Likewise.
        """
        self._top_line.show_counts(self._sidebar.count_post(post, unread, starred))
