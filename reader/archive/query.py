"""What is asked of an archive, as a value: a list of terms that must all hold, and an order.

A query is independent of how it is answered; every `Repository` gives the same posts for it.
`Query.text` is its one spelling, which `parse_query` reads back to an equal query.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias, assert_never


class PostState(Enum):
    """What `is:` can ask for."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    PROBLEM = "problem"
    """The header could not be understood as written."""


class Order(Enum):
    """How the posts of an answer follow each other; the value is what `sort:` takes."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    CATEGORY = "category"
    """By the first category of each post, newest first in each."""


@dataclass(frozen=True, slots=True)
class TitleWord:
    """Text that stands in the title, letter case and width aside."""

    text: str


@dataclass(frozen=True, slots=True)
class InCategory:
    """The post is in this category or in one below it; an empty name asks for no category."""

    name: str


@dataclass(frozen=True, slots=True)
class HasTag:
    """The post carries this tag; an empty name asks for posts without tags."""

    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The post's own calendar date is in ``first <= date < end``.

    None leaves a side open; at least one is given, and `first` is before `end`.
    """

    first: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Undated:
    """The post has no date."""


@dataclass(frozen=True, slots=True)
class HasState:
    """The post is in this state."""

    state: PostState


Term: TypeAlias = TitleWord | InCategory | HasTag | Dated | Undated | HasState


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold; no terms ask for every post."""

    terms: tuple[Term, ...] = ()
    order: Order = Order.NEWEST

    @property
    def text(self) -> str:
        """The query as a person would type it."""
        words = [_spell(term) for term in self.terms]
        if self.order is not Order.NEWEST:
            words.append(f"sort:{self.order.value}")
        return " ".join(words)


EVERYTHING = Query()

_PLAIN = re.compile(r'[^\s":]+')


def fold(text: str) -> str:
    """Return the form in which texts are compared: letter case and full width folded.

    Source: Unicode UAX #15 (NFKC) and chapter 3.13 (case folding).
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def _spell(term: Term) -> str:
    match term:
        case TitleWord(text):
            return _quoted(text)
        case InCategory(name):
            return f"category:{_quoted(name)}"
        case HasTag(name):
            return f"tag:{_quoted(name)}"
        case Undated():
            return "date:none"
        case HasState(state):
            return f"is:{state.value}"
        case Dated(first, end):
            return _spell_dates(first, end)
        case _:
            assert_never(term)


def _spell_dates(first: date | None, end: date | None) -> str:
    if first is None or end is None:
        return f"before:{end}" if first is None else f"after:{first}"
    return f"date:{first}..{end - timedelta(days=1)}"


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
