"""Views of the person's own: any list is kept under a name, and found again in the sidebar."""

from collections.abc import Sequence

from reader.session import Session
from reader.state.records import VIEW, WHOLE_ARCHIVE
from reader.terminal_text import clean_line
from reader.ui.loaders.archive_loader import OverviewReady, SavedViewsCounted
from reader.ui.saved_views import SavedView, saved_views
from reader.ui.screens.labelling_screen import LabellingScreen
from reader.ui.views import View, spell_query
from reader.ui.widgets.prompt_line import Purpose
from reader.ui.widgets.sidebar import Sidebar


class SavedViewsScreen(LabellingScreen):
    """Keeps, shows, counts and drops them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._saved: Sequence[SavedView] = ()

    def action_keep_view(self) -> None:
        """See `commands`."""
        self.prompt.ask(Purpose.VIEW)

    def view_named(self, text: str) -> None:
        """Keep the list that is shown under a name; one of this name is replaced."""
        name = clean_line(text).strip()
        if not name:
            return
        query = self.view.query
        self.change(f"{VIEW}{name}", [WHOLE_ARCHIVE], spell_query(query))
        kept = SavedView(name, query)
        self.view = View(kept.key, name, query)
        self.sidebar.mark_shown(kept.key)
        self.show_position()
        self.say(f"kept as {name}; it is in the sidebar")

    def on_sidebar_drop_wanted(self, event: Sidebar.DropWanted) -> None:
        """Drop a view; its posts stay in the list until another is shown."""
        self.change(f"{VIEW}{event.view.name}", [WHOLE_ARCHIVE], "")
        self.say(f"dropped {event.view.name}; u takes it back")

    def count_marks(self) -> None:
        """Count anew what is unread in them."""
        super().count_marks()
        self._count_views()

    def on_overview_ready(self, event: OverviewReady) -> None:
        """Count anew what is in them."""
        self._count_views()

    def _count_views(self) -> None:
        views = saved_views(self.session.state)
        known = {(view.name, view.query): view for view in self._saved}
        self._show_views([known.get((view.name, view.query), view) for view in views])
        if views:
            self.archive.count_views(views)

    def on_saved_views_counted(self, event: SavedViewsCounted) -> None:
        """Show the counts, unless a view was kept or dropped meanwhile."""
        if [(v.name, v.query) for v in event.views] == [(v.name, v.query) for v in self._saved]:
            self._show_views(event.views)

    def _show_views(self, views: Sequence[SavedView]) -> None:
        if list(views) != list(self._saved):
            self._saved = views
            self.sidebar.show_saved(views)
