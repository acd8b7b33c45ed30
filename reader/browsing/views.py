"""Views of the list, and the remembered position in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.archive.query.model import (
    EVERYTHING,
    Condition,
    InView,
    Order,
    Query,
    all_of,
    with_view_renamed,
)
from reader.archive.repository import Selection
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.posts.post import PostId
from reader.state.reading_state import ReadingState
from reader.state.saved_queries import saved_queries

if TYPE_CHECKING:
    from reader.archive.query_language import QueryLanguage


SAVED_KEY = "saved:"
"""What the key of a saved view begins with; its name follows."""


def query_language() -> type[QueryLanguage]:
    """Load the language of queries, which takes 20 ms that the first list does not need."""
    from reader.archive.query_language import QueryLanguage  # noqa: PLC0415 - see above

    return QueryLanguage


def read_query(text: str, state: ReadingState) -> Query:
    """Parse a typed or saved query; an empty text selects every post.

    Args:
        text: The query.
        state: It has the saved views, which ``view:`` names.

    Raises:
        QueryError: The query is invalid.
    """
    if not text:
        return EVERYTHING
    return query_language().parse(text, saved_queries(state))


def spell_query(query: Query) -> str:
    """Return text from which `read_query` returns an equal query."""
    return query_language().spell(query)


def search_title(text: str, within: View | None) -> str:
    """Return the title of a list that answers a typed query, in the archive or in a view."""
    if within is None:
        return _("Search {query}").format(query=text)
    return _("Search {query} in {view}").format(query=text, view=within.title)


def unread_title(whole: View) -> str:
    """Return the title of a list of a view's unread posts."""
    return _("{view}, unread only").format(view=whole.title)


def search_view(text: str, typed: Query, within: View | None) -> View:
    """Return the list that answers a query.

    Args:
        text: The query as it was typed.
        typed: The same, parsed; the view's order holds where it names none.
        within: The view that is searched; None for the archive.
    """
    title = search_title(text, within)
    if within is None:
        return View("", title, typed, typed=text)
    order = within.query.order if typed.order is Order.NEWEST else typed.order
    query = Query(all_of(within.scope, typed.condition), order)
    return View("", title, query, within, text)


ORDER_TITLES = {
    Order.NEWEST: gettext_noop("newest first"),
    Order.OLDEST: gettext_noop("oldest first"),
    Order.TITLE: gettext_noop("by title"),
    Order.CATEGORY: gettext_noop("by category"),
    Order.RELEVANCE: gettext_noop("best first"),
    Order.READ: gettext_noop("last read first"),
}
"""What each order is called; translated where it is shown."""


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name."""

    key: str
    """Key of its row in the sidebar; empty for a search."""
    title: str
    query: Query
    within: View | None = None
    """The view that a search searches; None for the archive."""
    typed: str = ""
    """The query of a search as it was typed."""
    whole: View | None = None
    """The view of which this one shows only the unread posts; None if it shows them all."""
    edited: str = ""
    """Name of the saved view of which the query was edited into that of this search."""

    @property
    def saved_name(self) -> str:
        """Name of the saved view that this is; empty for another."""
        return self.key.removeprefix(SAVED_KEY) if self.key.startswith(SAVED_KEY) else ""

    @property
    def scope(self) -> Condition:
        """The condition of lists within this one; a saved view's goes by its name."""
        name, condition = self.saved_name, self.query.condition
        return InView(name, condition) if name else condition


def with_new_name(view: View, old: str, new: str) -> View:
    """Return the same view where a saved view has another name."""
    condition = with_view_renamed(view.query.condition, old, new)
    renamed = replace(view, query=replace(view.query, condition=condition))
    if view.saved_name == old:
        return replace(renamed, key=f"{SAVED_KEY}{new}", title=new)
    if view.within is not None:
        within = with_new_name(view.within, old, new)
        return replace(renamed, within=within, title=search_title(view.typed, within))
    if view.whole is not None:
        whole = with_new_name(view.whole, old, new)
        return replace(renamed, whole=whole, title=unread_title(whole))
    return renamed


@dataclass(frozen=True, slots=True)
class ListPosition:
    """Position of the cursor, by post and by row."""

    post_id: PostId
    cursor: int
    top: int


@dataclass(frozen=True, slots=True)
class ListSnapshot:
    """A snapshot of the list, to be restored exactly."""

    view: View
    selection: Selection | None
    cursor: int
    top: int
    taken_in: int
    """Refreshes shown by then; after more of them the query must be run again."""


class ListPositions:
    """List positions of a run, by query."""

    def __init__(self) -> None:
        self._positions: dict[Query, ListPosition] = {}

    def remember(self, query: Query, position: ListPosition) -> None:
        """Remember a position."""
        self._positions[query] = position

    def recall(self, query: Query) -> ListPosition | None:
        """Return the position in a view; None if it was not shown yet."""
        return self._positions.get(query)


def position_in(
    selection: Selection, position: ListPosition | None, page_size: int, *, keeps_first: bool
) -> tuple[int, int]:
    """Return cursor and top row that keep the post on the same row of the screen.

    A list that was at its top stays there as long as the post is in sight, to show new posts. If
    the post is gone, the row is kept. May have to compute the selection's full order.

    Args:
        selection: The list.
        position: Where the cursor was; None for the top.
        page_size: Rows that are visible.
        keeps_first: Whether a cursor on the first row stays on its post, too.
    """
    if position is None or (position.cursor == 0 and not keeps_first):
        return 0, 0
    cursor = selection.index_of(position.post_id)
    if cursor is None:
        return position.cursor, position.top
    if position.top == 0 and cursor < page_size:
        return cursor, 0
    return cursor, max(cursor - (position.cursor - position.top), 0)
