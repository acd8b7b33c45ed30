from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.query_trees import queries

from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Dated, Recent, Side, Undated
from reader.archive.query.fields.has import BodyElement, HasElement
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.keys import KEYS
from reader.archive.query.model import EVERYTHING, All, Any, Condition, Not, Order, Query
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.errors import QueryError

A, B, C = Words("a"), Words("b"), Words("c")


def condition(text: str) -> Condition:
    return parse_query(text).condition


def test_nothing_typed_asks_for_everything() -> None:
    assert parse_query("  ") == EVERYTHING


def test_words_and_phrases_must_all_stand_there() -> None:
    wanted = All((Words("降准"), Words("大 市场", is_whole=True)))
    assert condition('降准 "大 市场"') == wanted
    assert condition("降准 “大 市场”") == wanted


@pytest.mark.parametrize("space", ["　", "，", "、", "；", ", "])
def test_marks_of_an_input_method_part_words(space: str) -> None:
    assert condition(f"降准{space}黄金") == All((Words("降准"), Words("黄金")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a b or c", Any((All((A, B)), C))),
        ("a or b c", Any((A, All((B, C))))),
        ("a | b || c", Any((A, B, C))),
        ("a OR b", Any((A, B))),
        ("a and b && c", All((A, B, C))),
        ("a (b or c)", All((A, Any((B, C))))),
        ("a （b 或 c）", All((A, Any((B, C))))),
        ("(a (b c))", All((A, B, C))),
        ("not a b", All((Not(A), B))),
        ("-a b", All((Not(A), B))),
        ("~a -b", All((Not(A), Not(B)))),
        ("!a", Not(A)),
        ("－a", Not(A)),
        ("非 a 且 b", All((Not(A), B))),
        ("not (a or b)", Not(Any((A, B)))),
        ("not not a", Not(Not(A))),
        ("-tag:x", Not(HasTag("x"))),
    ],
)
def test_operators_bind_as_usual(text: str, wanted: Condition) -> None:
    assert condition(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title:降准", Words("降准", Where.TITLE)),
        ('text:"降 准"', Words("降 准", Where.TEXT, is_whole=True)),
        ("title:(a or b)", Any((Words("a", Where.TITLE), Words("b", Where.TITLE)))),
        ("标题：降准", Words("降准", Where.TITLE)),
        ("category:news/china", InCategory("news/china")),
        ('category:""', InCategory("")),
        ('tag:"每日 新闻"', HasTag("每日 新闻")),
        ("标签：“每日 新闻”", HasTag("每日 新闻")),
        ("TAG:a", HasTag("a")),
        ("path:old_post/", InPath("old_post/")),
        ("is:unread", HasState(PostState.UNREAD)),
        ("状态：未读", HasState(PostState.UNREAD)),
        ("has:table", HasElement(BodyElement.TABLE)),
        ("含有：图片", HasElement(BodyElement.IMAGE)),
        ("py:ChuHai", Pinyin("chuhai")),
        ("date:none", Undated()),
        ("after:2022", Dated(date(2022, 1, 1), None)),
        ("before:2022-04", Dated(None, date(2022, 4, 1))),
        ("date:2022", Dated(date(2022, 1, 1), date(2023, 1, 1))),
        ("date:2022-12", Dated(date(2022, 12, 1), date(2023, 1, 1))),
        ("日期：2022-12", Dated(date(2022, 12, 1), date(2023, 1, 1))),
        ("date:2024-2-29", Dated(date(2024, 2, 29), date(2024, 3, 1))),
        ("date:2022-04-01..2022-04-28", Dated(date(2022, 4, 1), date(2022, 4, 29))),
        ("date:2022..", Dated(date(2022, 1, 1), None)),
        ("date:..2022", Dated(None, date(2023, 1, 1))),
        ("date:9999", Dated(date(9999, 1, 1), None)),
        ("date:today", Recent("today")),
        ("date:昨天", Recent("yesterday")),
        ("日期：上周", Recent("last-week")),
        ("date:7d", Recent("7d")),
        ("before:today", Recent("today", Side.BEFORE)),
        ("after:3m", Recent("3m", Side.AFTER)),
        ("/降.准/", Matches("降.准")),
        ("/a b/", Matches("a b")),
        (r"/a\/b/", Matches("a/b")),
        ("text:/降.准/", Matches("降.准", Where.TEXT)),
        ('"gold"*', Words("gold")),
    ],
)
def test_a_key_asks_for_its_kind(text: str, wanted: Condition) -> None:
    assert condition(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *("http://a.example/b", "10:30", "a:b", ":", "AT&T", "《晨报》：", "C++", "-5%", "-", "--"),
        *('5"', "/", "/path", "a/b", "f(x)", ":-(", ":-)", "(", ")", "()", "or", "AND", "not"),
        *("或", "-1,234.56", "1,234", "*", "!", "!=", "~", "600519.SH", "#tag", "@", "...", "a|b"),
    ],
)
def test_a_plain_word_is_never_an_error(text: str) -> None:
    assert condition(text) == Words(text)


@pytest.mark.parametrize("key", [key.name for key in KEYS if key.name not in {"sort", "view"}])
def test_each_key_is_understood_by_all_its_names(key: str) -> None:
    values = {"date": "2022", "before": "2022", "after": "2022", "is": "read", "has": "link"}
    value = values.get(key, "ab")
    (named,) = (item for item in KEYS if item.name == key)
    asked = {condition(f"{name}:{value}") for name in (named.name, *named.twins)}
    assert len(asked) == 1


@pytest.mark.parametrize(
    "text", ["黄*", "gold*", "2022*", "黄金＊", "title:黄*", "-黄金*", "データー*"]
)
def test_a_star_behind_a_word_says_that_it_may_go_on(text: str) -> None:
    assert parse_query(text) == parse_query(text.rstrip("*＊"))


@pytest.mark.parametrize("text", ["*ST", "*", "**", "C++*", "黄*金", '"A*"', "tag:a*"])
def test_a_star_elsewhere_is_a_mark(text: str) -> None:
    assert "*" in repr(parse_query(text))
    assert parse_query(spell(parse_query(text))) == parse_query(text)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ('gold "silver', 12, 'a closing "'),
        ("is:green", 3, "unread, read, starred, problem"),
        ("has:nothing", 4, "image, table, link, note"),
        ("gold after:soon", 11, "a date such as"),
        ("date:2024-02-30", 5, "a date that exists"),
        ("date:2023..2022", 5, "not after its last"),
        ("tag:", 4, "something after tag:"),
        ("tag: a", 4, "something after tag:"),
        ("date:..", 5, "a date such as"),
        ("gold or", 7, "a word"),
        ("or gold", 0, "a word"),
        ("(gold", 5, "a closing )"),
        ("gold (silver or)", 15, "a word"),
        ("gold a*", 5, 'two letters or four digits before *, or "a*"'),
        ("/(/", 1, "a regular expression"),
        (r"text:/a\/b(c/", 10, "a regular expression"),
        (r"text:／a\.b[c／", 10, "a regular expression"),
        ("😀，１，２９９ /a**/", 11, "a regular expression"),
        ("e\u0301 (a", 5, "a closing )"),
        ("202*", 0, "four digits"),
        ("/" + "a" * 201 + "/", 1, "at most 200 characters"),
        ("py:出海", 3, "letters"),
        ("sort:oldest or gold", 0, "both sides of or"),
        ("not sort:oldest", 4, "after not"),
        ("tag:(a b)", 4, 'a word or a "phrase"'),
        ("(" * 60 + "a" + ")" * 60, 50, "in each other"),
    ],
)
def test_a_wrong_query_says_where_and_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert expected in caught.value.reason


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("tga:gold", "tag"), ("tags:gold", "tag"), ("titel:gold", "title"), ("TILTE:a", "title")),
        *(("gold lable:later", "label"), ("categroy:x", "category"), ("categories:x", "category")),
        *(
            ("autor:x", "author"),
            ("data:2022", "date"),
            ("標签：黄金", "标签"),
            ("tga：“x”", "tag"),
        ),
    ],
)
def test_a_key_with_a_slip_in_it_is_an_error_that_names_the_key(text: str, key: str) -> None:
    with pytest.raises(QueryError, match=f"did you mean {key}:"):
        parse_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "port:8080",
        "tab:x",
        "C:x",
        "标题党：x",
        "快讯：降准",
        "标准：x",
        "http://tag",
        "tga:",
        "as:x",
    ],
)
def test_a_word_with_a_colon_that_is_near_no_key_stays_a_word(text: str) -> None:
    assert condition(text) == Words(text)


def test_a_word_that_looks_like_a_key_with_a_slip_is_found_in_quotes() -> None:
    query = Query(Words("tga:gold"))
    assert spell(query) == '"tga:gold"*'
    assert parse_query(spell(query)) == query


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("sort:oldest", Order.OLDEST),
        ("sort:oldest gold sort:title", Order.TITLE),
        ("排序：相关 gold", Order.RELEVANCE),
    ],
)
def test_the_last_order_holds(text: str, order: Order) -> None:
    assert parse_query(text).order is order


@settings(deadline=None)
@given(queries)
def test_the_spelling_of_a_query_is_read_back_to_it(query: Query) -> None:
    assert parse_query(spell(query)) == query


_PIECES = st.sampled_from(
    [
        *("(", ")", "（", '"', "“", "/", "-", "not ", " or ", "且", ":", "：", "tag:", "date:"),
        *(
            "7d",
            "a",
            "降准",
            " ",
            "　",
            "，",
            "\\",
            "*",
            "|",
            "is:",
            "text:",
            "oldest",
            "..",
            "sort:",
            "tga:",
        ),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)))
@example("/\\\\//")
def test_no_text_raises_anything_but_the_parsers_own_error(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        told = error
    else:
        assert parse_query(spell(query)) == query
        return
    assert 0 <= told.position <= len(text)
    assert told.reason
