"""Events of the main screen, and the bus that delivers them in a fixed order.

Features emit events; `features/wiring.py` lists the subscribers of each in calling order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reader.archive.facets import Facets
from reader.archive.repository import Changes, Counts, Selection


class Plain:
    """An event that says nothing but that it happened; as a dataclass it takes 0.3 ms to define."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SelectionShown:
    """The list shows a new selection, with its first rows."""

    selection: Selection
    is_requested: bool = True
    """Whether the user asked for it; else the archive has changed."""


class CursorMoved(Plain):
    """The user moved the list's cursor; emitted one frame later."""


class CursorPlaced(Plain):
    """The list's cursor changed its row, by the user or by a new list; emitted at once."""


class RowRead(Plain):
    """The row under the list's cursor, missing when the cursor arrived, was read."""


class TextRequested(Plain):
    """A text was requested, the same or another; it is shown later."""


class TextPaneOpened(Plain):
    """The user went to the text pane, which was closed."""


class TextLeft(Plain):
    """Another text was requested; the old one is still shown."""


@dataclass(frozen=True, slots=True)
class TextShown:
    """The pane shows a new layout."""

    is_same: bool
    """Whether this is the previous text in a new layout."""


class ImagesPlaced(Plain):
    """Images were inserted into or removed from the shown layout."""


class TextScrolled(Plain):
    """The text pane has a new top line."""


class SearchTyped(Plain):
    """A key of a search was typed, or work was deferred until typing pauses."""


class MarksChanged(Plain):
    """Marks, labels or notes changed, here or in another session."""


class CountsOutdated(Plain):
    """Marks changed, and counts that depend on them must be recomputed."""


@dataclass(frozen=True, slots=True)
class RefreshEnded:
    """A refresh of the archive ended."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class OverviewRead:
    """Counts of the whole archive arrived."""

    facets: Facets
    counts: Counts


@dataclass(frozen=True, slots=True)
class ViewRenamed:
    """A saved view has another name."""

    old: str
    new: str


Event: TypeAlias = (
    SelectionShown
    | CursorMoved
    | CursorPlaced
    | RowRead
    | TextRequested
    | TextPaneOpened
    | TextLeft
    | TextShown
    | ImagesPlaced
    | TextScrolled
    | SearchTyped
    | MarksChanged
    | CountsOutdated
    | RefreshEnded
    | OverviewRead
    | ViewRenamed
)
Subscriber: TypeAlias = Callable[[Any], object]
"""Handles an event. `Any`, because each subscriber takes the one kind it is listed under."""


class Events:
    """Calls the subscribers of each event, synchronously and in order."""

    def __init__(self) -> None:
        self._subscribers: dict[type[Event], Sequence[Subscriber]] = {}

    def subscribe(self, kind: type[Event], *subscribers: Subscriber) -> None:
        """Set the subscribers of one kind of event; call once for each kind."""
        self._subscribers[kind] = subscribers

    def emit(self, event: Event) -> None:
        """Call the subscribers of the event in order."""
        for subscriber in self._subscribers.get(type(event), ()):
            subscriber(event)
