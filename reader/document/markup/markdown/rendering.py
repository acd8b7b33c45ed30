"""Markdown becomes HTML, through comrak.

Owns which Markdown is understood: CommonMark with raw HTML, GFM tables, strikethrough and task
lists, footnotes and definition lists as kramdown and PHP Markdown Extra write them, and emphasis
beside Chinese punctuation, which CommonMark's own rule leaves as asterisks. Where posts for
kramdown mean something else, the text is rewritten before; each rule has a module beside this.

Source: CommonMark 0.31; GFM 0.29; kramdown's syntax page for footnotes and definition lists;
"markdown-cjk-friendly" for the emphasis.
"""

from comrak import ExtensionOptions, RenderOptions
from comrak import render_markdown as _render

from reader.document.markup.markdown.indents import dedent_html, limit_levels
from reader.document.markup.markdown.math import hide_formulas
from reader.document.markup.markdown.sentinels import hide_lone_tildes, restore
from reader.document.markup.markdown.tables import drop_empty_headers, widen_tables
from reader.document.markup.markdown.terms import (
    MAX_DESCRIPTIONS,
    count_descriptions,
    mark_terms,
    split_terms,
)


def render_markdown(text: str) -> str:
    """Return `text` as HTML; raw HTML in it passes through unchanged.

    Costs about 20 microseconds for 1,000 characters, dense Markdown 100; the interpreter's lock
    is held meanwhile. Safe in any thread.

    Args:
        text: Without NUL, surrogates and the noncharacters U+FDD0 to U+FDDF, which would come
            out as something else.
    """
    descriptions = count_descriptions(text)
    rewritten = _rewritten(text)
    if 0 < descriptions <= MAX_DESCRIPTIONS:
        rewritten = mark_terms(rewritten)
    extensions = _EXTENSIONS if descriptions <= MAX_DESCRIPTIONS else _EXTENSIONS_FOR_LONG_LISTS
    html = _render(rewritten, extension_options=extensions, render_options=_RENDERING)
    return html if rewritten == text else restore(drop_empty_headers(split_terms(html)))


def _rewritten(text: str) -> str:
    """Return `text` as the parser has to read it to give what its author means."""
    text = limit_levels(dedent_html(text))
    if "$" in text:
        text = hide_formulas(text)
    if "~" in text:
        text = hide_lone_tildes(text)
    if "|" in text:
        text = widen_tables(text)
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


_EXTENSIONS = _options(description_lists=True)
_EXTENSIONS_FOR_LONG_LISTS = _options(description_lists=False)
_RENDERING = _rendering()
