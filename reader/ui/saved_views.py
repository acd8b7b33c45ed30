"""The views that a person has kept under a name, and how many posts they have."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import All, Query
from reader.archive.repository import Repository
from reader.errors import QueryError
from reader.state.reading_state import ReadingState
from reader.state.records import VIEW
from reader.ui.views import read_query


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query with a name of the person's own."""

    name: str
    query: Query
    count: int | None = None
    """Posts; None until they are counted."""
    unread: int = 0

    @property
    def key(self) -> str:
        """Tells its row in the sidebar from all others."""
        return f"saved:{self.name}"


def saved_views(state: ReadingState) -> list[SavedView]:
    """Return the views of an archive by name; one that is no query any more is left out."""
    views = []
    for field, text in sorted(state.fields_of_archive(VIEW).items()):
        with suppress(QueryError):
            views.append(SavedView(field.removeprefix(VIEW), read_query(text)))
    return views


def count_views(repository: Repository, views: Sequence[SavedView]) -> list[SavedView]:
    """Count the posts of views, in a thread that has the time."""
    counted = []
    for view in views:
        is_unread = All((view.query.condition, HasState(PostState.UNREAD)))
        count = _count(repository, view.query)
        unread = _count(repository, replace(view.query, condition=is_unread))
        counted.append(replace(view, count=count, unread=unread))
    return counted


def _count(repository: Repository, query: Query) -> int:
    selection = repository.select(query)
    selection.count()
    return len(selection)
