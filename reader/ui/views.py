"""What the list shows, and where in each view the person was."""

from dataclasses import dataclass

from reader.archive.query.model import EVERYTHING, Query
from reader.archive.repository import Selection
from reader.posts.post import PostId


def read_query(text: str) -> Query:
    """Read a query as it was typed or kept; empty text asks for every post.

    Raises:
        QueryError: It can't be understood.
    """
    if not text:
        return EVERYTHING
    from reader.archive.query.parser import parse_query  # noqa: PLC0415 - 8 ms of the start

    return parse_query(text)


def spell_query(query: Query) -> str:
    """Return what `read_query` reads back to an equal query."""
    from reader.archive.query.spelling import spell  # noqa: PLC0415 - 8 ms of the start

    return spell(query)


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name."""

    key: str
    """That of its row in the sidebar; empty for a search."""
    title: str
    query: Query


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor was, by post and by row."""

    post_id: PostId
    cursor: int
    top: int


@dataclass(frozen=True, slots=True)
class ShownList:
    """What the list showed at a moment, to be shown again exactly so."""

    view: View
    selection: Selection | None
    cursor: int
    top: int
    taken_in: int
    """How often changes had been taken in by then: after more of them it is to be asked anew."""


class Places:
    """The places of a run, by query, so that a view is found again as it was left."""

    def __init__(self) -> None:
        self._places: dict[Query, Place] = {}

    def remember(self, query: Query, place: Place) -> None:
        """Keep a place."""
        self._places[query] = place

    def recall(self, query: Query) -> Place | None:
        """Return the place in a view; None where nobody was there yet."""
        return self._places.get(query)


def place_in(selection: Selection, place: Place | None) -> tuple[int, int]:
    """Return cursor and top for a selection: the place's post on the same row of the screen.

    One who was at the top stays at the top, and sees what is new there. Where the post is gone,
    the row is kept. May take as long as it takes to know the selection's order.
    """
    if place is None or place.cursor == 0:
        return 0, 0
    cursor = selection.index_of(place.post_id)
    if cursor is None:
        return place.cursor, place.top
    return cursor, max(cursor - (place.cursor - place.top), 0)
