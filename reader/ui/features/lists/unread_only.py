"""Showing only the unread posts of the list, and all of them again."""

from dataclasses import replace

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import Query, all_of
from reader.archive.repository import Selection
from reader.browsing.views import ListPosition, View, unread_title
from reader.messages.language import gettext as _
from reader.posts.post import PostId
from reader.state.records import SET, Mark
from reader.ui.features.lists.listing import Listing
from reader.ui.widgets.main_widgets import MainWidgets


class UnreadOnly:
    """Switches between a view and its unread posts; the cursor stays near its post."""

    def __init__(self, widgets: MainWidgets, listing: Listing) -> None:
        self._posts = widgets.posts
        self._listing = listing

    def toggle(self) -> None:
        """Show only the unread posts, or all of them again."""
        whole, post = self._listing.view.whole, self._posts.current
        if whole is None:
            self._find_unread()
        elif post is None:
            self._listing.step_back()
        else:
            order = self._listing.view.query.order
            whole = replace(whole, query=replace(whole.query, order=order))
            self._listing.show_near(whole, self._position_on(post.id))

    def _find_unread(self) -> None:
        """Look in the background for the unread post at which the cursor is to stand."""
        found: list[PostId] = []
        start = self._posts.cursor

        def find(selection: Selection) -> int | None:
            row = selection.next_differing(Mark.READ.value, SET, start, 1)
            if row is None:
                row = selection.next_differing(Mark.READ.value, SET, start, -1)
            if row is not None:
                found.extend(post.id for post in selection.rows(row, row + 1))
            return row

        def show(_row: int) -> None:
            if found:
                view = _unread_of(self._listing.view)
                self._listing.show_near(view, self._position_on(found[0]))

        self._listing.find_row(find, show, _("no unread posts here"))

    def _position_on(self, post_id: PostId) -> ListPosition:
        """Return where the cursor stands on the screen, on a post.

        Counted from 1, because a cursor on the first row would stay there whatever its post.
        """
        return ListPosition(post_id, self._posts.cursor + 1, self._posts.top + 1)


def _unread_of(view: View) -> View:
    unread = all_of(view.scope, HasState(PostState.UNREAD))
    return View(view.key, unread_title(view), Query(unread, view.query.order), whole=view)
