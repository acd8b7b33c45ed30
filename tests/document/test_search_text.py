"""Laws: the words for search are those of the reading pane, and any text gives them at once.

A word is a run of letters and digits; marks, white space and the boilerplate at a post's end are
what the extraction may leave out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.post_parsing import parse_post
from support.search_texts import extract_text

from reader.document.markup.bounds import split_markup
from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text
from reader.document.search_text import read_search_text
from reader.posts.post import PostId
from reader.posts.source.site import Site

_FIXTURES = Path(__file__).parent / "fixtures"
_SAMPLES = Path(__file__).parents[2] / "sample_posts"
_WORD = re.compile(r"[^\W_]+")
_SCRAPED = (
    "<p>　　第一段。</p><p> 小标题 </p><p>　</p><p class='em_media'>（文章来源：某报）</p>\n\n"
    "<http://a.example/NewsShare.html?infoCode=NW1>\n\n"
    "[返回某报](//b.example/c.html)｜[返回首页](//b.example/)"
)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _differences(body: str, is_html: bool = False) -> dict[str, int]:
    """Return words that only the pane has, counted above zero, and those only extracted, below."""
    counts = _words(visible_text(parse_body(body, is_html=is_html)))
    counts.subtract(_words(extract_text(body, is_html=is_html)))
    return {word: count for word, count in counts.items() if count}


def _fixtures() -> Iterator[object]:
    for path in sorted(_FIXTURES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, body, _ in zip(*[iter(parts)] * 3, strict=False):
            name = f"{path.stem}: {title.strip()}"
            yield pytest.param(body, path.stem == "html", id=name)


@pytest.mark.parametrize(("body", "is_html"), list(_fixtures()))
def test_a_body_gives_the_words_of_its_document(body: str, is_html: bool) -> None:
    # What follows keeps links at the end of a fixture from being boilerplate.
    end = "<p>完</p>" if is_html else "\n\n完"
    assert _differences(body + end, is_html) == {}


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(_SAMPLES.rglob("*")) if path.suffix in {".md", ".markdown", ".html"}],
    ids=lambda path: path.name,
)
def test_a_sample_post_loses_nothing_but_its_boilerplate(path: Path) -> None:
    name = path.name
    post = parse_post(path.read_bytes(), name, Site(), PostId(path.stem))
    lost = _differences(post.body, post.is_html)
    boilerplate = _words("\n".join(post.body.rstrip().split("\n\n")[-2:]))
    assert not Counter(lost) - boilerplate
    assert all(count > 0 for count in lost.values())


_TEXT = st.sampled_from(["word", "中文", "云", "“引”", "1.5%", "a b", "600519.SH", "é", "𠮷", "，"])
_SENTENCE = st.lists(_TEXT, min_size=1, max_size=4).map("".join)
_INLINE = st.one_of(
    _SENTENCE,
    _SENTENCE.map("<b>{}</b>".format),
    _SENTENCE.map("<a href='/x?a=b&c=d' title='e>f'>{}</a>".format),
    _SENTENCE.map("<span style='color: red; display:none'>{}</span>".format),
    _SENTENCE.map("<font color=red><u>{}</u></font>".format),
    st.sampled_from(["<br>", "<!-- c -->", "&amp;", "&lt;b&gt;", "&nbsp;", "&#20013;", "\n"]),
    st.sampled_from(["<img src='/a/b%20c.png'>", "<img alt='d e' src='f.png'>", "<wbr>"]),
)
_HTML_TEXT = st.lists(_INLINE, min_size=1, max_size=5).map("".join)
_HTML_BLOCK = st.one_of(
    _HTML_TEXT.map("<p>{}</p>".format),
    _HTML_TEXT.map("<p style='text-indent:2em'>{}".format),
    _HTML_TEXT.map("<div class='hidden-xs'><h2>{}</h2></div>".format),
    _HTML_TEXT.map("<div hidden><div>{}</div><p>x</div>".format),
    _HTML_TEXT.map("<p style=display:none>{}</p>".format),
    _HTML_TEXT.map("<ul><li>{}<li>y</ul>".format),
    _HTML_TEXT.map("<table><tr><td>{}<td>z</table>".format),
    _HTML_TEXT.map("<blockquote>{}</blockquote>".format),
    st.sampled_from(["<script>if (a<b) c('</p>')</script>", "<style>p {d: e}</style>", "<hr/>"]),
    _HTML_TEXT.map(
        "<div style='visibility:hidden'>x<p style='visibility:visible'>{}</p></div>".format
    ),
    _HTML_TEXT.map("<p style='white-space:pre-wrap'>{}  w\nx</p>".format),
    _HTML_TEXT.map("<blockquote><div>{}</blockquote>".format),
    _HTML_TEXT.map("<ul><li><div>{}<li>y</ul>".format),
    _HTML_TEXT.map("<table><td>{}<td>x<tfoot><tr><td>y</tfoot><tbody><tr><td>z</table>".format),
    _HTML_TEXT.map("<table border=1><tr><td>{}<td><table><tr><td>z</table></table>".format),
    _HTML_TEXT.map("<p><video src=/a.mp4>{}</p>".format),
    _HTML_TEXT.map("<iframe src=''><a href='/u'>{}</a></iframe>".format),
    _HTML_TEXT.map("<ruby>{}<rp>(<rt>y<rp>)</ruby>".format),
    _HTML_TEXT.map("<p><title>{}<sup>[1]</sup></br>y&lrm;z<o:p></o:p></p>".format),
    st.sampled_from(["<picture><source srcset=a><img src=b.png></picture>", "<![CDATA[a > b]]>"]),
    st.sampled_from(["<?php if (a > b) ?>", "<noframes><b>x</b></noframes>", "<!-- x"]),
    st.sampled_from(["<!-- <p>f</p> -->", "<pre>中\n文 &lt;i&gt;</pre>", "<p>　</p>"]),
)
_HTML = st.lists(_HTML_BLOCK, min_size=1, max_size=5)
_SPAN = st.one_of(
    _SENTENCE,
    _SENTENCE.map("*{}*".format),
    _SENTENCE.map("**{}**".format),
    _SENTENCE.map("~~{}~~".format),
    _SENTENCE.map("[{}](/a_(b)?c=d&e=f 'title')".format),
    _SENTENCE.map("[{}][ref]".format),
    _SENTENCE.map("[![{}](/i.png)](/j)".format),
    _SENTENCE.map("<b>{}</b>".format),
    _SENTENCE.map("<span hidden>{}</span>".format),
    st.sampled_from(["`<i>*k*`", "`` a`b ``", "<http://a.example/b_c?d=1>", "![](/l/m%20n.jpg)"]),
    st.sampled_from(["\\*", "\\[o](p)", "&lt;", "& ", "x < y", " _q_ ", "r_s_t", "[^n]", "\\\n"]),
)
_LINE = st.lists(_SPAN, min_size=1, max_size=5).map(lambda spans: f"文{' '.join(spans)}文")
_MARKDOWN_BLOCK = st.one_of(
    _LINE,
    st.tuples(_LINE, _LINE).map("\n".join),
    _LINE.map(lambda line: f"## {line}".replace("\\\n", "") + " ##"),
    _LINE.map("- a\n- [x] {}\n  - b\n\n    c".format),
    _LINE.map("7. a\n8. {}".format),
    _LINE.map("> {}\n> > b".format),
    _LINE.map(lambda line: "| h | i |\n|:--|--:|\n| {} | j |".format(line.replace("\\\n", ""))),
    _LINE.map("```py\n{}\n\n# <b>k</b>\n```".format),
    _LINE.map(lambda line: "文\n\n    <i>code</i> " + line.replace("\n", "")),
    _LINE.map("文\n===\n{}".format),
    _LINE.map("<div>\n\n{}\n\n</div>".format),
    _LINE.map("<div style='display:none'>\n\n{}\n\n</div>".format),
    st.sampled_from(["---", "* * *", "<!--more-->", "{: .lead}", "{% include x.html y=1 %}"]),
    _HTML.map("".join),
)
_MARKDOWN = st.lists(_MARKDOWN_BLOCK, min_size=1, max_size=5).map(
    lambda blocks: "\n\n".join([*blocks, "[ref]: http://r.example 'title'\n[^n]: 注", "文[^n]完"])
)


@given(_HTML.map("".join))
@settings(deadline=None, max_examples=150)
def test_html_gives_the_words_of_its_document(body: str) -> None:
    assert _differences(body, is_html=True) == {}


@given(_MARKDOWN)
@settings(deadline=None, max_examples=150)
def test_markdown_mixed_with_html_gives_the_words_of_its_document(body: str) -> None:
    assert _differences(body) == {}


@given(
    st.one_of(
        st.text(max_size=200),
        st.text(alphabet="<>/!-[]()*_`~|#&;:{}%=\"' \n\tab1pdivhiden中\0\ufdd0", max_size=200),
    ),
    st.booleans(),
)
@settings(deadline=None, max_examples=250)
def test_any_string_gives_lines_that_are_safe_to_show(body: str, is_html: bool) -> None:
    text = extract_text(body, is_html=is_html)
    assert all(line.strip() == line != "" for line in text.split("\n")) or not text
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff\ufdd0-\ufdef]", text) is None


@pytest.mark.parametrize("is_html", [True, False])
@pytest.mark.parametrize(
    "unit",
    [
        *("<", "<a", '<a "', "<a '\"", "x <!--", "<div hidden>", "<span hidden>", "<script>"),
        *("[", "[](", '[x](y "', "![", "*", "*a", "_a ", "~~a", "`", "`` `", "a`", "&#1"),
        *("> ", "> a\n", "- ", "- a\n", "1. ", "# #\n", "```\n", "|a|\n|-|\n", "|--", "[a]: b\n"),
        *("<a href=#fn1 class=footnote><b>", "<object data=x>", "<video>", "<mrow>", "<mfrac>"),
        *("<noscript><img src=x>", "<li><input type=checkbox>", "<a href=x><br>", "<br><br>"),
        *("{%", "{{", "\n", " \n", "\\", "     ", "\n\n<a>\n", "<![CDATA[", "</p><p>"),
    ],
)
def test_no_repetition_of_marks_takes_longer_than_its_length(unit: str, is_html: bool) -> None:
    # What is quadratic takes minutes here.
    extract_text("a " + unit * (60_000 // len(unit)), is_html=is_html)


def test_a_word_with_inline_markup_in_it_stays_whole() -> None:
    body = "云<b>出</b>海，云**出**海，云[出](/x)海，云<span id=a></span>出<!-- c -->海，云出\n海"
    assert extract_text(body, is_html=False) == "云出海，云出海，云出海，云出海，云出海"


def test_neighbouring_blocks_and_cells_stand_on_lines_of_their_own() -> None:
    body = "<p>甲</p><div>乙<br>丙</div><table><tr><td>丁<td>戊</table>\n\n# 己\n- 庚\n- 辛"
    assert extract_text(body, is_html=False) == "\n".join("甲乙丙丁戊己庚辛")


def test_the_text_of_a_body_has_no_marks_of_its_markup() -> None:
    body = "**a** *b*c~~d~~ `e` ![f](g) [h](i)[^1]\n{: .j}\n\n> 1. k\n\n[^1]: l"
    assert extract_text(body, is_html=False) == "a bcd e f h[1]\nk\nl"


def test_code_and_escapes_keep_what_looks_like_markup() -> None:
    body = "`<b>*a*</b>` \\*b\\*\n\n```\n[c](d) &amp;\n```"
    assert extract_text(body, is_html=False) == "<b>*a*</b> *b*\n[c](d) &amp;"


def test_a_hidden_element_goes_with_the_elements_of_its_name_in_it() -> None:
    body = "a<div style='color: red; DISPLAY :none'>b<div>c</div>d</div>e"
    assert extract_text(body, is_html=True) == "ae"


def test_a_hidden_element_without_end_tag_ends_with_the_block_around_it() -> None:
    body = "<p hidden>a<p>b</p><div><span hidden>c</div>d"
    assert extract_text(body, is_html=True) == "b\nd"


def test_a_class_that_says_hidden_hides_nothing() -> None:
    assert extract_text('<p class="hidden md:block">a</p>', is_html=True) == "a"


def test_the_address_and_the_ways_back_below_a_post_are_left_out() -> None:
    assert extract_text(_SCRAPED, is_html=False) == "第一段。\n小标题\n（文章来源：某报）"


@pytest.mark.parametrize(
    "end",
    [
        "[点击查看公告全文](http://a.example/x.pdf)",
        "[返回首页](/)，欢迎再来",
        "- [一](/1)\n- [二](/2)",
        "[![返回](/a.png)](/b)",
        "[返回这一篇的原文，它的标题很长，长到不像是一个按钮](/a)",
        "<https://a.example/source>",
        "参考：\n\n<https://a.example/1>\n\n<https://b.example/2>",
        "https://a.example/1<br>\nhttps://b.example/2",
        "[Home Assistant](/a)、[Next.js](/b)、[首页设计](/c)",
        "[Top 10](/a)｜[回到未来](/b)",
    ],
)
def test_a_last_paragraph_that_says_more_than_the_way_back_is_kept(end: str) -> None:
    body = f"正文。\n\n{end}"
    assert _differences(body) == {}


def test_references_above_the_ways_back_are_kept() -> None:
    body = "甲\n\n<https://a.example/1>\n\n<https://b.example/2>\n\n[返回首页](/)"
    assert extract_text(body, is_html=False) == "甲\nhttps://a.example/1\nhttps://b.example/2"


@pytest.mark.parametrize("is_html", [True, False])
def test_a_footnote_that_nothing_refers_to_is_searched_if_it_is_shown(is_html: bool) -> None:
    body = "甲[^1]乙\n\n[^1]: 有人引用\n[^2]: 无人引用\n"
    assert _differences(body, is_html) == {}
    assert ("无人引用" in extract_text(body, is_html=is_html)) == is_html


def test_a_body_of_nothing_but_links_is_kept() -> None:
    body = "[返回](/a)｜[首页](/)"
    assert extract_text(body, is_html=False) == "返回｜首页"


def test_links_in_front_of_the_last_paragraph_are_kept() -> None:
    body = "甲\n\n[返回首页](/)\n\n乙"
    assert extract_text(body, is_html=False) == "甲\n返回首页\n乙"


@pytest.mark.parametrize(
    ("body", "elements"),
    [
        ("![甲](a.png)", {"image"}),
        ("|a|b|\n|-|-|\n|c|d|", {"table"}),
        ("[甲](/a)", {"link"}),
        ("见 https://a.example/b", {"link"}),
        ("<video src=a.mp4></video>", {"link"}),
        ("正文。\n\n[返回首页](/)", {"link"}),
        ("```\n<img src=a> | <table>\n```", set()),
        ("<div hidden><img src=a><a href=b>c</a></div><img width=1 src=d><a name=e>f</a>", set()),
    ],
)
def test_the_elements_of_a_body_are_those_that_are_shown(body: str, elements: set[str]) -> None:
    assert read_search_text(body, is_html=False).elements == elements


def test_what_is_too_long_to_be_parsed_is_searched_as_it_is_shown() -> None:
    body = "<p>甲</p>\n" * 120_000
    markup, rest = split_markup(body, is_html=True)
    lines = extract_text(body, is_html=True).split("\n")
    assert lines == ["甲"] * markup.count("\n") + ["<p>甲</p>"] * rest.count("\n")


def test_escapes_in_an_address_come_out_as_signs() -> None:
    body = "![](b%1b.png) <img src='c%07.png'>"
    assert extract_text(body, is_html=False) == "b␛.png c␇.png"
