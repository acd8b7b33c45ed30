"""Whether one post answers a query: the meaning that every repository's answer must have."""

from datetime import datetime

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.model import All, Any, Condition, InView, Not, Query, expanded, leaves
from reader.state.reading_state import ReadingState


def compile_query(query: Query, state: ReadingState, now: datetime) -> Predicate:
    """Return a test that is cheap to run on many posts.

    Args:
        query: What is asked.
        state: The user's marks.
        now: In the zone that the user wants; spans such as ``7d`` are counted from it.
    """
    return _compile(expanded(query.condition), MatchContext(state, now))


def reads_text(condition: Condition) -> bool:
    """Return whether a post's file has to be read to test a condition."""
    return any(leaf.reads_text for leaf in leaves(condition))


def _compile(condition: Condition, context: MatchContext) -> Predicate:
    match condition:
        case All(parts):
            tests = _cheapest_first(parts, context)
            return lambda it: all(test(it) for test in tests)
        case Any(parts):
            tests = _cheapest_first(parts, context)
            return lambda it: any(test(it) for test in tests)
        case Not(part):
            test = _compile(part, context)
            return lambda it: not test(it)
        case InView(_, part):
            return _compile(part, context)
        case _:
            return condition.predicate(context)


def _cheapest_first(parts: tuple[Condition, ...], context: MatchContext) -> list[Predicate]:
    return [_compile(part, context) for part in sorted(parts, key=reads_text)]
