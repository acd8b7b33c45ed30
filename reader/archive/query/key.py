"""A key of the query language: its names, the value that it takes, and what completes that."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, TypeVar

from reader.archive.query.model import Condition, Order
from reader.messages.language import gettext as _

_Choice = TypeVar("_Choice", bound=Enum)


class ExpectedError(ValueError):
    """Says what should have stood after a key, as in ``expected one of image, table``."""


LABELS, VIEWS, WORDS = "label", "view", "words"
"""Names that completion offers and that are no facet: the user's labels and saved views, and words
of titles."""


class ViewName(NamedTuple):
    """A key's value that names one of the user's saved views."""

    name: str


class Completions(NamedTuple):
    """What is offered after a key."""

    latin: tuple[str, ...] = ()
    """Fixed values in Latin letters, in the order in which they are offered."""
    chinese: tuple[str, ...] = ()
    """Fixed values in Chinese; offered first where key or value was begun in Chinese."""
    names: str = ""
    """Which of the archive's own names: the key of a facet, `LABELS`, `WORDS`, or "" for none.
    Fixed values come first; names are then offered only once something is typed."""


class Key(NamedTuple):
    """One word that is followed by a colon and a value."""

    name: str
    twins: tuple[str, ...]
    """Other names: what an input method types."""
    help: str
    """What it asks for, as a clause; to be translated where it is shown."""
    read: Callable[[str], Condition | Order | ViewName]
    """Reads an unquoted value; raises `ExpectedError`."""
    completions: Completions = Completions()


def read_choice(
    value: str, kind: type[_Choice], twins: dict[str, _Choice], others: tuple[str, ...] = ()
) -> _Choice:
    """Return the member of an enumeration that a value names.

    Args:
        value: A member's value in any letter case, or one of `twins`.
        kind: What can be chosen.
        twins: Its members by their Chinese names.
        others: Values that the caller reads itself, to be listed as well.

    Raises:
        ExpectedError: There is no such member; lists those there are.
    """
    choice = twins.get(value)
    if choice is not None:
        return choice
    try:
        return kind(value.lower())
    except ValueError:
        values = ", ".join((*(str(item.value) for item in kind), *others))
        raise ExpectedError(_("expected one of {values}").format(values=values)) from None
