"""Each kind of condition is read, matched, spelled and completed."""

from datetime import datetime, timedelta, timezone

import pytest
from support.query_conditions import SPELLINGS, condition_types

from reader.archive.facets import count_facets
from reader.archive.query.candidate import Candidate
from reader.archive.query.completion import complete
from reader.archive.query.fields.date import Undated
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.key import Key
from reader.archive.query.keys import KEYS
from reader.archive.query.matching import compile_query
from reader.archive.query.model import Leaf, Query
from reader.archive.query.parser import parse_query
from reader.archive.query.post_text import NO_TEXT, PostText
from reader.archive.query.spelling import spell
from reader.archive.query.vocabulary import make_vocabulary
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState
from reader.state.records import NOTE, Mark

NOW = datetime(2022, 4, 29, 12, tzinfo=timezone(timedelta(hours=8)))
BODY = PostText("gold\n\n![](a.png)", is_html=False)
NEVER_COMPLETED = {Matches, Pinyin, InPath}
"""What is typed freely: nothing in the archive tells how it goes on."""
POST = Post(
    PostId("p"),
    "_posts/p.md",
    "Gold：黄金大涨",
    datetime(2022, 4, 28, 0, 30, tzinfo=timezone(timedelta(hours=8))),
    categories=("Markets/Asia",),
    tags=("出海",),
    authors=("张三",),
)
PLAIN = Post(PostId("u"), "u.md", "u", None)
VOCABULARY = make_vocabulary(
    count_facets([POST]),
    [("to read", 2)],
    ["sell off", "sell out", "sell all", "gold rises", "gold falls", "gold rests"],
)

conditions = pytest.mark.parametrize("kind", condition_types(), ids=lambda kind: kind.__name__)


def read(kind: type[Leaf]) -> Leaf:
    condition = parse_query(SPELLINGS[kind]).condition
    assert isinstance(condition, kind)
    return condition


@conditions
def test_a_condition_is_read_and_spelled_as_it_was(kind: type[Leaf]) -> None:
    assert spell(Query(read(kind))) == SPELLINGS[kind]


@conditions
def test_a_condition_tells_posts_apart(kind: type[Leaf]) -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, [PLAIN.id], is_set=True)
    state.set_value(NOTE, [POST.id], "Sell gold later")
    state.set_label("later", [PLAIN.id], is_set=True)
    test = compile_query(Query(read(kind)), state, NOW)
    answers = [test(Candidate(POST, lambda _: BODY)), test(Candidate(PLAIN, lambda _: NO_TEXT))]
    assert answers == ([False, True] if kind is Undated else [True, False])


@conditions
def test_a_condition_is_completed_or_known_to_be_typed_freely(kind: type[Leaf]) -> None:
    key, colon, value = SPELLINGS[kind].partition(":")
    typed = f"{key}:" if value == '""' else f"{key}:{value[:1]}"
    offered = complete(typed, len(typed), VOCABULARY) if colon else []
    assert bool(offered) is (kind not in NEVER_COMPLETED)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_key_is_known_by_its_name_and_by_a_chinese_twin(key: Key) -> None:
    assert key.name.isascii()
    assert key.twins
    assert not any(twin.isascii() for twin in key.twins)
    assert key.help
