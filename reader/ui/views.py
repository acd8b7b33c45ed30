"""What the list shows, and where in each view the person was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.archive.query.model import EVERYTHING, Query
from reader.archive.repository import Selection
from reader.posts.post import PostId

if TYPE_CHECKING:
    from reader.archive.query_language import QueryLanguage


def query_language() -> type[QueryLanguage]:
    """Load the language of queries, which takes 20 ms that the first list does not need."""
    from reader.archive.query_language import QueryLanguage  # noqa: PLC0415 - see above

    return QueryLanguage


def read_query(text: str) -> Query:
    """Read a query as it was typed or kept; empty text asks for every post.

    Raises:
        QueryError: It can't be understood.
    """
    if not text:
        return EVERYTHING
    return query_language().parse(text)


def spell_query(query: Query) -> str:
    """Return what `read_query` reads back to an equal query."""
    return query_language().spell(query)


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name."""

    key: str
    """That of its row in the sidebar; empty for a search."""
    title: str
    query: Query


@dataclass(frozen=True, slots=True)
class ListPosition:
    """Where the cursor was, by post and by row."""

    post_id: PostId
    cursor: int
    top: int


@dataclass(frozen=True, slots=True)
class ListSnapshot:
    """What the list showed at a moment, to be shown again exactly so."""

    view: View
    selection: Selection | None
    cursor: int
    top: int
    taken_in: int
    """How often changes had been taken in by then: after more of them it is to be asked anew."""


class ListPositions:
    """The places of a run, by query, so that a view is found again as it was left."""

    def __init__(self) -> None:
        self._positions: dict[Query, ListPosition] = {}

    def remember(self, query: Query, position: ListPosition) -> None:
        """Keep a place."""
        self._positions[query] = position

    def recall(self, query: Query) -> ListPosition | None:
        """Return the place in a view; None where nobody was there yet."""
        return self._positions.get(query)


def position_in(selection: Selection, position: ListPosition | None) -> tuple[int, int]:
    """Return cursor and top for a selection: its post on the same row of the screen.

    One who was at the top stays at the top, and sees what is new there. Where the post is gone,
    the row is kept. May take as long as it takes to know the selection's order.
    """
    if position is None or position.cursor == 0:
        return 0, 0
    cursor = selection.index_of(position.post_id)
    if cursor is None:
        return position.cursor, position.top
    return cursor, max(cursor - (position.cursor - position.top), 0)
