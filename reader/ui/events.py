"""What happens on the main screen, as values, and who is told of it in which order.

A feature emits an event; `MainScreen` lists the subscribers of each, in the one place where their
order can be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reader.archive.facets import Facets
from reader.archive.repository import Changes, Counts, Selection


@dataclass(frozen=True, slots=True)
class SelectionShown:
    """The list shows an answer; the first rows are there."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class CursorMoved:
    """The user moved the list's cursor to another row; told a frame later."""


@dataclass(frozen=True, slots=True)
class CursorPlaced:
    """The list's cursor has another row, moved by the user or by a new list; told at once."""


@dataclass(frozen=True, slots=True)
class RowRead:
    """The post under the list's cursor became known, which it was not when the cursor came."""


@dataclass(frozen=True, slots=True)
class TextRequested:
    """A text was asked for, the same or another; it is shown later."""


@dataclass(frozen=True, slots=True)
class TextLeft:
    """Another text was asked for; the one that is shown is still there."""


@dataclass(frozen=True, slots=True)
class TextShown:
    """The pane shows a new layout."""

    is_same: bool
    """Whether it is a layout of the same text as before."""


@dataclass(frozen=True, slots=True)
class ImagesPlaced:
    """Images took or gave back lines of the shown layout."""


@dataclass(frozen=True, slots=True)
class TextScrolled:
    """Another line is at the top of the text pane."""


@dataclass(frozen=True, slots=True)
class SearchTyped:
    """A key of a search was typed, or something waits for a pause in the typing."""


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """Marks, labels or notes changed, here or in another session."""


@dataclass(frozen=True, slots=True)
class CountsOutdated:
    """Marks changed often enough that what depends on them is to be counted again."""


@dataclass(frozen=True, slots=True)
class RefreshEnded:
    """A refresh of the archive ended."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class OverviewRead:
    """The whole archive was counted."""

    facets: Facets
    counts: Counts


Event: TypeAlias = (
    SelectionShown
    | CursorMoved
    | CursorPlaced
    | RowRead
    | TextRequested
    | TextLeft
    | TextShown
    | ImagesPlaced
    | TextScrolled
    | SearchTyped
    | MarksChanged
    | CountsOutdated
    | RefreshEnded
    | OverviewRead
)
Subscriber: TypeAlias = Callable[[Any], object]
"""Takes the event. `Any`, as each takes one kind alone, under which `MainScreen` lists it."""


class Events:
    """Hands each event to its subscribers, at once and in their order."""

    def __init__(self) -> None:
        self._subscribers: dict[type[Event], Sequence[Subscriber]] = {}

    def subscribe(self, kind: type[Event], *subscribers: Subscriber) -> None:
        """Set the subscribers of a kind of event; each kind once."""
        self._subscribers[kind] = subscribers

    def emit(self, event: Event) -> None:
        """Call the subscribers, one after the other."""
        for subscriber in self._subscribers.get(type(event), ()):
            subscriber(event)
