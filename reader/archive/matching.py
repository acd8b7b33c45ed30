"""Whether one post answers a query: the meaning that every repository's answer must have."""

from collections.abc import Callable
from typing import assert_never

from reader.archive.query import (
    Dated,
    HasState,
    HasTag,
    InCategory,
    PostState,
    Query,
    Term,
    TitleWord,
    Undated,
    fold,
)
from reader.posts.post import Post
from reader.state.reading_state import Mark, ReadingState

Predicate = Callable[[Post], bool]


def compile_query(query: Query, state: ReadingState) -> Predicate:
    """Return a test that is cheap to run on many posts."""
    tests = [_compile_term(term, state) for term in query.terms]
    return lambda post: all(test(post) for test in tests)


def _compile_term(term: Term, state: ReadingState) -> Predicate:
    match term:
        case TitleWord(text):
            word = fold(text)
            return lambda post: word in fold(post.title)
        case InCategory(name):
            return _compile_category(fold(name))
        case HasTag(name):
            return _compile_tag(fold(name))
        case Dated():
            return _compile_dates(term)
        case Undated():
            return lambda post: post.date is None
        case HasState(wanted):
            return _compile_state(wanted, state)
        case _:
            assert_never(term)


def _compile_category(wanted: str) -> Predicate:
    if not wanted:
        return lambda post: not post.categories
    below = f"{wanted}/"
    return lambda post: any(f"{fold(name)}/".startswith(below) for name in post.categories)


def _compile_tag(wanted: str) -> Predicate:
    if not wanted:
        return lambda post: not post.tags
    return lambda post: any(fold(tag) == wanted for tag in post.tags)


def _compile_dates(term: Dated) -> Predicate:
    first, end = term.first, term.end

    def is_dated(post: Post) -> bool:
        if post.date is None:
            return False
        day = post.date.date()
        return (first is None or first <= day) and (end is None or day < end)

    return is_dated


def _compile_state(wanted: PostState, state: ReadingState) -> Predicate:
    match wanted:
        case PostState.READ:
            return lambda post: state.has(post.id, Mark.READ)
        case PostState.UNREAD:
            return lambda post: not state.has(post.id, Mark.READ)
        case PostState.STARRED:
            return lambda post: state.has(post.id, Mark.STARRED)
        case PostState.PROBLEM:
            return lambda post: bool(post.problems)
        case _:
            assert_never(wanted)
