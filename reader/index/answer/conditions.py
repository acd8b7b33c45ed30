"""Conditions of a query become conditions of SQL on a row ``p`` of `posts`."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from reader.archive.ordering import moment_us
from reader.archive.query.model import (
    All,
    Any,
    Condition,
    Dated,
    HasElement,
    HasState,
    HasTag,
    InCategory,
    InPath,
    Labelled,
    Leaf,
    Matches,
    Not,
    Pinyin,
    PostState,
    Recent,
    Undated,
    Where,
    Words,
    fold,
)
from reader.index.answer.marked_numbers import MarkedNumbers
from reader.index.answer.word_search import match_expression
from reader.index.store.posting_keys import PROBLEM_KEY, PostingKey, PostingKind
from reader.index.store.schema import ELEMENT_BITS, UNDATED
from reader.state.records import NOTE, Mark, label_field

_FEW_MARKED = 2000
"""So many posts are looked up one by one, instead of asking of each post whether it is marked."""
_DAY = timedelta(days=1)
_NO_TEXT = re.compile("[\ud800-\udfff]")
_PATH = "(SELECT path FROM folders WHERE number = p.folder), p.stem, p.extension"


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[object, ...] = ()


TRUE, FALSE = Sql("1"), Sql("0")


def joined(operator: str, parts: list[Sql]) -> Sql:
    """Return conditions joined by ``AND`` or ``OR``; at least one."""
    text = f" {operator} ".join(f"({part.text})" for part in parts)
    return Sql(text, tuple(value for part in parts for value in part.values))


class Conditions:
    """Translates for one connection; temporary tables are made in it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        marks: MarkedNumbers,
        today: date,
        *,
        has_all_texts: bool,
    ) -> None:
        self._connection = connection
        self._marks = marks
        self._functions: list[str] = []
        self._today = today
        self.has_all_texts = has_all_texts

    def translate(self, condition: Condition) -> Sql:
        """Return a condition, which may be NULL where it is not met."""
        expression = match_expression(condition)
        if expression is not None and self.has_all_texts:
            return Sql("p.text IN (SELECT rowid FROM texts WHERE texts MATCH ?)", (expression,))
        match condition:
            case All(parts):
                return joined("AND", [TRUE, *map(self.translate, parts)])
            case Any(parts):
                return joined("OR", [*map(self.translate, parts)])
            case Not(part):
                sql = self.translate(part)
                return Sql(f"NOT coalesce({sql.text}, 0)", sql.values)
            case _:
                return self._leaf(condition)

    def _leaf(self, condition: Leaf) -> Sql:
        match condition:
            case Words() | Matches() | Pinyin() | HasElement():
                return self._of_words(condition)
            case Dated() | Recent() | Undated():
                return self._of_dates(condition)
            case InPath(text):
                wanted = fold(text).encode(errors="surrogatepass")
                return Sql(f"path_has(?, {_PATH})", (wanted,))
            case InCategory() | HasTag() | HasState():
                return self._of_keys_and_marks(condition)
            case Labelled(name):
                return self._of_own_label(name)
            case _:
                assert_never(condition)

    def _of_words(self, condition: Words | Matches | Pinyin | HasElement) -> Sql:
        match condition:
            case Words():
                return self._of_some_texts(condition)
            case Matches(pattern, Where.TEXT):
                return Sql(f"text_matches(?, {_PATH})", (pattern,))
            case Matches(pattern):
                return Sql("title_matches(p.title, ?)", (pattern,))
            case Pinyin(letters):
                return Sql("title_reads(p.title, ?)", (letters,))
            case HasElement(element):
                return Sql(f"p.elements & {ELEMENT_BITS[element.value]}")
            case _:
                assert_never(condition)

    def _of_some_texts(self, words: Words) -> Sql:
        """Look in the title alone where the text is not known yet."""
        expression = match_expression(words)
        if expression is None:
            return TRUE
        in_title = FALSE
        if words.where is not Where.TEXT:
            in_title = Sql("title_has(p.title, ?, ?)", (typed_words(words.text), words.is_whole))
        return Sql(
            f"CASE WHEN p.text IS NULL THEN {in_title.text}"
            " ELSE p.text IN (SELECT rowid FROM texts WHERE texts MATCH ?) END",
            (*in_title.values, expression),
        )

    def _of_dates(self, condition: Dated | Recent | Undated) -> Sql:
        """Bound the moment, which is indexed, by what any offset allows, then test the day."""
        if isinstance(condition, Undated):
            return Sql(f"p.moment = {UNDATED}")
        dated = condition.dated(self._today) if isinstance(condition, Recent) else condition
        parts = []
        if dated.first is not None:
            bound = _start_us(dated.first) - _us(_DAY)
            parts.append(Sql(f"p.moment >= {bound} AND p.day >= ?", (dated.first.toordinal(),)))
        if dated.end is not None:
            bound = _start_us(dated.end) + _us(_DAY)
            parts.append(Sql(f"p.moment < {bound} AND p.day < ?", (dated.end.toordinal(),)))
        return joined("AND", parts)

    def _of_keys_and_marks(self, condition: InCategory | HasTag | HasState) -> Sql:
        key = posting_key_of(condition)
        if key is not None:
            return self.has_posting(key)
        assert isinstance(condition, HasState)  # noqa: S101 - the others have keys
        match condition.state:
            case PostState.READ | PostState.UNREAD:
                is_read = condition.state is PostState.READ
                return self._marked(Mark.READ.value, is_set=is_read)
            case PostState.STARRED:
                return self._marked(Mark.STARRED.value, is_set=True)
            case PostState.PROBLEM:
                return self.has_posting(PROBLEM_KEY)
            case PostState.LABELLED:
                return self._of_any_own_label()
            case PostState.NOTED | PostState.RECENT:
                return self._of_own_doing(condition.state)
            case _:
                assert_never(condition.state)

    def _of_own_doing(self, state: PostState) -> Sql:
        if state is PostState.NOTED:
            return self._marked(NOTE, is_set=True)
        return _is_one_of(self._marks.recently_read(self._connection))

    def _of_own_label(self, name: str) -> Sql:
        if not name:
            return Sql(f"NOT ({self._of_any_own_label().text})")
        return self._marked(label_field(name), is_set=True)

    def _of_any_own_label(self) -> Sql:
        fields = self._marks.label_fields()
        return joined("OR", [FALSE, *(self._marked(field, is_set=True) for field in fields)])

    def has_posting(self, key: PostingKey) -> Sql:
        """Return the condition that a post has a key."""
        return Sql(
            "EXISTS (SELECT 1 FROM postings o WHERE o.key ="
            " (SELECT number FROM posting_keys WHERE kind = ? AND name = ?)"
            " AND o.moment = p.moment AND o.post = p.number)",
            (int(key[0]), key[1]),
        )

    def _marked(self, field: str, *, is_set: bool) -> Sql:
        """Return the condition that a field is set, or is not, as the marks are now."""
        flags = bytes(self._marks.flags(self._connection, field))
        if flags.count(is_set) <= _FEW_MARKED:
            return _is_one_of(_places(flags, int(is_set)))
        name = f"marked_{len(self._functions)}"
        self._functions.append(name)
        self._connection.create_function(name, 1, flags.__getitem__)
        return Sql(f"{'' if is_set else 'NOT '}{name}(p.number)")


def _is_one_of(numbers: Iterable[int]) -> Sql:
    return Sql(f"p.number IN ({', '.join(map(str, numbers))})")


def _places(flags: bytes, value: int) -> Iterator[int]:
    """Yield the places of a value."""
    place = flags.find(value)
    while place >= 0:
        yield place
        place = flags.find(value, place + 1)


def posting_key_of(condition: Condition) -> PostingKey | None:
    """Return the key that the posts of a condition have in common, where it is one."""
    match condition:
        case InCategory(name):
            return PostingKind.CATEGORY, typed(name)
        case HasTag(name):
            return PostingKind.TAG, typed(name)
        case HasState(PostState.PROBLEM):
            return PROBLEM_KEY
        case _:
            return None


def typed(text: str) -> str:
    """Fold what was typed; a byte that is no text becomes a character that no post has."""
    return typed_words(fold(text))


def typed_words(text: str) -> str:
    """Return text that SQLite takes: a byte that is none becomes a character no post has."""
    return _NO_TEXT.sub("\uffff", text)


def _start_us(day: date) -> int:
    return moment_us(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
