"""What time changes on the screen: how old posts are, and which of them are of today.

Looked at when the user does something or a refresh ends: nothing wakes up by itself.
"""

from collections.abc import Callable
from datetime import datetime

from reader.archive.query.fields.date import Between, Recent
from reader.archive.query.model import leaves
from reader.ui.events import CountsOutdated, Events, RefreshEnded
from reader.ui.features.lists.listing import Listing
from reader.ui.widgets.post_list import PostList

_MINUTE_SECONDS = 60


class PassingTime:
    """Repaints the list when a minute has passed, and requests it again when a day has."""

    def __init__(
        self,
        posts: PostList,
        listing: Listing,
        events: Events,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        """Take the list for one of this moment.

        Args:
            posts: The list's widget.
            listing: The list.
            events: Told when counts are those of another day.
            clock: Returns seconds since 1970, at once.
            now: Returns the moment from which spans count, in the zone of their days.
        """
        self._posts = posts
        self._listing = listing
        self._events = events
        self._clock = clock
        self._now = now
        self._looked_at = clock()

    def look(self, _event: RefreshEnded | None = None) -> None:
        """Show what has changed since the last look."""
        before, self._looked_at = self._looked_at, self._clock()
        if before // _MINUTE_SECONDS == self._looked_at // _MINUTE_SECONDS:
            return
        self._posts.repaint()
        now = self._now()
        if datetime.fromtimestamp(before, now.tzinfo).date() != now.date():
            self._show_day()

    def _show_day(self) -> None:
        condition = self._listing.view.query.condition
        if any(isinstance(leaf, Recent | Between) for leaf in leaves(condition)):
            self._listing.ask_again()
        else:
            self._listing.outdate_earlier()
        self._events.emit(CountsOutdated())
