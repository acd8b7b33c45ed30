"""Laws: any text gives a document; no visible character of what was parsed is lost."""

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from support.search_texts import extract_text

from reader.document.markup.markdown.rendering import render_markdown
from reader.document.nodes import (
    MAX_DEPTH,
    BlockQuote,
    Callout,
    DefinitionList,
    Details,
    Document,
    Figure,
    FootnoteList,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text

_WORDS = st.sampled_from(
    ["word", "中文", "“引”", "a b", " ", "\n", "　　", "x<y", "&amp;", "1.5%", "\u00a0", "é", "𠮷"]
)
_INLINE_TAGS = ["b", "i", "a href=/x", "span", "code", "sup", "font", "unknown", "mark", "u"]
_BLOCK_TAGS = [
    *("div", "p", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "caption", "dl", "dt"),
    *(
        "dd",
        "pre",
        "h1",
        "h6",
        "figure",
        "figcaption",
        "section",
        "thead",
        "tbody",
        "summary",
        "details",
    ),
]
_TAGS = st.sampled_from(_INLINE_TAGS + _BLOCK_TAGS)
_OPEN = _TAGS.map(lambda tag: f"<{tag}>")
_CLOSE = _TAGS.map(lambda tag: f"</{tag.split()[0]}>")
_HTML = st.lists(st.one_of(_WORDS, _OPEN, _CLOSE, st.just("<br>")), max_size=40).map("".join)
_MARKDOWN = st.lists(
    st.one_of(
        _WORDS,
        st.sampled_from(
            [
                *("\n\n", "# ", "> ", "- ", "1. ", "    ", "```\n", "`", "*", "**", "_", "~~"),
                *(
                    "[a](/b)",
                    "![alt](c.png)",
                    "[",
                    "](",
                    "<http://a.example>",
                    "|a|b|\n|-|-|\n|",
                    "|",
                ),
                *("\n---\n", "\n===\n", "<p>", "</p>", "<div>", "\\", "- [ ] ", "{", "}", "\t"),
            ]
        ),
    ),
    max_size=40,
).map("".join)


_TAGS_IN_PROSE = st.sampled_from(
    [
        *("title", "script", "style", "textarea", "iframe", "xmp", "noframes", "noembed"),
        *("template", "plaintext", "datalist", "metadata", "desc", "video", "audio", "object"),
        *("select", "head", "colgroup", "picture", "source", "embed", "canvas", "svg", "math"),
        *("div", "table", "td", "ul", "li", "rt", "rp", "ruby", "frameset", "body", "html", "!--"),
    ]
)
_PROSE_AROUND = st.sampled_from(
    [
        *("甲 <{}> 乙\n\n丙", "甲\n\n<{}>\n\n乙\n\n丙", "甲\n\n<{}>\n乙\n\n丙", "<{}> 甲乙\n\n丙"),
        *("> 甲\n>\n> <{}>\n> 乙\n\n丙", "- 甲 <{}> 乙\n- 丁\n\n丙", "# 甲 <{}> 乙\n\n丙"),
        *("| 甲 <{}> | 乙 |\n|---|---|\n| 丁 | 戊 |\n\n丙", "甲 ```<{}>``` 乙\n\n丙"),
        *("甲 <{}> 乙\n\n丙 `</{}>`", "<p>甲 <{}> 乙</p>\n<p>丙</p>", "**甲 <{}> 乙**\n\n丙"),
    ]
)


def _shown(text: str) -> str:
    """Return what can be seen of `text`, in code point order: white space and format go."""
    seen = (c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
    return "".join(sorted(seen))


def _depth(block: object) -> int:
    match block:
        case BlockQuote(blocks) | Figure(blocks, _) | Details(_, blocks) | Callout(_, _, blocks):
            inner = blocks
        case ListBlock(items):
            inner = tuple(b for item in items for b in item.blocks)
        case Table(rows):
            inner = tuple(b for row in rows for cell in row for b in cell.blocks)
        case DefinitionList(items):
            inner = tuple(b for item in items for blocks in item.descriptions for b in blocks)
        case FootnoteList(footnotes):
            inner = tuple(b for note in footnotes for b in note.blocks)
        case _:
            inner = ()
    return 1 + max(map(_depth, inner), default=0)


def _deepest(document: Document) -> int:
    return max(map(_depth, document.blocks), default=0)


@given(_HTML)
@settings(deadline=None, max_examples=400)
def test_every_visible_character_of_html_is_in_the_text(html: str) -> None:
    soup = BeautifulSoup(f"<!DOCTYPE html><body>{html}", "lxml")
    assert _shown(visible_text(parse_body(html, is_html=True))) == _shown(soup.get_text())


@given(_MARKDOWN)
@settings(deadline=None, max_examples=400)
def test_every_visible_character_of_markdown_is_in_the_text(markdown: str) -> None:
    html = render_markdown(markdown)
    soup = BeautifulSoup(f"<!DOCTYPE html><body>{html}", "lxml")
    for image in soup.find_all("img"):
        image.insert_after(str(image.get("alt") or str(image["src"]).rpartition("/")[2]))
    shown = _shown(visible_text(parse_body(markdown)))
    # An empty autolink that stands alone is dropped on purpose.
    assert shown.replace("<", "").replace(">", "") == _shown(re.sub("[<>]", "", soup.get_text()))


@given(_PROSE_AROUND, _TAGS_IN_PROSE)
@settings(deadline=None, max_examples=400)
def test_a_tag_that_is_named_in_prose_takes_no_text_away(prose: str, tag: str) -> None:
    body = prose.format(tag, tag)
    shown = visible_text(parse_body(body))
    found = extract_text(body, is_html=False)
    for word in "甲乙丙":
        assert word in shown
        assert word in found


@pytest.mark.parametrize("around", ["> <{}>\n> 甲\n\n乙", "- <{}>\n  甲\n- 丁\n\n乙"])
@pytest.mark.parametrize("tag", ["div", "section", "table", "td", "video src=a", "title", "center"])
def test_what_follows_a_quote_or_list_stands_outside_of_it(around: str, tag: str) -> None:
    assert parse_body(around.format(tag)).blocks[-1] == Paragraph((Text("乙"),))


@given(st.text(max_size=300), st.booleans())
@settings(deadline=None, max_examples=300)
def test_any_string_gives_a_document(text: str, is_html: bool) -> None:
    visible_text(parse_body(text, is_html=is_html))


@given(st.text(alphabet="<>/!-[]()*_`~|#&;:{}%=\"' \n\tab1pdivcode中", max_size=200), st.booleans())
@settings(deadline=None, max_examples=300)
def test_any_string_of_markup_characters_gives_a_document(text: str, is_html: bool) -> None:
    assert _deepest(parse_body(text, is_html=is_html)) <= MAX_DEPTH


@given(_HTML.map(lambda html: html * 40))
@settings(deadline=None, max_examples=40)
def test_no_document_is_nested_deeper_than_allowed(html: str) -> None:
    assert _deepest(parse_body(html, is_html=True)) <= MAX_DEPTH


@given(st.text(max_size=300), st.booleans())
@settings(deadline=None, max_examples=200)
def test_no_unsafe_character_reaches_the_text(text: str, is_html: bool) -> None:
    shown = visible_text(parse_body(text, is_html=is_html))
    assert (
        re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
        is None
    )
