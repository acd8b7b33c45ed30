"""A query's text cut into tokens, each with its place.

Full-width marks, which an input method types, count as their Latin twins, but words keep them.
What only looks like something else (``http://…``, ``10:30``, ``C++``, ``-5%``) is a word. A
key with a slip in it (``tga:gold``) is an error, so that it is not looked for in vain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reader.archive.query.keys import KEY_BY_NAME
from reader.archive.query.nearest import nearest
from reader.archive.search.neighbours import with_narrow_groups
from reader.errors import QueryError
from reader.messages.language import gettext as _


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    REGEX = "regex"
    KEY = "key"
    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query."""

    kind: Kind
    text: str
    """A word as typed; of a phrase or expression what stands between its marks; a key's name."""
    start: int
    """Offset into the query, in characters."""
    end: int
    goes_on: bool = False
    """Whether a star stands behind it, which is part of a word's text, but not of a phrase's."""


_WIDE = "：（）“”„＂－～｜／！＊，、；\u3000"
_TWINS = str.maketrans(_WIDE, ":()" + 4 * '"' + "-~|/!*" + 4 * " ")
_SPACE = re.compile(r"\s+|,(?=\s|$)")
_KEY = re.compile("(" + "|".join(sorted(KEY_BY_NAME, key=len, reverse=True)) + "):", re.IGNORECASE)
_LIKE_A_KEY = re.compile(r"([^\W\d_]{2,12}):(?=[^\s:/\\])")
_PHRASE = re.compile(r'"((?:[^"\\]|\\.)*)("?)(\*?)', re.DOTALL)
_REGEX = re.compile(r"/((?:[^/\\]|\\.|/(?![\s)]|$))+)/(?=[\s)]|$)", re.DOTALL)
_NOT = re.compile(r"[-~!](?=[^\s\d\-~!=.])")
_OPERATORS = {
    "and": Kind.AND,
    "&&": Kind.AND,
    "且": Kind.AND,
    "or": Kind.OR,
    "|": Kind.OR,
    "||": Kind.OR,
    "或": Kind.OR,
    "not": Kind.NOT,
    "非": Kind.NOT,
}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def cut(query: str) -> list[Token]:
    """Return the tokens of a query.

    Raises:
        QueryError: A quotation mark is not closed, or a key has a slip in it.
    """
    return list(_Cutter(query).tokens())


class _Cutter:
    """Walks through one query."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._latin = with_narrow_groups(query).translate(_TWINS)
        self._place = 0
        self._open = 0
        self._is_value = False

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens in order."""
        while True:
            space = _SPACE.match(self._latin, self._place)
            if space:
                self._place, self._is_value = space.end(), False
                continue
            if self._place >= len(self._query):
                return
            token = self._next()
            self._place = token.end
            self._is_value = token.kind is Kind.KEY
            yield token

    def _next(self) -> Token:
        start, latin = self._place, self._latin
        mark = latin[start]
        if mark == '"':
            return self._phrase(start)
        if mark == "/" and (match := _REGEX.match(latin, start)):
            return Token(Kind.REGEX, self._query[match.start(1) : match.end(1)], start, match.end())
        if mark in "()" and (group := self._parenthesis(start)):
            return group
        return self._prefix(start) or self._plain_word(start)

    def _parenthesis(self, start: int) -> Token | None:
        """Return a token that opens or closes a group, or a word where there is no group."""
        mark = self._latin[start]
        if mark == "(" and self._latin[start + 1 : start + 2] not in {"", ")"}:
            self._open += 1
            return Token(Kind.OPEN, mark, start, start + 1)
        if mark == ")" and self._open:
            self._open -= 1
            return Token(Kind.CLOSE, mark, start, start + 1)
        return None

    def _prefix(self, start: int) -> Token | None:
        """Return a negation or a key, unless a key's value is due."""
        if self._is_value:
            return None
        if _NOT.match(self._latin, start):
            return Token(Kind.NOT, self._latin[start], start, start + 1)
        if match := _KEY.match(self._latin, start):
            return Token(Kind.KEY, KEY_BY_NAME[match[1].lower()].name, start, match.end())
        return None

    def _phrase(self, start: int) -> Token:
        match = _PHRASE.match(self._latin, start)
        if match is None or not match[2]:
            raise QueryError(self._query, len(self._query), _('expected a closing "'))
        text = _ESCAPED.sub(r"\1", self._query[match.start(1) : match.end(1)])
        return Token(Kind.PHRASE, text, start, match.end(), bool(match[3]))

    def _plain_word(self, start: int) -> Token:
        """Return a word, unless it is a key with a slip in it."""
        match = None if self._is_value else _LIKE_A_KEY.match(self._latin, start)
        key = nearest(match[1].lower(), KEY_BY_NAME) if match else None
        if match is None or key is None:
            return self._word(start)
        reason = _("did you mean {key}:? There is no key {typed}:, and in quotes it is a word")
        raise QueryError(self._query, start, reason.format(key=key, typed=match[1]))

    def _word(self, start: int) -> Token:
        """Read on to a space, or to what closes a group that was opened before the word."""
        depth, end = 0, start
        for end in range(start, len(self._latin) + 1):
            mark = self._latin[end : end + 1]
            if not mark or _SPACE.match(self._latin, end):
                break
            depth += (mark == "(") - (mark == ")")
            if depth < 0 and self._open:
                break
            depth = max(depth, 0)
        text = self._query[start:end]
        kind = Kind.WORD if self._is_value else _OPERATORS.get(text.lower(), Kind.WORD)
        has_star = kind is Kind.WORD and len(text) > 1 and self._latin[end - 1] == "*"
        return Token(kind, text, start, end, has_star)
