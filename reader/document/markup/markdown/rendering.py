"""Markdown becomes HTML, through comrak.

Owns which Markdown is understood: CommonMark with raw HTML, GFM tables, strikethrough and task
lists, footnotes and definition lists as kramdown and PHP Markdown Extra write them, and emphasis
beside Chinese punctuation, which CommonMark's own rule leaves as asterisks. Where posts for
kramdown mean something else, the text is rewritten before; each rule has a module beside this.

Source: CommonMark 0.31; GFM 0.29; kramdown's syntax page for footnotes and definition lists;
"markdown-cjk-friendly" for the emphasis.
"""

import re
from collections.abc import Callable

from comrak import ExtensionOptions, RenderOptions
from comrak import render_markdown as _render

from reader.document.markup.markdown.callouts import mark_callouts
from reader.document.markup.markdown.emphasis import free_emphasis
from reader.document.markup.markdown.indents import dedent_html, limit_levels
from reader.document.markup.markdown.kramdown.abbreviations import (
    mark_abbreviations,
    take_abbreviations,
)
from reader.document.markup.markdown.kramdown.attributes import carry_out_attributes
from reader.document.markup.markdown.kramdown.fences import hide_unclosed_fences
from reader.document.markup.markdown.kramdown.footnotes import place_footnotes
from reader.document.markup.markdown.kramdown.html_content import open_html
from reader.document.markup.markdown.kramdown.line_marks import end_blocks, hide_breaks
from reader.document.markup.markdown.kramdown.references import (
    rewrite_autolinks,
    rewrite_references,
)
from reader.document.markup.markdown.kramdown.terms import (
    holds_descriptions,
    is_affordable,
    mark_terms,
    split_terms,
)
from reader.document.markup.markdown.math import hide_formulas
from reader.document.markup.markdown.sentinels import (
    hide_doubled_brackets,
    hide_lone_tildes,
    restore,
)
from reader.document.markup.markdown.tables import drop_empty_headers, widen_tables


def render_markdown(text: str) -> str:
    """Return `text` as HTML; raw HTML in it passes through unchanged.

    Costs about 20 microseconds for 1,000 characters, dense Markdown 100; the interpreter's lock
    is held meanwhile. Safe in any thread.

    Args:
        text: Without NUL, surrogates and the noncharacters U+FDD0 to U+FDDF, which would come
            out as something else.
    """
    start = _HTML_LINE.match(text)
    if start:
        line, rest = start[1], text[start.end() :]
        if not (_holds_any(line, _REWRITTEN_IN_HTML) or _holds_any(rest, _REACHING_BACK)):
            return f"{line}\n{_render_whole(rest)}"
    return _render_whole(text)


def _holds_any(text: str, marks: tuple[str, ...]) -> bool:
    return any(mark in text for mark in marks)


def _render_whole(text: str) -> str:
    rewritten, long_forms = take_abbreviations(text) if "*[" in text else (text, {})
    rewritten = _rewritten(rewritten)
    extensions = _EXTENSIONS
    if holds_descriptions(text):
        marked = mark_terms(rewritten)
        if is_affordable(marked):
            rewritten = marked
        else:
            extensions = _EXTENSIONS_FOR_LONG_LISTS
    html = _render(rewritten, extension_options=extensions, render_options=_RENDERING)
    html = mark_callouts(html)
    if rewritten != text:
        html = restore(place_footnotes(drop_empty_headers(split_terms(html))))
    return mark_abbreviations(html, long_forms) if long_forms else html


def _rewritten(text: str) -> str:
    """Return `text` as the parser has to read it to give what its author means."""
    for character, marks, rewrite in _REWRITERS:
        if character in text and (not marks or _holds_any(text, marks)):
            text = rewrite(text)
    return text


def _options(*, description_lists: bool) -> ExtensionOptions:
    options = ExtensionOptions()
    options.cjk_friendly_emphasis = True
    options.description_lists = description_lists
    options.footnotes = True
    options.strikethrough = True
    options.table = True
    options.tasklist = True
    return options


def _rendering() -> RenderOptions:
    rendering = RenderOptions()
    rendering.unsafe_ = True
    return rendering


_HTML_LINE = re.compile(r"(<p[ >].*+)(?:\n{2,}(?![\s>:\ufeff])|\n*\Z)")
"""The first line of a body where it is an HTML block, as of most scraped posts, whole.

The parser passes it through, and what follows it is read as if it stood alone; to read that
alone takes a third of the time.
"""
_REWRITTEN_IN_HTML = ("{", "<<", "markdown=")
_REACHING_BACK = ("{", "]:", "*[", "markdown=")
"""Marks by which what follows HTML may change it."""

_EXTENSIONS = _options(description_lists=True)
_EXTENSIONS_FOR_LONG_LISTS = _options(description_lists=False)
_RENDERING = _rendering()

_REWRITERS: tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...] = (
    ("`", ("```",), hide_unclosed_fences),
    ("~", ("~~~",), hide_unclosed_fences),
    ("=", ("markdown=", "{::options"), open_html),
    ("{", ("{:", "{#"), carry_out_attributes),
    ("", (), dedent_html),
    ("", (), limit_levels),
    ("^", (), end_blocks),
    ("\\", ("\\\\\n",), hide_breaks),
    ("<", ("<<",), hide_doubled_brackets),
    ("]", ("](", "]:"), rewrite_references),
    (" ", ("<http",), rewrite_autolinks),
    ("$", (), hide_formulas),
    ("~", (), hide_lone_tildes),
    ("|", (), widen_tables),
    ("*", (), free_emphasis),
    ("~", ("~~",), free_emphasis),
)
"""What rewrites a text that holds a character and one of some marks; code is told first.

The character is looked for first: in Chinese text that takes a twentieth of the time.
"""
