from datetime import datetime, timedelta, timezone

from reader.document.links import LinkKind, LinkTarget
from reader.document.nodes import Document, Heading, Link, Paragraph, Text
from reader.layout.annotations import Annotations
from reader.layout.line import Role, Run
from reader.layout.page import lay_out_post
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Post, PostId, Problem

CHINA = timezone(timedelta(hours=8))


def post(**more):
    given = {"id": PostId("a"), "path": "_posts/a.md", "title": "云出海", "date": None}
    return Post(**(given | more))


def document(*blocks, **more):
    return Document(tuple(blocks), **more)


def texts(layout):
    return [line.text for line in layout.lines]


def test_authors_stand_behind_the_categories_but_are_not_told_twice():
    facts = post(categories=("财经",), authors=("张三", "财经", "李四", "云"), tags=("云",))
    assert texts(lay_out_post(facts, document(), 60))[1] == "no date · 财经 · 张三, 李四 · #云"


def test_a_page_is_title_facts_text_and_links():
    layout = lay_out_post(
        post(
            date=datetime(2022, 4, 28, 13, 1, tzinfo=CHINA),
            categories=("财经", "要闻"),
            tags=("每日", "云"),
        ),
        document(
            Paragraph((Link((Text("首页"),), 1),)),
            links=(LinkTarget("https://a.example/", LinkKind.WEB),),
        ),
        60,
    )

    assert texts(layout) == [
        "云出海",
        "2022-04-28 Thursday 13:01 +0800 · 财经 / 要闻 · #每日 #云",
        "",
        "首页[1]",
        "",
        "── Links " + "─" * 51,
        "[1] https://a.example/",
    ]
    assert layout.lines[0].runs == (Run("云出海", Role.TITLE),)


def test_a_post_without_a_date_says_so():
    assert texts(lay_out_post(post(), document(), 40)) == ["云出海", "no date"]


def test_a_draft_and_an_unpublished_post_say_so():
    layout = lay_out_post(post(is_draft=True, is_published=False), document(), 40)

    assert texts(layout)[1] == "no date · draft · unpublished"


def test_labels_and_every_line_of_a_note_stand_below_the_facts_and_look_like_them():
    annotations = Annotations(("云", "重点"), "问 \x1b[31m王\n\t再看")
    layout = lay_out_post(post(), document(), 20, annotations=annotations)

    assert texts(layout)[2:] == ["+ labels: 云, 重点", "+ note: 问 ␛[31m王", "      再看"]
    assert {line.runs[-1].role for line in layout.lines[2:]} == {Role.META}


def test_problems_and_notices_stand_above_the_text():
    problem = Problem("a.md", 3, ProblemKind.DATE_IS_AN_OFFSET, Handling.NO_DATE, (("date", "+8"),))
    layout = lay_out_post(
        post(problems=(problem,)),
        document(Paragraph((Text("正文"),)), notices=("cut at 1 MB",)),
        40,
    )

    assert texts(layout)[2:] == [
        "! line 3: the date +8 is an offset",
        "  without a day; the post has no date",
        "! cut at 1 MB",
        "",
        "正文",
    ]


def test_a_first_heading_that_says_the_title_is_not_repeated():
    heading = Heading(1, (Text("云"), Text("出海")))

    assert "═" not in lay_out_post(post(), document(heading), 40).text


def test_a_first_heading_that_says_something_else_stays():
    layout = lay_out_post(post(), document(Heading(1, (Text("云出海了"),))), 40)

    assert texts(layout)[3:] == ["云出海了", "════════"]
