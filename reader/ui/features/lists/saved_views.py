"""Saved views: lists saved under a name, shown in the sidebar."""

from collections.abc import Sequence

from reader.archive.query.model import EVERYTHING, named_views
from reader.browsing.saved_views import SavedView, proposed_name, saved_views
from reader.browsing.views import View, spell_query
from reader.messages.language import gettext as _
from reader.session import Session
from reader.state.records import VIEW, WHOLE_ARCHIVE
from reader.state.saved_queries import saved_queries
from reader.terminal_text import clean_line
from reader.ui.events import CountsOutdated, OverviewRead
from reader.ui.features.lists.listing import Listing
from reader.ui.features.panes import Panes
from reader.ui.features.reading.marks import Marks
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.prompt_mode import PromptMode
from reader.ui.widgets.main_widgets import MainWidgets


class SavedViews:
    """Saves, shows, counts and deletes views."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        archive: ArchiveLoader,
        listing: Listing,
        marks: Marks,
        panes: Panes,
    ) -> None:
        self._state = session.state
        self._widgets = widgets
        self._archive = archive
        self._listing = listing
        self._marks = marks
        self._panes = panes
        self._saved: Sequence[SavedView] = ()
        self._mode = PromptMode(
            _("save view as"),
            accept=self._keep,
            cancel=panes.stay,
            hint=_("⏎ saves the list, Esc goes back"),
        )

    def begin(self) -> None:
        """Ask for a name and propose one, unless the list is one that needs none."""
        if self._listing.view.query == EVERYTHING:
            self._widgets.bottom_line.say(_("all posts are in the sidebar as All"))
        else:
            taken = saved_queries(self._state)
            self._widgets.prompt.ask(self._mode, proposed_name(self._listing.view, taken))

    def _keep(self, text: str) -> None:
        """Save the shown list under a name, replacing any view of that name."""
        self._panes.stay()
        name = clean_line(text).strip()
        if not name:
            return
        query = self._listing.view.query
        if name in named_views(query.condition):
            text = _("the list is made of {name}; give it another name").format(name=name)
            self._widgets.bottom_line.say_error(text)
            return
        self._marks.change(f"{VIEW}{name}", [WHOLE_ARCHIVE], spell_query(query))
        kept = SavedView(name, query)
        self._listing.rename(View(kept.key, name, query))
        self._widgets.bottom_line.say(_("saved as {name} in the sidebar").format(name=name))

    @property
    def can_drop(self) -> bool:
        """Whether the sidebar's cursor is on a saved view."""
        return self._widgets.sidebar.current_saved is not None

    def drop(self) -> None:
        """Delete the view under the cursor; the list keeps its posts until it changes."""
        view = self._widgets.sidebar.current_saved
        if view is not None:
            self._marks.change(f"{VIEW}{view.name}", [WHOLE_ARCHIVE], "")
            self._widgets.bottom_line.say(_("deleted {name}; u undoes it").format(name=view.name))

    def count(self, _: CountsOutdated | OverviewRead) -> None:
        """Recount the posts of all saved views."""
        views = saved_views(self._state)
        known = {(view.name, view.query): view for view in self._saved}
        self._show([known.get((view.name, view.query), view) for view in views])
        if views:
            self._archive.count_views(views, self._take_counts)

    def _take_counts(self, views: Sequence[SavedView]) -> None:
        """Show the counts, unless a view was saved or deleted meanwhile."""
        if [(v.name, v.query) for v in views] == [(v.name, v.query) for v in self._saved]:
            self._show(views)

    def _show(self, views: Sequence[SavedView]) -> None:
        if list(views) != list(self._saved):
            self._saved = views
            self._widgets.sidebar.show_saved(views)
