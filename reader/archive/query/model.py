"""What is asked of an archive, as a value: a condition, and an order.

A condition is a tree: leaves that ask one thing of a post, joined by `All`, `Any` and `Not`. It
is independent of how it is answered; every `Repository` gives the same posts for it. `spelling`
gives a query its one spelling, which `parse_query` reads back to an equal query.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from reader.archive.query.periods import resolve_span


class PostState(Enum):
    """What `is:` can ask for."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    PROBLEM = "problem"
    """The header could not be understood as written."""
    LABELLED = "labelled"
    """With a label of the person's own."""
    NOTED = "noted"
    """With a note of the person's own."""
    RECENT = "recent"
    """Among those that were read last, one by one; see `ReadingState.recently_read`."""


class BodyElement(Enum):
    """What `has:` can ask for: something in the body that is more than words."""

    IMAGE = "image"
    TABLE = "table"
    LINK = "link"


class Order(Enum):
    """How the posts of an answer follow each other; the value is what `sort:` takes."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    CATEGORY = "category"
    """By the first category of each post, newest first in each."""
    RELEVANCE = "relevance"
    """Best answer to the words first; without words, newest first."""
    READ = "read"
    """Those read last first, as `PostState.RECENT` has them; the others newest first."""


class Where(Enum):
    """Where words are looked for; the value is the key that asks for it."""

    ANYWHERE = ""
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase stands there; see `archive.words` for what that means."""

    text: str
    where: Where = Where.ANYWHERE
    is_whole: bool = False
    """False takes a Latin word at the end for the beginning of a longer one, too."""


@dataclass(frozen=True, slots=True)
class Matches:
    """A regular expression matches somewhere in the title, or in the text, letter case aside.

    Source: see `archive.patterns`.
    """

    pattern: str
    where: Where = Where.TITLE


@dataclass(frozen=True, slots=True)
class Pinyin:
    """The title holds characters that are read so: spelled out, or by the first letter of each."""

    letters: str


@dataclass(frozen=True, slots=True)
class InCategory:
    """The post is in this category or in one below it; an empty name asks for no category."""

    name: str


@dataclass(frozen=True, slots=True)
class HasTag:
    """The post carries this tag; an empty name asks for posts without tags."""

    name: str


@dataclass(frozen=True, slots=True)
class InPath:
    """The path of the file below the archive holds this, letter case aside."""

    text: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The post's own calendar date is in ``first <= date < end``.

    None leaves a side open; at least one is given, and `first` is before `end`.
    """

    first: date | None
    end: date | None


class Side(Enum):
    """Which days a span stands for; the value is the key that asks for it."""

    IN = "date"
    BEFORE = "before"
    AFTER = "after"
    """From its first day on."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The post's own calendar date is on one side of a span that moves with the days."""

    span: str
    """As `periods.span_name` has it."""
    side: Side = Side.IN

    def dated(self, today: date) -> "Dated":
        """Return what it means today."""
        first, end = resolve_span(self.span, today)
        match self.side:
            case Side.IN:
                return Dated(first, end)
            case Side.AFTER:
                return Dated(first, None)
            case Side.BEFORE:
                return Dated(None, first)


@dataclass(frozen=True, slots=True)
class Undated:
    """The post has no date."""


@dataclass(frozen=True, slots=True)
class HasState:
    """The post is in this state."""

    state: PostState


@dataclass(frozen=True, slots=True)
class Labelled:
    """The post has this label of the person's own; an empty name asks for posts without any."""

    name: str


@dataclass(frozen=True, slots=True)
class HasElement:
    """The body holds such a thing."""

    element: BodyElement


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts, it always does. No part is an `All` itself."""

    parts: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of two or more parts holds. No part is an `Any` itself."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Leaf: TypeAlias = (
    Words
    | Matches
    | Pinyin
    | InCategory
    | HasTag
    | InPath
    | Dated
    | Recent
    | Undated
    | HasState
    | Labelled
    | HasElement
)
Condition: TypeAlias = Leaf | All | Any | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A condition that posts must meet, and the order in which they come."""

    condition: Condition = All()
    order: Order = Order.NEWEST

    @property
    def asks_for_all(self) -> bool:
        """Whether every post is an answer."""
        return self.condition == All()

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that must all hold."""
        return self.condition.parts if isinstance(self.condition, All) else (self.condition,)


EVERYTHING = Query()


def all_of(*parts: Condition) -> Condition:
    """Return the condition that all parts hold, in the one form that `All` has."""
    flat = tuple(_flat(parts, All))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(*parts: Condition) -> Condition:
    """Return the condition that one of at least one part holds, in the one form of `Any`."""
    flat = tuple(_flat(parts, Any))
    return flat[0] if len(flat) == 1 else Any(flat)


def _flat(parts: tuple[Condition, ...], kind: type[All | Any]) -> Iterator[Condition]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield every leaf of a condition, from left to right."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def fold(text: str) -> str:
    """Return the form in which names are compared: letter case and full width folded.

    Source: Unicode UAX #15 (NFKC) and chapter 3.13 (case folding).
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()
