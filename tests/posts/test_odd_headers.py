"""Headers that Jekyll would not see, or that would swallow the text."""

from pathlib import Path

import pytest
from support.post_parsing import parse_post

from reader.messages.problem_kinds import ProblemKind
from reader.posts.post import Post, PostId, PostWithBody
from reader.posts.reading import FIRST_BYTES, read_header, read_whole
from reader.posts.source.site import Site

SITE = Site()
PATH = "_posts/2022-04-28-name.md"


def parsed(text: str) -> PostWithBody:
    return parse_post(text.encode(), PATH, SITE, PostId("x"))


def kinds(post: Post) -> list[ProblemKind]:
    return [problem.kind for problem in post.problems]


WITHOUT_END = [
    ("---\ntitle: 标题\ntags: [甲]\n\n", "第一段…\n\n---\n尾巴", "HEADER_NOT_CLOSED"),
    ("---\ntitle: 标题\ntags: 甲\n", "第一段。\n\n第二段。\n\n---\n尾巴", "HEADER_NOT_CLOSED"),
    ("---\ntitle: 标题\ntags: [甲]\n\n", "# 一级标题\n\n第一段…\n", "HEADER_NOT_CLOSED"),
    ("---\ntitle: 标题\ntags: [甲]\n\n", "Note: 注意\n\n---\n尾巴", "HEADER_NOT_CLOSED"),
    ("---\ntitle: 标题\ntags: [甲]\n\n", "上证指数: 涨\n深证: 跌\n\n---\n", "HEADER_NOT_CLOSED"),
    ("---\ntags:\n- 甲\n\ntitle: 标题\n\n", "第一段…\n\n---\n尾巴", "HEADER_NOT_CLOSED"),
    ('---\ntags: [甲]\ntitle: "标题\n\n', "第一段…\n\n---\n尾巴", "HEADER_NOT_CLOSED"),
    ("---\ntitle: 标题\ntags: [甲]\n----\n", "第一段…\n\n---\n尾巴", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n--\n", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n- - -\n", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n———\n", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n－－－\n", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n ---\n", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n---", "第一段…\n\n---\n尾巴", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]\n--- ", "第一段…", "HEADER_END_MISTYPED"),
    ("---\ntitle: 标题\ntags: [甲]---\n", "第一段…", "HEADER_END_MISTYPED"),
    ('+++\ntitle = "标题"\ntags = ["甲"]\n++++\n', "第一段…", "HEADER_END_MISTYPED"),
    ('+++\ntitle = "标题"\ntags = ["甲"]\n\n', "第一段…\n+++\n", "HEADER_NOT_CLOSED"),
]
NOT_RECOGNISED = [
    ("\n---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    (" ---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    ("\u3000\n---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    ("<!-- 注 -->\n---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    ("# 注\n---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    ("{% comment %}\n注\n{% endcomment %}\n---\ntitle: 标题\ntags: 甲\n---\n", "HEADER_NOT_FIRST"),
    ("\ufeff\ufeff---\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_NOT_FIRST"),
    ('\n+++\ntitle = "标题"\ntags = ["甲"]\n+++\n', "HEADER_NOT_FIRST"),
    ('\n{"title": "标题", "tags": ["甲"]}\n', "HEADER_NOT_FIRST"),
    ("---yaml\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ("--- YAML\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ("-----\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ("--\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ("———\ntitle: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ("---title: 标题\ntags: [甲]\n---\n", "HEADER_START_MISTYPED"),
    ('++++\ntitle = "标题"\ntags = ["甲"]\n+++\n', "HEADER_START_MISTYPED"),
    ("title: 标题\ntags: [甲]\n---\n", "HEADER_WITHOUT_START"),
    ("title: 标题\n\ntags:\n- 甲\n---\n", "HEADER_WITHOUT_START"),
    ("Title: 标题\nTags: 甲\n\n", "HEADER_WITHOUT_DELIMITERS"),
    ("Title:   标题\nDate:    2022-04-28\nTags:    甲\n\n", "HEADER_WITHOUT_DELIMITERS"),
    ("<!--\n.. title: 标题\n.. tags: 甲\n-->\n", "HEADER_IN_COMMENT"),
    ("<!--\n---\ntitle: 标题\ntags: [甲]\n---\n-->\n", "HEADER_IN_COMMENT"),
]


@pytest.mark.parametrize(("header", "body", "kind"), WITHOUT_END)
def test_a_header_without_its_end_takes_nothing_of_the_text(
    header: str, body: str, kind: str
) -> None:
    whole = parsed(header + body)
    assert (whole.post.title, whole.post.tags) == ("标题", ("甲",))
    assert whole.body.lstrip("\n") == body
    assert ProblemKind[kind] in kinds(whole.post)


@pytest.mark.parametrize(("header", "kind"), NOT_RECOGNISED)
def test_a_header_that_jekyll_does_not_see_is_read_and_named(header: str, kind: str) -> None:
    body = "第一段…\n\n---\n\n尾巴: 完\n"
    whole = parsed(header + body)
    assert (whole.post.title, whole.post.tags) == ("标题", ("甲",))
    assert whole.body.lstrip("\n") == body
    assert kinds(whole.post) == [ProblemKind[kind]]


@pytest.mark.parametrize(
    "text",
    [*(header + body for header, body, _ in WITHOUT_END), *(it for it, _ in NOT_RECOGNISED)],
)
@pytest.mark.parametrize("length", [0, FIRST_BYTES, 60_000])
def test_a_header_means_the_same_however_much_of_its_file_was_read(
    tmp_path: Path, text: str, length: int
) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / PATH).write_text(text + "\n\n" + "末段。" * (length // 9), encoding="utf-8")
    whole = read_whole(tmp_path, PATH, SITE, PostId("x"))
    assert isinstance(whole, PostWithBody)
    assert read_header(tmp_path, PATH, SITE, PostId("x")) == whole.post


def test_the_lines_of_a_mistyped_header_are_counted() -> None:
    whole = parsed("\n-----\ntitle: 标题\n----\n正文\n")
    assert [problem.line for problem in whole.post.problems] == [2, 2, 4]
    assert whole.body_line == 5


def test_a_valid_header_with_blank_lines_is_as_jekyll_reads_it() -> None:
    whole = parsed("---\ntitle: 标题\n\n# 说明\n\nnote: 甲\n\ntags: 乙\n\n---\n正文")
    assert (whole.post.title, whole.post.tags, whole.body) == ("标题", ("乙",), "正文")
    assert not whole.post.problems


def test_an_invalid_header_with_blank_lines_ends_where_jekyll_ends_it() -> None:
    whole = parsed("---\ntitle: 快讯: 涨了\n\ntags: [乙]\n续行\n---\n正文")
    assert (whole.post.title, whole.body) == ("快讯: 涨了", "正文")
    assert kinds(whole.post) == [ProblemKind.YAML_COLON]


def test_a_draft_of_pelican_is_one() -> None:
    assert parsed("Title: a\nStatus: draft\n\n正文").post.is_draft


@pytest.mark.parametrize(
    "text",
    [
        "-----\n\n很久以前。\n",
        "——\n\n很久以前。\n",
        "Note: 说明\n\n正文\n",
        "date: 前一天\n正文继续\n",
        "Date: 前一天\n\n正文\n",
        "# 标题\n---\n正文\n",
        "<!-- note: x -->\n正文\n",
        "<!-- 没完",
        "\n\n{% include a.html %}\n",
        "https://a.example/title: x\n\n正文\n",
        "| title: | x |\n\n正文\n",
    ],
)
def test_prose_that_begins_like_a_header_is_text(text: str) -> None:
    whole = parsed(text)
    assert (whole.body, whole.body_line, whole.post.problems) == (text, 1, ())
