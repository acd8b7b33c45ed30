"""Styles for rows of the list by query: the settings' ``[[highlight]]`` tables.

The first that matches styles a row. Only visible rows are tested, each time they are painted, so
that marks count at once. A mistake is said at the start, and the other tables hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.archive.query.candidate import Candidate, Predicate
from reader.archive.query.model import Query
from reader.archive.query.post_text import PostText
from reader.browsing.views import query_language, read_query
from reader.config import Highlight
from reader.errors import QueryError
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.terminal_text import clean_line

ATTRIBUTES = ("bold", "italic", "underline", "reverse", "strike", "dim")
COLORS = ("primary", "secondary", "warning", "error", "success", "accent")
"""Words of a style; a colour is that of the theme."""
HIGHLIGHT_CLASS = "post-list--highlight-"
"""Prefix of the component class of a colour."""


class RowStyle(NamedTuple):
    """A style, as words."""

    color: str
    """One of `COLORS`, or empty."""
    attributes: frozenset[str]

    def on(self, segment: Segment, role_style: Callable[[str], Style]) -> Segment:
        """Return a piece of a row in this style.

        Args:
            segment: The piece in its own style.
            role_style: Returns the style of a component class.
        """
        added = Style.parse(" ".join(self.attributes))
        if self.color:
            added += Style(color=role_style(HIGHLIGHT_CLASS + self.color).color)
        return Segment(segment.text, (segment.style or Style.null()) + added)


Rule = tuple[Query, RowStyle]
"""What a post must match, and its row's style then."""


class RowHighlights:
    """Returns the style of a post's row."""

    def __init__(
        self, rules: Sequence[Rule], state: ReadingState, now: Callable[[], datetime]
    ) -> None:
        self._rules = rules
        self._state = state
        self._now = now
        self._minute: datetime | None = None
        self._tests: list[tuple[Predicate, RowStyle]] = []

    def style_of(self, post: Post) -> RowStyle | None:
        """Return the style of the first rule that a post passes; None if there is none."""
        if not self._rules:
            return None
        minute = self._now().replace(second=0, microsecond=0)
        if self._minute != minute:
            self._begin(minute)
        candidate = Candidate(post, _no_text)
        return next((style for matches, style in self._tests if matches(candidate)), None)

    def _begin(self, minute: datetime) -> None:
        """Compile the tests: spans such as `3h` end with the minute."""
        self._minute = minute
        compiled = query_language().compile
        self._tests = [
            (compiled(query, self._state, minute), style) for query, style in self._rules
        ]


def check_highlights(
    highlights: Sequence[Highlight], state: ReadingState, now: Callable[[], datetime]
) -> tuple[RowHighlights, tuple[str, ...]]:
    """Return what can be used, and a sentence about each mistake.

    Args:
        highlights: As in the settings.
        state: The user's marks.
        now: Returns the moment from which a query such as `date:7d` counts.
    """
    rules: list[Rule] = []
    mistakes: list[str] = []
    for number, highlight in enumerate(highlights, 1):
        try:
            rules.append((_query(highlight.query, state), _style(highlight.style)))
        except (QueryError, ValueError) as error:
            mistakes.append(
                _("[[highlight]] {number}: {reason}").format(
                    number=number, reason=clean_line(str(error))
                )
            )
    return RowHighlights(rules, state, now), tuple(mistakes)


def _query(text: str, state: ReadingState) -> Query:
    query = read_query(text, state)
    if query_language().reads_text(query.condition):
        reason = _("query {query!r} reads texts, and rows are styled without them; try title:")
        raise ValueError(reason.format(query=text))
    return query


def _style(words: str) -> RowStyle:
    given = words.lower().split()
    if not given:
        reason = _("a style needs at least one of {known}")
        raise ValueError(reason.format(known=", ".join((*ATTRIBUTES, *COLORS))))
    for word in given:
        if word not in ATTRIBUTES and word not in COLORS:
            raise ValueError(_unknown(word))
    attributes = frozenset(given).intersection(ATTRIBUTES)
    color = next((word for word in given if word in COLORS), "")
    if not attributes:
        # A colour alone is no meaning for who doesn't see it.
        attributes = frozenset({"bold"})
    return RowStyle(color, attributes)


def _unknown(word: str) -> str:
    known = (*ATTRIBUTES, *COLORS)
    near = next(iter(get_close_matches(word, known, 1)), "")
    if near:
        return _("no style is called {word}; did you mean {near}?").format(word=word, near=near)
    return _("no style is called {word}; styles are {known}").format(
        word=word, known=", ".join(known)
    )


def _no_text(_post: Post) -> PostText:
    raise AssertionError("queries that read texts are refused")
