"""Laws: any text gives a document; no visible character of what was parsed is lost."""

import re
import unicodedata

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Table,
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
