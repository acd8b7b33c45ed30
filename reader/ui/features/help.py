"""The help over the main screen."""

from collections.abc import Callable

from textual.app import App

from reader.help_pages.examples import prefers_chinese
from reader.help_pages.page import HelpPage
from reader.paths import settings_file
from reader.session import Session
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.lists.search import Search
from reader.ui.widgets.post_list import PostList


class Help:
    """Opens the help, and runs the example that was chosen in it."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        posts: PostList,
        keys_page: Callable[[], HelpPage],
        search: Search,
    ) -> None:
        """Create the feature.

        Args:
            session: Its settings are shown.
            app: The running app.
            posts: The titles decide whether examples in Chinese come first.
            keys_page: Returns the page on the keys that work now.
            search: Runs an example.
        """
        self._session = session
        self._app = app
        self._posts = posts
        self._keys_page = keys_page
        self._search = search

    def show(self) -> None:
        """Show what works here and now, and the other pages beside it."""
        session, post = self._session, self._posts.current
        file = str(settings_file()) if session.settings_in_file is not None else ""
        dialogs_of(self._app).show_help(
            self._keys_page(),
            session.in_force.chosen(session.state.choices()),
            file,
            self._run,
            prefers_chinese=prefers_chinese(post.title if post else ""),
        )

    def _run(self, query: str | None) -> None:
        if query:
            self._search.run(query)
