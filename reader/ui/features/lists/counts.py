"""The counts of the sidebar and the top line."""

from reader.archive.repository import Counts
from reader.posts.post import Post
from reader.ui.events import CountsOutdated, Events, OverviewRead
from reader.ui.loaders.archive_loader import ArchiveLoader, Overview
from reader.ui.widgets.main_widgets import MainWidgets


class ShownCounts:
    """Requests the counts and shows them."""

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
        """Recompute the counts that depend on marks."""
        self._archive.count(self._show_counts)
        self._archive.count_unread(self._sidebar.show_unread)

    def _show_counts(self, counts: Counts) -> None:
        self._sidebar.show_counts(counts)
        self._top_line.show_counts(counts)

    def count_post(self, post: Post, *, unread: int, starred: int) -> None:
        """Adjust the counts for the marks of one post, until they are recomputed.

        Args:
            post: The post.
            unread: 1 if it became unread, -1 if it became read, 0 if unchanged.
            starred: 1 if it became starred, -1 if it lost its star, 0 if unchanged.
        """
        self._top_line.show_counts(self._sidebar.count_post(post, unread, starred))
