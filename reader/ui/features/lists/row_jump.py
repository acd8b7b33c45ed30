"""Jump to a row of the list by number, percentage or date."""

from reader.archive.query.model import Order
from reader.browsing.views import query_language
from reader.errors import QueryError
from reader.messages.language import gettext as _
from reader.session import Session
from reader.ui.features.lists.listing import Listing
from reader.ui.features.panes import Panes
from reader.ui.pane_layout import Pane
from reader.ui.prompt_mode import PromptMode
from reader.ui.widgets.main_widgets import MainWidgets


class RowJump:
    """Prompts for a row, and moves the cursor there."""

    def __init__(
        self, session: Session, widgets: MainWidgets, listing: Listing, panes: Panes
    ) -> None:
        self._session = session
        self._widgets = widgets
        self._listing = listing
        self._panes = panes
        self._mode = PromptMode(
            _("go to row, percentage or date"),
            accept=self._go,
            cancel=panes.stay,
            hint=_("as in 1200, 50%, 2022-04, 3d, monday"),
        )

    def begin(self) -> None:
        """Prompt for a row."""
        self._widgets.prompt.ask(self._mode)

    def _go(self, text: str) -> None:
        self._panes.go_to(Pane.LIST)
        if not text.strip():
            return
        try:
            row = query_language().read_row(text, self._session.now().date())
        except QueryError as error:
            self._widgets.bottom_line.say_error(error.reason)
            return
        self._listing.find_row(
            row.place_in, self._widgets.posts.move_to_line, self._why_none(row.first is not None)
        )

    def _why_none(self, is_date: bool) -> str:
        """Say why there is no such row; only an empty list has no row of a number or percentage."""
        match self._listing.view.query.order if is_date else None:
            case None:
                return _("no posts here")
            case Order.NEWEST:
                return _("no post of that date or before")
            case Order.OLDEST:
                return _("no post of that date or after")
            case _:
                return _("the list is not sorted by date; S sorts it")
