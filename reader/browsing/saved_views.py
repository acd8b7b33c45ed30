"""The user's saved views, and their counts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import (
    EVERYTHING,
    All,
    Any,
    Condition,
    InView,
    Not,
    Query,
    named_views,
    with_view_renamed,
)
from reader.archive.repository import Repository
from reader.browsing.views import SAVED_KEY, View, read_query, spell_query
from reader.errors import QueryError
from reader.messages.language import gettext as _
from reader.state.reading_state import ReadingState
from reader.state.saved_queries import saved_queries

_MAX_NAME_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query saved under a name."""

    name: str
    query: Query
    count: int | None = None
    """Number of posts; None until counted."""
    unread: int = 0
    problem: str = ""
    """Why its query can't be read, in one sentence; the query is then meaningless."""
    text: str = ""
    """The query as it is kept."""

    @property
    def key(self) -> str:
        """Key of its row in the sidebar."""
        return f"{SAVED_KEY}{self.name}"


def saved_views(state: ReadingState) -> list[SavedView]:
    """Return the views of an archive in the user's order."""
    return [_saved_view(name, text, state) for name, text in saved_queries(state).items()]


def _saved_view(name: str, text: str, state: ReadingState) -> SavedView:
    try:
        return SavedView(name, read_query(text, state), text=text)
    except QueryError as error:
        reason = _("the view {name} can't be read: {reason}")
        problem = reason.format(name=name, reason=error.reason)
        return SavedView(name, EVERYTHING, problem=problem, text=text)


def queries_with_renamed(state: ReadingState, old: str, new: str) -> dict[str, str]:
    """Return the new texts of the queries that use a view, by their view's name."""
    found = {}
    for view in saved_views(state):
        if old in named_views(view.query.condition):
            condition = with_view_renamed(view.query.condition, old, new)
            found[view.name] = spell_query(replace(view.query, condition=condition))
    return found


def unreadable_that_name(state: ReadingState, name: str) -> list[str]:
    """Return the other views that can't be read and have a view's name in their text."""
    views = (view for view in saved_views(state) if view.problem and view.name != name)
    return [view.name for view in views if name in view.text]


def proposed_name(view: View, taken: Collection[str]) -> str:
    """Return a name for a list that is about to be saved: its own, or the words of its query.

    Args:
        view: The list.
        taken: Names of other views, which are not proposed.
    """
    if view.edited:
        return view.edited
    name = _name_of(view)[:_MAX_NAME_CHARACTERS].strip()
    if name not in taken or not view.typed:
        return name
    return next(it for n in count(2) if (it := f"{name} {n}") not in taken)


def _name_of(view: View) -> str:
    if view.whole is not None:
        return _("{view} unread").format(view=_name_of(view.whole))
    if not view.typed:
        return view.title
    if view.within is None:
        return " ".join(_words_of(view.query.condition))
    known = {*_words_of(view.within.scope)}
    words = (word for word in _words_of(view.query.condition) if word not in known)
    return " ".join((_name_of(view.within), *words))


def _words_of(condition: Condition) -> Iterator[str]:
    """Yield what a condition asks for, without keys and signs."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _words_of(part)
        case InView(name):
            yield name
        case Not():
            return
        case _:
            yield condition.term().text


def count_views(repository: Repository, views: Sequence[SavedView]) -> list[SavedView]:
    """Count the posts of views; slow, so call it in a thread."""
    counted = []
    for view in views:
        if view.problem:
            counted.append(view)
            continue
        is_unread = All((view.query.condition, HasState(PostState.UNREAD)))
        posts = _count(repository, view.query)
        unread = _count(repository, replace(view.query, condition=is_unread))
        counted.append(replace(view, count=posts, unread=unread))
    return counted


def _count(repository: Repository, query: Query) -> int:
    selection = repository.select(query)
    selection.count()
    return len(selection)
