"""Whether one post answers a query: the meaning that every repository's answer must have."""

from collections.abc import Callable
from datetime import date
from typing import assert_never

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
    Query,
    Recent,
    Undated,
    Where,
    Words,
    fold,
)
from reader.archive.query.post_text import PostText
from reader.archive.search.patterns import compile_pattern
from reader.archive.search.pinyin import compile_phrases, forced_phrases
from reader.archive.search.title_words import compile_title_words, title_tokens
from reader.archive.search.tokens import compile_words
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.state.records import Mark, label_field

Predicate = Callable[["Candidate"], bool]


class Candidate:
    """A post that may be an answer; its file is read when a condition asks for the text."""

    __slots__ = ("_read", "_text", "_title", "post")

    def __init__(self, post: Post, read: Callable[[Post], PostText]) -> None:
        self.post = post
        self._read = read
        self._text: PostText | None = None
        self._title: str | None = None

    @property
    def text(self) -> PostText:
        """What the body says."""
        if self._text is None:
            self._text = self._read(self.post)
        return self._text

    @property
    def title_tokens(self) -> str:
        """The title as `archive.title_words.title_tokens` makes it."""
        if self._title is None:
            self._title = title_tokens(self.post.title)
        return self._title


def compile_query(query: Query, state: ReadingState, today: date) -> Predicate:
    """Return a test that is cheap to run on many posts.

    Args:
        query: What is asked.
        state: The person's marks.
        today: The person's own calendar day, which spans such as ``7d`` are counted from.
    """
    return _Compiler(state, today).compile(query.condition)


def reads_text(condition: Condition) -> bool:
    """Say whether a post's file has to be read to test a condition."""
    match condition:
        case All(parts) | Any(parts):
            return any(map(reads_text, parts))
        case Not(part):
            return reads_text(part)
        case Words(where=where) | Matches(where=where):
            return where is not Where.TITLE
        case _:
            return isinstance(condition, HasElement)


class _Compiler:
    def __init__(self, state: ReadingState, today: date) -> None:
        self._state = state
        self._today = today

    def compile(self, condition: Condition) -> Predicate:
        """Return the test for a condition."""
        match condition:
            case All(parts):
                tests = self._cheapest_first(parts)
                return lambda it: all(test(it) for test in tests)
            case Any(parts):
                tests = self._cheapest_first(parts)
                return lambda it: any(test(it) for test in tests)
            case Not(part):
                test = self.compile(part)
                return lambda it: not test(it)
            case _:
                return self._compile_leaf(condition)

    def _compile_leaf(self, condition: Leaf) -> Predicate:
        match condition:
            case Words() | Matches() | Pinyin() | HasElement():
                return _of_words(condition)
            case Dated() | Recent() | Undated():
                return self._of_dates(condition)
            case HasState(wanted):
                return self._of_state(wanted)
            case Labelled(name):
                return self._of_label(name)
            case InCategory() | HasTag() | InPath():
                return _of_names(condition)
            case _:
                assert_never(condition)

    def _cheapest_first(self, parts: tuple[Condition, ...]) -> list[Predicate]:
        return [self.compile(part) for part in sorted(parts, key=reads_text)]

    def _of_dates(self, condition: Dated | Recent | Undated) -> Predicate:
        if isinstance(condition, Undated):
            return lambda it: it.post.date is None
        dated = condition.dated(self._today) if isinstance(condition, Recent) else condition
        first, end = dated.first, dated.end

        def is_dated(it: Candidate) -> bool:
            if it.post.date is None:
                return False
            day = it.post.date.date()
            return (first is None or first <= day) and (end is None or day < end)

        return is_dated

    def _of_label(self, name: str) -> Predicate:
        state, field = self._state, label_field(name)
        if not name:
            return lambda it: not state.labels_of(it.post.id)
        return lambda it: bool(state.value(it.post.id, field))

    def _of_state(self, wanted: PostState) -> Predicate:
        state = self._state
        match wanted:
            case PostState.READ | PostState.UNREAD:
                is_read = wanted is PostState.READ
                return lambda it: state.has(it.post.id, Mark.READ) is is_read
            case PostState.STARRED:
                return lambda it: state.has(it.post.id, Mark.STARRED)
            case PostState.PROBLEM:
                return lambda it: bool(it.post.problems)
            case PostState.LABELLED:
                return lambda it: bool(state.labels_of(it.post.id))
            case PostState.NOTED:
                return lambda it: bool(state.note_of(it.post.id))
            case PostState.RECENT:
                recent = frozenset(state.recently_read())
                return lambda it: it.post.id in recent
            case _:
                assert_never(wanted)


def _of_words(condition: Words | Matches | Pinyin | HasElement) -> Predicate:
    match condition:
        case HasElement(element):
            return lambda it: element in it.text.elements
        case Pinyin(letters):
            is_read_so = compile_phrases(forced_phrases(letters))
            return lambda it: is_read_so(it.title_tokens)
        case Matches(pattern, where):
            is_found = compile_pattern(pattern)
            if where is Where.TEXT:
                return lambda it: is_found(it.text.text)
            return lambda it: is_found(it.post.title)
        case Words(text, where, is_whole):
            return _words_test(text, where, is_whole=is_whole)
        case _:
            assert_never(condition)


def _words_test(text: str, where: Where, *, is_whole: bool) -> Predicate:
    in_title = compile_title_words(text, is_whole=is_whole)
    in_text = compile_words(text, is_whole=is_whole)
    match where:
        case Where.TITLE:
            return lambda it: in_title(it.title_tokens)
        case Where.TEXT:
            return lambda it: in_text(it.text.tokens)
        case Where.ANYWHERE:
            return lambda it: in_title(it.title_tokens) or in_text(it.text.tokens)
        case _:
            assert_never(where)


def _of_names(condition: InCategory | HasTag | InPath) -> Predicate:
    match condition:
        case InCategory(name):
            return _category_test(fold(name))
        case HasTag(name):
            return _tag_test(fold(name))
        case InPath(text):
            wanted = fold(text)
            return lambda it: wanted in fold(it.post.path)
        case _:
            assert_never(condition)


def _category_test(wanted: str) -> Predicate:
    if not wanted:
        return lambda it: not it.post.categories
    below = f"{wanted}/"
    return lambda it: any(f"{fold(name)}/".startswith(below) for name in it.post.categories)


def _tag_test(wanted: str) -> Predicate:
    if not wanted:
        return lambda it: not it.post.tags
    return lambda it: any(fold(tag) == wanted for tag in it.post.tags)
