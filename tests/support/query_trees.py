"""Queries of every shape, for laws."""

from datetime import date, timedelta

from hypothesis import strategies as st

from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Between, Dated, Recent, Side, Undated
from reader.archive.query.fields.has import BodyElement, HasElement
from reader.archive.query.fields.note import InNote
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import All, Any, Condition, Leaf, Not, Order, Query

_TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["or", "not", "-a", "(a", 'a"b', "“a”", "tag:x", "a，b", "/a/", "\\", "a*", ""]
    ),
)
_SPANS = st.sampled_from(
    [
        "7d",
        "today",
        "friday",
        "last-week",
        "3月5日",
        "3h",
        "09:30",
        "today-evening",
        "fridayT09:30:15",
    ]
)
_DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))


def _dated(pair: tuple[date | None, date | None]) -> Dated:
    first, end = pair
    if first is not None and end is not None and first >= end:
        return Dated(end, first + timedelta(days=1))
    return Dated(first, end)


leaves: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Words, _TEXTS, st.sampled_from(Where), st.booleans()),
    st.builds(InCategory, _TEXTS),
    st.builds(HasTag, _TEXTS),
    st.builds(InNote, _TEXTS),
    st.builds(ByAuthor, _TEXTS),
    st.builds(InPath, _TEXTS),
    st.builds(Pinyin, st.text("abcdefgh", min_size=1, max_size=5)),
    st.builds(
        Matches,
        st.sampled_from(["a.b", "a/b", "(a|b)c", r"\d+%", "降.{1,3}准", "a b", r"\\/"]),
        st.sampled_from([Where.TITLE, Where.TEXT]),
    ),
    st.tuples(st.none() | _DAYS, st.none() | _DAYS).filter(any).map(_dated),
    st.builds(Recent, _SPANS, st.sampled_from(Side)),
    st.builds(
        Between,
        st.sampled_from(["2022-04-28", "7d", "last-week", "yesterday-evening"]),
        st.sampled_from(["today", "this-month", "today-evening", "23:30:15"]),
    ),
    st.just(Undated()),
    st.builds(HasState, st.sampled_from(PostState)),
    st.builds(HasElement, st.sampled_from(BodyElement)),
)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def several(kind: type[All | Any]) -> st.SearchStrategy[Condition]:
        some = st.lists(
            parts.filter(lambda part: not isinstance(part, kind)), min_size=2, max_size=3
        )
        return some.map(lambda chosen: kind(tuple(chosen)))

    return st.one_of(several(All), several(Any), parts.map(Not))


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, _joined, max_leaves=6)
queries: st.SearchStrategy[Query] = st.builds(
    Query, st.just(All()) | conditions, st.sampled_from(Order)
)
