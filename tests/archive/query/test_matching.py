from datetime import datetime, timedelta, timezone

import pytest

from reader.archive.query.candidate import Candidate
from reader.archive.query.matching import compile_query
from reader.archive.query.parser import parse_query
from reader.archive.query.post_text import PostText
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Post, PostId, Problem
from reader.state.reading_state import ReadingState
from reader.state.records import Mark

NOW = datetime(2022, 4, 29, 12, tzinfo=timezone(timedelta(hours=8)))
BODY = PostText("<p>央行降准98.5%</p>\n\n![](a.png)", is_html=False)
POST = Post(
    PostId("p"),
    "p.md",
    "ＡＢＣ Gold：黄金大涨",
    datetime(2022, 4, 28, 0, 30, tzinfo=timezone(timedelta(hours=8))),
    categories=("Markets/Asia",),
    tags=("每日新闻",),
    problems=(Problem("p.md", 2, ProblemKind.NOT_YAML, Handling.READ_LINE_BY_LINE),),
)


def matches(text: str, post: Post = POST, state: ReadingState | None = None) -> bool:
    test = compile_query(parse_query(text), state or ReadingState(), NOW)
    return test(Candidate(post, lambda _: BODY))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gold",
        "GOLD 黄金",
        "abc",
        "category:markets",
        "category:markets/asia",
        "tag:每日新闻",
        "date:2022-04-28",
        "after:2022-04-28",
        "before:2022-04-29",
        "is:unread is:problem",
        "date:yesterday",
        "降准",
        "央行降准",
        "98.5%",
        "text:降准 title:gold",
        "-白银 not silver",
        "白银 or 黄金",
        "gold (silver or 降准)",
        "/g.ld/",
        "text:/降.98/",
        "has:image",
        "path:P.MD",
        "py:huangjin",
        "py:hjdz",
        "huangjin",
        "title:huangjin",
        "hjdz",
    ],
)
def test_a_post_answers(text: str) -> None:
    assert matches(text)


@pytest.mark.parametrize(
    "text",
    [
        "silver",
        "gold silver",
        "category:market",
        "category:asia",
        'category:""',
        "tag:每日",
        'tag:""',
        "date:2022-04-27",
        "after:2022-04-29",
        "before:2022-04-28",
        "date:none",
        "is:read",
        "is:starred",
        "date:today",
        "title:降准",
        "text:gold",
        "-gold",
        "/silver|g.ldx/",
        "has:table",
        "has:link",
        "path:q.md",
        "py:yinhang",
        "text:huangjin",
        '"huangjin"',
        "yanghang",
        "降准央行",
    ],
)
def test_a_post_does_not_answer(text: str) -> None:
    assert not matches(text)


def test_states_are_asked_of_the_reading_state() -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, [POST.id], is_set=True)
    assert matches("is:read", state=state)
    assert not matches("is:unread", state=state)


def test_an_empty_name_asks_for_posts_without_any() -> None:
    bare = Post(PostId("b"), "b.md", "t", None)
    assert matches('category:"" tag:"" date:none', bare)
