"""The translation of each kind of condition to SQL, registered by the condition's type.

A condition is about a row ``p`` of `posts`. It is 0 or NULL where it is not met.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, singledispatch
from typing import assert_never

from reader.archive.ordering import moment_us
from reader.archive.query.dates.times import Moments
from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Between, Dated, Recent, Undated
from reader.archive.query.fields.has import HasElement
from reader.archive.query.fields.label import Labelled
from reader.archive.query.fields.note import InNote
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import Condition, Leaf
from reader.archive.search.folding import fold
from reader.index.answer.marked_numbers import MarkedNumbers
from reader.index.answer.sql import FALSE, TRUE, Sql, joined
from reader.index.answer.word_search import match_expression, pattern_expression
from reader.index.store.posting_keys import PROBLEM_KEY, PostingKey, PostingKind
from reader.index.store.schema import ELEMENT_BITS, UNDATED
from reader.state.records import NOTE, Mark, label_field

_MAX_LISTED = 2000
"""Posts that are listed by number; if there are more, a function tests each post."""
_DAY = timedelta(days=1)
_NO_TEXT = re.compile("[\ud800-\udfff]")
_PATH = "(SELECT path FROM folders WHERE number = p.folder), p.stem, p.extension"


class SqlContext:
    """What translations ask of one connection; functions are added to it."""

    def __init__(
        self, connection: sqlite3.Connection, marks: MarkedNumbers, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._marks = marks
        self._functions: list[str] = []
        self._now = now

    @cached_property
    def now(self) -> datetime:
        """The moment that spans such as ``7d`` are counted from; the same in all of a query."""
        return self._now()

    def marked(self, field: str, *, is_set: bool) -> Sql:
        """Return the condition that a mark or label is set, or is not, as the marks are now."""
        flags = bytes(self._marks.flags(self._connection, field))
        if flags.count(is_set) <= _MAX_LISTED:
            return _is_one_of(_indexes(flags, int(is_set)))
        name = f"marked_{len(self._functions)}"
        self._functions.append(name)
        self._connection.create_function(name, 3, flags.count)
        return Sql(f"{'' if is_set else 'NOT '}{name}(1, p.number, p.number + 1)")

    def labelled(self) -> Sql:
        """Return the condition that a post has any of the user's labels."""
        fields = self._marks.label_fields()
        return joined("OR", [FALSE, *(self.marked(field, is_set=True) for field in fields)])

    def noted(self, is_match: Callable[[str], bool]) -> Sql:
        """Return the condition that a post has a note of the user that passes a test."""
        numbers = self._marks.numbers_with(self._connection, NOTE, is_match)
        return Sql("p.number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))

    def recently_read(self) -> Sql:
        """Return the condition that a post is among those that were opened last."""
        return _is_one_of(self._marks.recently_read(self._connection))


@singledispatch
def translate_leaf(leaf: Leaf, context: SqlContext) -> Sql:
    """Return a leaf as a condition of SQL, by the translation of its type.

    Raises:
        NotImplementedError: There is none.
    """
    raise NotImplementedError(type(leaf))


@singledispatch
def posting_key_of(condition: Condition) -> PostingKey | None:  # noqa: ARG001 - for any other
    """Return the key whose posts are those of a condition, or None where there is no such key."""
    return None


@translate_leaf.register(Words)
def _words(words: Words, _: SqlContext) -> Sql:
    """Look in the title alone where the text is not known yet."""
    expression = match_expression(words)
    if expression is None:
        return TRUE
    in_title = FALSE
    if words.where is not Where.TEXT:
        in_title = Sql("title_has(p.title, ?, ?)", (_storable(words.text), words.is_whole))
    return Sql(
        f"CASE WHEN p.text IS NULL THEN {in_title.text}"
        " ELSE p.text IN (SELECT rowid FROM texts WHERE texts MATCH ?) END",
        (*in_title.values, expression),
    )


@translate_leaf.register(Matches)
def _matches(matches: Matches, _: SqlContext) -> Sql:
    """Read only files whose words allow a match, where the index knows their words."""
    if matches.where is Where.TEXT:
        is_match = Sql(f"text_matches(?, p.number, {_PATH})", (matches.pattern,))
        expression = pattern_expression(matches.pattern)
        if expression is None:
            return is_match
        return Sql(
            "CASE WHEN p.text IS NULL OR p.text IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
            f" THEN {is_match.text} ELSE 0 END",
            (expression, *is_match.values),
        )
    return Sql("title_matches(p.title, ?)", (matches.pattern,))


@translate_leaf.register(Pinyin)
def _pinyin(pinyin: Pinyin, _: SqlContext) -> Sql:
    return Sql("title_reads(p.title, ?)", (pinyin.letters,))


@translate_leaf.register(HasElement)
def _has_element(condition: HasElement, _: SqlContext) -> Sql:
    return Sql(f"p.elements & {ELEMENT_BITS[condition.element.value]}")


@translate_leaf.register(InPath)
def _in_path(condition: InPath, _: SqlContext) -> Sql:
    wanted = fold(condition.text).encode(errors="surrogatepass")
    return Sql(f"path_has(?, {_PATH})", (wanted,))


@translate_leaf.register(Dated)
def _dated(dated: Dated, _: SqlContext) -> Sql:
    """Bound the moment, which is indexed, by what any offset allows, then test the day."""
    parts = []
    if dated.first is not None:
        bound = _start_us(dated.first) - _us(_DAY)
        parts.append(Sql(f"p.moment >= {bound} AND p.day >= ?", (dated.first.toordinal(),)))
    if dated.end is not None:
        bound = _start_us(dated.end) + _us(_DAY)
        parts.append(Sql(f"p.moment < {bound} AND p.day < ?", (dated.end.toordinal(),)))
    return joined("AND", parts)


@translate_leaf.register(Recent)
@translate_leaf.register(Between)
def _recent(recent: Recent | Between, context: SqlContext) -> Sql:
    span = recent.span_at(context.now)
    return _within(span) if isinstance(span, Moments) else _dated(Dated(*span), context)


def _within(span: Moments) -> Sql:
    parts = [] if span.first else [Sql(f"p.moment != {UNDATED}")]
    if span.first is not None:
        parts.append(Sql(f"p.moment >= {moment_us(span.first)}"))
    if span.end is not None:
        parts.append(Sql(f"p.moment < {moment_us(span.end)}"))
    return joined("AND", parts)


@translate_leaf.register(Undated)
def _undated(_: Undated, __: SqlContext) -> Sql:
    return Sql(f"p.moment = {UNDATED}")


@posting_key_of.register(InCategory)
def _category_key(category: InCategory) -> PostingKey:
    return PostingKind.CATEGORY, _folded(category.name)


@translate_leaf.register(InCategory)
def _in_category(category: InCategory, _: SqlContext) -> Sql:
    return _has_posting(_category_key(category))


@posting_key_of.register(HasTag)
def _tag_key(tag: HasTag) -> PostingKey:
    return PostingKind.TAG, _folded(tag.name)


@translate_leaf.register(HasTag)
def _has_tag(tag: HasTag, _: SqlContext) -> Sql:
    return _has_posting(_tag_key(tag))


@posting_key_of.register(ByAuthor)
def _author_key(author: ByAuthor) -> PostingKey | None:
    return (PostingKind.AUTHOR, _folded(author.name)) if author.name else None


@translate_leaf.register(ByAuthor)
def _by_author(author: ByAuthor, _: SqlContext) -> Sql:
    key = _author_key(author)
    if key is None:
        return Sql("p.authors = (SELECT number FROM lists WHERE names = '[]')")
    return _has_posting(key)


@posting_key_of.register(HasState)
def _state_key(condition: HasState) -> PostingKey | None:
    return PROBLEM_KEY if condition.state is PostState.PROBLEM else None


@translate_leaf.register(HasState)
def _has_state(condition: HasState, context: SqlContext) -> Sql:
    match condition.state:
        case PostState.READ | PostState.UNREAD:
            return context.marked(Mark.READ.value, is_set=condition.state is PostState.READ)
        case PostState.STARRED:
            return context.marked(Mark.STARRED.value, is_set=True)
        case PostState.PROBLEM:
            return _has_posting(PROBLEM_KEY)
        case PostState.LABELLED:
            return context.labelled()
        case PostState.NOTED:
            return context.marked(NOTE, is_set=True)
        case PostState.RECENT:
            return context.recently_read()
        case _:
            assert_never(condition.state)


@translate_leaf.register(Labelled)
def _labelled(condition: Labelled, context: SqlContext) -> Sql:
    if not condition.name:
        return Sql(f"NOT ({context.labelled().text})")
    return context.marked(label_field(condition.name), is_set=True)


@translate_leaf.register(InNote)
def _in_note(condition: InNote, context: SqlContext) -> Sql:
    if not condition.text:
        return context.marked(NOTE, is_set=False)
    return context.noted(condition.test())


def _has_posting(key: PostingKey) -> Sql:
    return Sql(
        "EXISTS (SELECT 1 FROM postings o WHERE o.key ="
        " (SELECT number FROM posting_keys WHERE kind = ? AND name = ?)"
        " AND o.moment = p.moment AND o.post = p.number)",
        (int(key[0]), key[1]),
    )


def _is_one_of(numbers: Iterable[int]) -> Sql:
    return Sql(f"p.number IN ({', '.join(map(str, numbers))})")


def _indexes(flags: bytes, value: int) -> Iterator[int]:
    index = flags.find(value)
    while index >= 0:
        yield index
        index = flags.find(value, index + 1)


def _folded(name: str) -> str:
    return _storable(fold(name))


def _storable(text: str) -> str:
    """Return text that SQLite takes: a surrogate becomes a character that no post has."""
    return _NO_TEXT.sub("\uffff", text)


def _start_us(day: date) -> int:
    return moment_us(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
