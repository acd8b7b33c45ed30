"""Filter expressions as newsboat has them, read as an alternative spelling of a condition.

``title =~ "降准" and age < 10``. Only what means something of a post here is understood.

Source: newsboat's documentation, "Filter Language" and its table of attributes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.archive.query.model import Condition, all_of, any_of
from reader.archive.query.newsboat.attributes import ATTRIBUTES, FOREIGN, MeaningError
from reader.errors import QueryError
from reader.messages.language import gettext as _

_MARKS = str.maketrans("（）“”„＂＜＞＝！＃～", '()""""<>=!#~')
_NAMES = "|".join((*ATTRIBUTES, *FOREIGN))
_COMPARISON = r"=~|!~|==|!=|<=|>=|!#|[=<>#]|between\b"
_BEGINNING = re.compile(rf'[\s(]*(?:{_NAMES})\s*(?:[=!]~|(?:{_COMPARISON})\s*["\d])')
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[a-z_]+")
_OPERATOR = re.compile(_COMPARISON)
_JOINT = re.compile(r"(?:and|or)\b")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_RANGE = re.compile(r"\d{1,9}(?::\d{1,9})?\b", re.ASCII)
_MAX_NESTING = 50


def is_filter(text: str) -> bool:
    """Say whether a text begins as such an expression does, and is hardly meant as words."""
    return _BEGINNING.match(text.translate(_MARKS)) is not None


def parse_filter(text: str) -> Condition:
    """Read a filter expression.

    Raises:
        QueryError: It can't be understood, or asks for what no post here has.
    """
    return _Parser(text, text.translate(_MARKS)).whole()


@dataclass(slots=True)
class _Parser:
    """Recursive descent through one expression; `and` binds more than `or`."""

    text: str
    latin: str
    place: int = 0
    depth: int = 0

    def whole(self) -> Condition:
        condition = self._any()
        if self.place < len(self.text):
            raise self._error(_("expected and, or, or the end"))
        return condition

    def _any(self) -> Condition:
        return any_of(*self._joined("or", self._all))

    def _all(self) -> Condition:
        return all_of(*self._joined("and", self._term))

    def _joined(self, word: str, read: Callable[[], Condition]) -> list[Condition]:
        parts = [read()]
        while (joint := self._look(_JOINT)) and joint[0] == word:
            self.place = joint.end()
            parts.append(read())
        return parts

    def _term(self) -> Condition:
        self._look(_SPACE)
        if self.latin[self.place : self.place + 1] != "(":
            return self._comparison()
        self.place, self.depth = self.place + 1, self.depth + 1
        if self.depth > _MAX_NESTING:
            raise self._error(
                _("expected at most {count} parentheses in each other").format(count=_MAX_NESTING)
            )
        group = self._any()
        if self.latin[self.place : self.place + 1] != ")":
            raise self._error(_("expected a closing )"))
        self.place, self.depth = self.place + 1, self.depth - 1
        self._look(_SPACE)
        return group

    def _comparison(self) -> Condition:
        start = self.place
        unknown = _("expected an attribute: {names}").format(names=", ".join(ATTRIBUTES))
        name = self._take(_NAME, unknown)
        if name in FOREIGN:
            raise QueryError(self.text, start, _(FOREIGN[name]))
        if name not in ATTRIBUTES:
            raise QueryError(self.text, start, unknown)
        operator = self._take(_OPERATOR, _("expected one of =~ !~ = != < <= > >= between # !#"))
        at_value = self.place
        try:
            return ATTRIBUTES[name](operator, self._value())
        except MeaningError as error:
            raise QueryError(self.text, at_value, str(error)) from None

    def _value(self) -> str:
        string = self._look(_STRING)
        if string is None:
            return self._take(_RANGE, _('expected a "text" or a number'))
        self.place = string.end()
        value = self.text[string.start(1) : string.end(1)]
        self._look(_SPACE)
        return re.sub(r'\\(["“”„＂])', r"\1", value)

    def _take(self, wanted: re.Pattern[str], reason: str) -> str:
        found = self._look(wanted)
        if found is None:
            raise self._error(reason)
        self.place = found.end()
        self._look(_SPACE)
        return found[0]

    def _look(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        """Return what stands next, after spaces, which are passed."""
        if space := _SPACE.match(self.latin, self.place):
            self.place = space.end()
        return wanted.match(self.latin, self.place)

    def _error(self, reason: str) -> QueryError:
        return QueryError(self.text, self.place, reason)
