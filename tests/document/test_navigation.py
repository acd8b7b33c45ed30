import pytest

from reader.document.nodes import Paragraph
from reader.document.parsing import parse_body


def marked(body):
    return [
        block.is_navigation for block in parse_body(body).blocks if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize(
    "links",
    [
        "[返回每日经济新闻新闻](/category/m.html)｜[返回首页](/)",
        "[首页](/) · [财经](/c/)",
        "«[Home](/)»",
        "[上一篇](/a), [下一篇](/b)",
    ],
)
def test_links_back_at_the_end_are_navigation(links):
    assert marked(f"正文\n\n{links}") == [False, True]


@pytest.mark.parametrize(
    "end",
    [
        "请[返回首页](/)",
        "[一个不说去哪里的链接](/a)",
        "[首页推荐的一篇名字很长很长很长很长很长的文章](/a)",
        "返回首页",
        "![首页](/a.png)",
    ],
)
def test_other_paragraphs_at_the_end_are_not(end):
    assert marked(f"正文\n\n{end}") == [False, False]


def test_what_stands_above_the_text_is_not_navigation():
    assert marked("[首页](/)\n\n正文") == [False, False]


def test_a_post_of_nothing_but_links_back_is_not_dimmed_whole():
    assert marked("[首页](/)\n\n[返回](/)") == [False, True]


def test_footnotes_below_do_not_hide_it():
    assert marked("正文[^1]\n\n[首页](/)\n\n[^1]: 注") == [False, True]
