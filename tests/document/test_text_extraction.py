"""Laws: the words for search are those of the reading pane, and any text gives them at once.

A word is a run of letters and digits; marks, white space and the boilerplate at a post's end are
what the extraction may leave out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import html_tree
from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text
from reader.document.text_extraction import LINE_NUMBERS, NEVER_SHOWN, extract_text
from reader.posts.post import PostId
from reader.posts.reading import parse_post
from reader.posts.site import Site

_FIXTURES = Path(__file__).parent / "fixtures"
_SAMPLES = Path(__file__).parents[2] / "sample_posts"
_WORD = re.compile(r"[^\W_]+")
_SAYS_MORE_THAN_ITS_WORDS = {
    "Images: alternative text, title, name; counters and repeats go",
    "Ruby, quotation, formula",
    "Form controls",
    "Footnotes as kramdown writes them",
}
"""Fixtures of what the module's docstring lists as known differences."""

SCRAPED = (
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
            if title.strip() not in _SAYS_MORE_THAN_ITS_WORDS:
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
@settings(deadline=None, max_examples=250)
def test_html_gives_the_words_of_its_document(body: str) -> None:
    assert _differences(body, is_html=True) == {}


@given(_MARKDOWN)
@settings(deadline=None, max_examples=250)
def test_markdown_mixed_with_html_gives_the_words_of_its_document(body: str) -> None:
    assert _differences(body) == {}
