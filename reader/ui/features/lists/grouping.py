"""Headings between the days of the list: shown or hidden, and how many posts each day has."""

from reader.archive.query.model import Order
from reader.messages.language import gettext as _
from reader.ui.features.choices import Choices
from reader.ui.features.lists.listing import Listing
from reader.ui.features.lists.typing_pause import TypingPause
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.widgets.main_widgets import MainWidgets
from reader.ui.widgets.post_list import PostList

_CHOICE = "group_by_day"
"""Overrides the setting of that key."""


class Grouping:
    """Groups the list by day."""

    def __init__(
        self,
        widgets: MainWidgets,
        archive: ArchiveLoader,
        listing: Listing,
        choices: Choices,
        pause: TypingPause,
    ) -> None:
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._archive = archive
        self._listing = listing
        self._choices = choices
        self._pause = pause

    def toggle(self) -> None:
        """Show the headings, or hide them, in this run and later ones."""
        is_on = self._posts.toggle_days()
        self._choices.keep(_CHOICE, "true" if is_on else "false")
        is_by_date = self._listing.view.query.order in (Order.NEWEST, Order.OLDEST)
        if is_on and not is_by_date:
            self._bottom_line.say(_("lists sorted by date have headings; S sorts this one"))

    def count(self, wanted: PostList.DayCountWanted) -> None:
        """Count the posts of a day whose heading is visible, once no key repeats."""
        selection, day = wanted.selection, wanted.day

        def ask() -> None:
            self._archive.count_day(
                selection, day, lambda count: self._posts.take_day_count(selection, day, count)
            )

        self._pause.when_rested(ask)
