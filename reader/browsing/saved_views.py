"""The user's saved views, and their counts."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import All, Query
from reader.archive.repository import Repository
from reader.browsing.views import read_query
from reader.errors import QueryError
from reader.state.reading_state import ReadingState
from reader.state.saved_queries import saved_queries


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query saved under a name."""

    name: str
    query: Query
    count: int | None = None
    """Number of posts; None until counted."""
    unread: int = 0

    @property
    def key(self) -> str:
        """Key of its row in the sidebar."""
        return f"saved:{self.name}"


def saved_views(state: ReadingState) -> list[SavedView]:
    """Return the views of an archive by name, without those that are no longer valid queries."""
    views = []
    for name, text in saved_queries(state).items():
        with suppress(QueryError):
            views.append(SavedView(name, read_query(text, state)))
    return views


def count_views(repository: Repository, views: Sequence[SavedView]) -> list[SavedView]:
    """Count the posts of views; slow, so call it in a thread."""
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
