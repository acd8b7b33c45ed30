"""Conditions of a query become conditions of SQL on a row ``p`` of `posts`."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from reader.archive.ordering import moment_us
from reader.archive.query import (
    All,
    Any,
    Condition,
    Dated,
    Element,
    HasElement,
    HasState,
    HasTag,
    InCategory,
    InPath,
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
from reader.index.finding import numbers_of
from reader.index.labels import PROBLEM_LABEL, Label, LabelKind
from reader.index.schema import UNDATED
from reader.index.word_search import match_expression
from reader.state.reading_state import Mark, ReadingState

ELEMENT_BITS = {Element.IMAGE: 1, Element.TABLE: 2, Element.LINK: 4}
"""Of the column `posts.elements`."""

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
        state: ReadingState,
        today: date,
        *,
        has_all_texts: bool,
    ) -> None:
        self._connection = connection
        self._state = state
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
                return self._of_labels_and_marks(condition)
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
                return Sql(f"p.elements & {ELEMENT_BITS[element]}")
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

    def _of_labels_and_marks(self, condition: InCategory | HasTag | HasState) -> Sql:
        label = label_of(condition)
        if label is not None:
            return self.has_label(label)
        assert isinstance(condition, HasState)  # noqa: S101 - the others have labels
        match condition.state:
            case PostState.READ:
                return Sql(f"p.number IN {self._marked(Mark.READ)}")
            case PostState.UNREAD:
                return Sql(f"p.number NOT IN {self._marked(Mark.READ)}")
            case PostState.STARRED:
                return Sql(f"p.number IN {self._marked(Mark.STARRED)}")
            case PostState.PROBLEM:
                return self.has_label(PROBLEM_LABEL)
            case _:
                assert_never(condition.state)

    def has_label(self, label: Label) -> Sql:
        """Return the condition that a post has a label."""
        return Sql(
            "EXISTS (SELECT 1 FROM postings o WHERE o.label ="
            " (SELECT number FROM labels WHERE kind = ? AND name = ?)"
            " AND o.moment = p.moment AND o.post = p.number)",
            (int(label[0]), label[1]),
        )

    def _marked(self, mark: Mark) -> str:
        table = f"temp.marked_{mark.value}"
        execute = self._connection.execute
        execute(f"CREATE TABLE IF NOT EXISTS {table} (post INTEGER PRIMARY KEY)")
        execute(f"DELETE FROM {table}")
        numbers = numbers_of(self._connection, self._state.marked(mark))
        self._connection.executemany(
            f"INSERT INTO {table} VALUES (?)", [(number,) for number in numbers]
        )
        return table


def label_of(condition: Condition) -> Label | None:
    """Return the label that the posts of a condition have in common, where it is one."""
    match condition:
        case InCategory(name):
            return LabelKind.CATEGORY, typed(name)
        case HasTag(name):
            return LabelKind.TAG, typed(name)
        case HasState(PostState.PROBLEM):
            return PROBLEM_LABEL
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
