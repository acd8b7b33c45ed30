"""A query as a user types it, read into a `Query`.

Terms are separated by spaces and must all match; ``or`` binds less, ``not``, ``-`` and ``~`` bind
more, and parentheses group. A term is a word, a ``"phrase"``, a ``/regular expression/`` of the
title, or a key with a value (see `keys`). ``sort:`` gives the order, and the last one holds. A
plain word is never an error: an operator that has nothing to join is a word. A star behind a word
says what holds without it: the word may go on. A text that begins as newsboat's filters do is read
as one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.words import SCOPES, Where, Words
from reader.archive.query.key import ExpectedError, ViewName
from reader.archive.query.keys import KEY_BY_NAME
from reader.archive.query.lexer import Kind, Token, cut
from reader.archive.query.model import All, Condition, InView, Not, Order, Query, all_of, any_of
from reader.archive.query.newsboat.filter import is_filter, parse_filter
from reader.archive.query.views import SavedQueries, Views
from reader.archive.search.patterns import check_pattern
from reader.archive.search.tokens import is_prefix, tokenize
from reader.errors import PatternError, QueryError
from reader.messages.language import gettext as _

_MAX_NESTING = 50
"""Parentheses in parentheses; the recursion stays well below Python's limit."""
_PIECE = re.compile(r"\\.|.", re.DOTALL)
"""A character of a regular expression, with a backslash before it."""
_TERM = {Kind.WORD, Kind.PHRASE, Kind.REGEX, Kind.KEY, Kind.OPEN}


def parse_query(text: str, saved: SavedQueries = MappingProxyType({})) -> Query:
    """Read a query; empty text asks for every post.

    Args:
        text: As typed.
        saved: The user's saved views, which ``view:`` names.

    Raises:
        QueryError: It can't be understood; says where, and what could have stood there.
    """
    return _parse(text, Views(saved))


def _parse(text: str, views: Views) -> Query:
    if is_filter(text):
        return Query(parse_filter(text))
    return _Parser(text, _without_idle_operators(cut(text)), views).query()


def _typed_length(pieces: Sequence[str], characters: int) -> int:
    """Return how many characters were typed for the first ones of an expression."""
    typed = 0
    for piece in pieces:
        if characters <= 0:
            break
        typed += len(piece)
        characters -= 1 if piece == r"\/" else len(piece)
    return typed


def _without_idle_operators(tokens: list[Token]) -> list[Token]:
    """Make words of operators that stand alone, so that the word itself can be found."""
    if all(token.kind in {Kind.AND, Kind.OR, Kind.NOT} for token in tokens):
        return [replace(token, kind=Kind.WORD) for token in tokens]
    return tokens


@dataclass(slots=True)
class _Parser:
    """Recursive descent through the tokens of one query."""

    text: str
    tokens: list[Token]
    views: Views
    place: int = 0
    depth: int = 0
    order: Order | None = None
    """The last one that is given with the query itself."""
    order_of_view: Order = Order.NEWEST

    def query(self) -> Query:
        if not self.tokens:
            return Query()
        condition = self._any(Where.ANYWHERE)
        if self.place < len(self.tokens):
            raise self._error(_("expected a word"))
        return Query(condition, self.order or self.order_of_view)

    def _any(self, where: Where) -> Condition:
        starts, parts = [self._peek()], [self._all(where)]
        while self._take(Kind.OR):
            starts.append(self._peek())
            parts.append(self._all(where))
        if len(parts) > 1 and All() in parts:
            empty = starts[parts.index(All())]
            raise self._error(_("expected something to look for on both sides of or"), empty)
        return any_of(*parts)

    def _all(self, where: Where) -> Condition:
        parts = [self._term(where)]
        while True:
            if self._take(Kind.AND) or self._kind() in {*_TERM, Kind.NOT}:
                parts.append(self._term(where))
            else:
                return all_of(*parts)

    def _term(self, where: Where) -> Condition:
        self.depth += 1
        if self.depth > _MAX_NESTING:
            raise self._error(
                _("expected at most {count} terms in each other").format(count=_MAX_NESTING)
            )
        term = self._any_term(where)
        self.depth -= 1
        return term

    def _any_term(self, where: Where) -> Condition:
        token = self._next()
        match token.kind:
            case Kind.NOT:
                after = self._peek()
                part = self._term(where)
                if part == All():
                    raise self._error(_("expected something to look for after not"), after)
                return Not(part)
            case Kind.OPEN:
                group = self._any(where)
                if not self._take(Kind.CLOSE):
                    raise self._error(_("expected a closing )"))
                return group
            case Kind.KEY:
                return self._value(token)
            case Kind.REGEX:
                return self._matches(token, where)
            case Kind.PHRASE:
                return Words(token.text, where, is_whole=not token.goes_on)
            case Kind.WORD:
                return self._beginning(token, where) if token.goes_on else Words(token.text, where)
            case _:
                self.place -= 1
                raise self._error(_("expected a word"))

    def _beginning(self, token: Token, where: Where) -> Words:
        """Return a word without the star behind it; behind a mark, a star is one more mark.

        Raises:
            QueryError: So short a word is not looked for as the beginning of others.
        """
        text = token.text[:-1]
        tokens = tokenize(text)
        last = tokens.rpartition(" ")[2]
        if not last.isalnum():
            return Words(token.text, where)
        if (last.isdigit() or last.islower()) and not is_prefix(tokens):
            reason = _('expected two letters or four digits before *, or "{word}"')
            raise QueryError(self.text, token.start, reason.format(word=token.text))
        return Words(text, where)

    def _value(self, key: Token) -> Condition:
        value = self._peek()
        if value is None or value.start != key.end or value.kind not in _TERM:
            reason = _("expected something after {key}:").format(key=key.text)
            raise QueryError(self.text, key.end, reason)
        where = SCOPES.get(key.text)
        if where is not None:
            return self._term(where)
        self.place += 1
        if value.kind not in {Kind.WORD, Kind.PHRASE}:
            reason = _('expected a word or a "phrase" after {key}:').format(key=key.text)
            raise QueryError(self.text, key.end, reason)
        try:
            meant = KEY_BY_NAME[key.text].read(value.text)
        except ExpectedError as error:
            raise QueryError(self.text, value.start, str(error)) from None
        match meant:
            case Order():
                self.order = meant
                return All()
            case ViewName(name):
                return self._view(name, value)
            case _:
                return meant

    def _view(self, typed: str, value: Token) -> InView:
        """Return the condition of a view, whose order holds where the query gives none."""
        try:
            name, text, views = self.views.enter(typed)
        except ExpectedError as error:
            raise QueryError(self.text, value.start, str(error), names_view=True) from None
        try:
            query = _parse(text, views)
        except QueryError as error:
            if error.names_view:
                reason = error.reason
            else:
                reason = _("the view {name} can't be read: {reason}")
                reason = reason.format(name=name, reason=error.reason)
            raise QueryError(self.text, value.start, reason, names_view=True) from None
        if query.order is not Order.NEWEST:
            self.order_of_view = query.order
        return InView(name, query.condition)

    def _matches(self, token: Token, where: Where) -> Condition:
        pieces = _PIECE.findall(token.text)
        pattern = "".join("/" if piece == r"\/" else piece for piece in pieces)
        try:
            check_pattern(pattern)
        except PatternError as error:
            before = _typed_length(pieces, error.position)
            raise QueryError(self.text, token.start + 1 + before, str(error)) from None
        return Matches(pattern, Where.TITLE if where is Where.ANYWHERE else where)

    def _peek(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _kind(self) -> Kind | None:
        token = self._peek()
        return token.kind if token else None

    def _take(self, kind: Kind) -> bool:
        is_there = self._kind() is kind
        self.place += is_there
        return is_there

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise self._error(_("expected a word"))
        self.place += 1
        return token

    def _error(self, reason: str, token: Token | None = None) -> QueryError:
        """Return the error for a token; for the next one where none is given."""
        token = token or self._peek()
        return QueryError(self.text, token.start if token else len(self.text), reason)
