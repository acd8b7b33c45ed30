"""Saved views in the sidebar: other names, and another order."""

from reader.browsing.saved_views import queries_with_renamed, unreadable_that_name
from reader.browsing.views import with_new_name
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, in_one_line
from reader.session import Session
from reader.state.saved_queries import keep_order, rename_query, saved_queries
from reader.terminal_text import clean_line
from reader.ui.events import CountsOutdated, ViewRenamed
from reader.ui.features.lists.listing import Listing
from reader.ui.features.lists.saved_views import SavedViews
from reader.ui.features.panes import Panes
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.prompt_mode import PromptMode
from reader.ui.widgets.main_widgets import MainWidgets


class ViewEditing:
    """Renames and moves the saved view under the sidebar's cursor."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        states: StateLoader,
        listing: Listing,
        saved_views: SavedViews,
        panes: Panes,
    ) -> None:
        self._state = session.state
        self._widgets = widgets
        self._states = states
        self._listing = listing
        self._saved_views = saved_views
        self._panes = panes
        self._old = ""
        self._mode = PromptMode(
            _("rename to"),
            accept=self._rename,
            cancel=panes.stay,
            hint=_("⏎ renames, Esc leaves the name"),
        )

    def begin(self) -> None:
        """Ask for another name of the view under the cursor."""
        view = self._widgets.sidebar.current_saved
        if view is not None:
            self._old = view.name
            self._widgets.prompt.ask(self._mode, view.name)

    def _rename(self, text: str) -> None:
        """Rename the view, also where other views name it."""
        self._panes.stay()
        old, new = self._old, clean_line(text).strip()
        queries = saved_queries(self._state)
        if not new or new == old or old not in queries:
            return
        if new in queries:
            text = _("there is a view {name} already; give it another name").format(name=new)
            self._widgets.bottom_line.say_error(text)
            return
        unreadable = unreadable_that_name(self._state, old)
        rename_query(self._state, old, new, queries_with_renamed(self._state, old, new))
        self.view_renamed(ViewRenamed(old, new))
        self._save()
        said = [_("{old} is renamed to {new}; u undoes it").format(old=old, new=new)]
        if unreadable:
            text = _("{views} can't be read and may still name {old}")
            said.append(text.format(views=in_a_list(unreadable), old=old))
        self._widgets.bottom_line.say(in_one_line(said))

    def view_renamed(self, event: ViewRenamed) -> None:
        """Show the new name in the list's title, and in its query."""
        self._listing.rename(with_new_name(self._listing.view, event.old, event.new))

    def move(self, step: int) -> None:
        """Move the view under the cursor down by `step`, or up if that is negative."""
        view, names = self._widgets.sidebar.current_saved, [*saved_queries(self._state)]
        if view is None or view.name not in names:
            return
        index = names.index(view.name)
        names.insert(max(index + step, 0), names.pop(index))
        keep_order(self._state, names)
        self._save()

    def _save(self) -> None:
        self._states.save()
        self._saved_views.count(CountsOutdated())
