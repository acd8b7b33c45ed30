"""What is asked of an archive, as a value: a condition, and an order.

A condition is a tree: leaves that ask one thing of a post, joined by `All`, `Any` and `Not`. The
leaves are in `fields`, one module a key. A query does not say how it is answered; every
`Repository` gives the same posts for it. `spelling` gives a query its one spelling, which
`parse_query` reads back to an equal query.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.term import Term


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
    """Most recently read first, as `PostState.RECENT` has them; the others newest first."""


class Leaf(ABC):
    """Asks one thing of a post. A frozen dataclass, so that equal conditions compare equal."""

    __slots__ = ()

    @property
    def reads_text(self) -> bool:
        """Whether a post's file has to be read to test it."""
        return False

    @abstractmethod
    def predicate(self, context: MatchContext) -> Predicate:
        """Return a test that is cheap to run on many posts.

        It defines the meaning: every repository's answer must agree with it.
        """

    @abstractmethod
    def term(self) -> Term:
        """Return the one spelling, which `parse_query` reads back to an equal condition."""


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


@dataclass(frozen=True, slots=True)
class InView:
    """The condition of one of the user's saved views holds; it is spelled by the view's name."""

    name: str
    part: "Condition"


Condition: TypeAlias = Leaf | All | Any | Not | InView


@dataclass(frozen=True, slots=True)
class Query:
    """A condition that posts must meet, and the order in which they come."""

    condition: Condition = All()
    order: Order = Order.NEWEST

    @property
    def asks_for_all(self) -> bool:
        """Whether every post is an answer."""
        return expanded(self.condition) == All()

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that must all hold, without the names of views."""
        condition = expanded(self.condition)
        return condition.parts if isinstance(condition, All) else (condition,)


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


def expanded(condition: Condition) -> Condition:
    """Return the same condition with what the views ask instead of their names."""
    match condition:
        case All(parts):
            return all_of(*map(expanded, parts))
        case Any(parts):
            each = [expanded(part) for part in parts]
            return All() if All() in each else any_of(*each)
        case Not(part):
            return Not(expanded(part))
        case InView(_, part):
            return expanded(part)
        case _:
            return condition


def named_views(condition: Condition) -> Iterator[str]:
    """Yield the name of every view that a condition uses, also in others."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from named_views(part)
        case Not(part):
            yield from named_views(part)
        case InView(name, part):
            yield name
            yield from named_views(part)


def with_view_renamed(condition: Condition, old: str, new: str) -> Condition:
    """Return the same condition where a view has another name."""
    match condition:
        case All(parts):
            return All(tuple(with_view_renamed(part, old, new) for part in parts))
        case Any(parts):
            return Any(tuple(with_view_renamed(part, old, new) for part in parts))
        case Not(part):
            return Not(with_view_renamed(part, old, new))
        case InView(name, part):
            return InView(new if name == old else name, with_view_renamed(part, old, new))
        case _:
            return condition


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield every leaf of a condition, from left to right."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | InView(_, part):
            yield from leaves(part)
        case _:
            yield condition


def asked_leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves that an answer can meet, from left to right: not those below a `Not`."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from asked_leaves(part)
        case InView(_, part):
            yield from asked_leaves(part)
        case Not():
            return
        case _:
            yield condition
