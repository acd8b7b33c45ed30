"""Refresh: reads the archive, watches it, announces changes and shows them."""

from time import monotonic

from reader.archive.repository import WHOLE, Changes, Checked, Progress, RefreshScope, Stage
from reader.browsing.views import query_language
from reader.errors import ReaderError
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, ngettext
from reader.session import Session
from reader.ui.events import Events, RefreshEnded, SelectionShown
from reader.ui.features.lists.counts import ShownCounts
from reader.ui.features.lists.listing import Listing
from reader.ui.features.timing import Timers
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.loaders.archive_watcher import ArchiveWatcher
from reader.ui.widgets.main_widgets import MainWidgets

_GROWS_EVERY_SECONDS = 2.0
"""Interval between updates of list and counts during the first reading of an archive."""
_GROWS_EVERY_POSTS = 50_000
"""Posts that add one second to the interval, so that updates stay cheap in large archives."""
_LOOK_EVERY_SECONDS = 60.0
"""Polling interval where the system does not report file changes."""
_CHECK_EVERY_SECONDS = 60.0
_IDLE_SECONDS = 30.0
"""Time without a key after which the index is checked, once a week."""
_QUICK = RefreshScope(is_quick=True)


class Refresh:
    """Looks for new and changed posts; one refresh runs at a time."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        archive: ArchiveLoader,
        watcher: ArchiveWatcher,
        listing: Listing,
        counts: ShownCounts,
        timers: Timers,
        events: Events,
    ) -> None:
        self.is_refreshing = False
        self._top_line = widgets.top_line
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._archive = archive
        self._watcher = watcher
        self._listing = listing
        self._counts = counts
        self._timers = timers
        self._events = events
        self._is_growing = not session.repository.is_complete
        self._is_first = True
        self._is_awaited = False
        self._is_watching = False
        self._is_check_planned = False
        self._asks_again_at = 0.0
        self._untaken = Changes()
        self._next_scope: RefreshScope | None = None
        archive.index_lost = self._rebuild_index

    def start(self) -> None:
        """Show the known posts, or read an archive that was never read completely."""
        if self._is_growing:
            self.look()
        else:
            self._listing.begin()

    def selection_shown(self, _: SelectionShown) -> None:
        """Count and look for changes; called after the first drawing."""
        if self._is_first:
            self._is_first = False
            self._timers.call_after_refresh(self._find_out)

    def _find_out(self) -> None:
        self._counts.read_overview()
        if not self.is_refreshing:
            self.look()

    def look(self, scope: RefreshScope = WHOLE) -> None:
        """Look for new and changed posts, after a running refresh has ended."""
        if self.is_refreshing:
            self._next_scope = scope if self._next_scope is None else self._next_scope | scope
        else:
            self.is_refreshing = True
            self._archive.refresh(scope, self._progressed, self._ended, self._failed)

    def begin(self) -> None:
        """Show announced changes, look for more, and report the result."""
        if self._untaken:
            self._take_in()
        else:
            self._bottom_line.say(_("looking for new posts …"))
        self._is_awaited = True
        self.look()

    def _progressed(self, progress: Progress) -> None:
        """Show the progress and, during a first reading, the posts known so far."""
        self._top_line.show_progress(progress)
        self._show_lacking_texts(True)
        if progress.notice:
            self._is_growing = True
            self._bottom_line.say_error(progress.notice)
        if self._is_growing and progress.done:
            self._show_growth(progress)
        elif progress.stage is Stage.TEXTS and self._is_growth_due(progress):
            self._search_again()

    def _show_growth(self, progress: Progress) -> None:
        """Request the list again for the first posts at once, later at growing intervals."""
        if self._is_growth_due(progress) or progress.stage is Stage.LISTED:
            self._listing.ask_again()
            self._counts.read_overview()

    def _is_growth_due(self, progress: Progress) -> bool:
        """Whether an interval has passed; the next one, longer with more posts, begins then."""
        now = monotonic()
        is_due = now >= self._asks_again_at
        if is_due or progress.stage is Stage.LISTED:
            pause = progress.done / _GROWS_EVERY_POSTS
            self._asks_again_at = now + max(_GROWS_EVERY_SECONDS, pause)
        return is_due

    def _search_again(self) -> None:
        """Request a search in texts again, unless new posts are only announced."""
        if not self._untaken and query_language().reads_text(self._listing.view.query.condition):
            self._listing.ask_again()

    def _ended(self, changes: Changes) -> None:
        """Show the changes, or announce them if showing them would move rows."""
        self._events.emit(RefreshEnded(changes))
        self._end()
        self._untaken = self._untaken + changes
        if self._is_growing:
            self._is_growing = False
            self._take_in()
        elif self._untaken and (self._listing.is_at_top or self._is_awaited):
            self._bottom_line.say(_describe(self._untaken))
            self._take_in()
        elif self._untaken:
            self._top_line.announce(_describe(self._untaken))
        elif self._is_awaited:
            self._bottom_line.say(_("nothing new"))
        self._is_awaited = False

    def _failed(self, error: ReaderError) -> None:
        """Report that the archive can't be read; known posts stay."""
        self._end()
        self._bottom_line.say_error(str(error))

    def _end(self) -> None:
        self.is_refreshing = False
        self._top_line.show_progress(None)
        if not self._is_watching:
            self._is_watching = True
            self._watcher.start(self.look, self._look_from_time_to_time)
        if self._next_scope is not None:
            scope, self._next_scope = self._next_scope, None
            self.look(scope)
        else:
            self._archive.read_texts(self._progressed, self._texts_read)

    def _look_from_time_to_time(self) -> None:
        self._timers.set_interval(_LOOK_EVERY_SECONDS, lambda: self.look(_QUICK))

    def _texts_read(self, has_read: bool) -> None:
        """Hide the progress, unless a refresh is running, and show what the texts answer."""
        if not self.is_refreshing:
            self._top_line.show_progress(None)
            self._show_lacking_texts(False)
        if has_read:
            self._search_again()
        if not self._is_check_planned:
            self._is_check_planned = True
            self._timers.set_interval(_CHECK_EVERY_SECONDS, self._check_index)

    def _show_lacking_texts(self, lacks_texts: bool) -> None:
        """Say in an empty list whether it may fill."""
        if lacks_texts != self._posts.lacks_texts:
            self._posts.lacks_texts = lacks_texts
            if not self._posts.line_count:
                self._posts.repaint(0)

    def _check_index(self) -> None:
        """Compare some of the index with the files while the user does something else."""
        if self._is_idle and not self.is_refreshing:
            self._archive.check_index(lambda: self._is_idle, self._checked)

    @property
    def _is_idle(self) -> bool:
        return monotonic() - self._listing.last_key_seconds > _IDLE_SECONDS

    def _checked(self, checked: Checked) -> None:
        if checked.mended:
            mended = ngettext(
                "{count:,} post of the index was mended",
                "{count:,} posts of the index were mended",
                checked.mended,
            )
            self._bottom_line.say(mended.format(count=checked.mended))
            self._take_in()

    def _take_in(self) -> None:
        """Show the current posts; the cursor stays on its post."""
        self._untaken = Changes()
        self._top_line.announce("")
        self._listing.ask_again()
        self._counts.read_overview()

    def _rebuild_index(self, error: ReaderError) -> None:
        self._bottom_line.say_error(str(error))
        self._is_growing = self.is_refreshing = True
        self._archive.refresh(WHOLE, self._progressed, self._ended, self._failed)


def _describe(changes: Changes) -> str:
    """Return the numbers of changes as a list."""
    parts = (
        (changes.added, ngettext("{count:,} new", "{count:,} new", changes.added)),
        (changes.changed, ngettext("{count:,} changed", "{count:,} changed", changes.changed)),
        (changes.moved, ngettext("{count:,} moved", "{count:,} moved", changes.moved)),
        (changes.removed, ngettext("{count:,} gone", "{count:,} gone", changes.removed)),
    )
    return in_a_list(text.format(count=count) for count, text in parts if count)
