"""Markdown becomes HTML, through markdown-it-py.

Owns which Markdown is understood: CommonMark with raw HTML, GFM tables, strikethrough and task
lists, footnotes and definition lists as kramdown and PHP Markdown Extra write them. Nothing is
lost however deep it is nested: markdown-it drops what lies deeper than its `maxNesting`, so a
rule of our own takes it as a paragraph before that.

Source: CommonMark 0.31; GFM 0.29; kramdown's syntax page for footnotes and definition lists.
"""

import re
import threading
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from reader.document.markup.markdown_math import keep_formulas
from reader.document.markup.markdown_terms import take_further_terms

DEEPEST_TOKEN = 22
"""Tokens within tokens; a list and its item count as two."""

_MAKING = threading.Lock()
_EVERY_TABLE = "<http://a.b/> [c](/d)"
"""To render it fills what markdown-it and mdurl fill when it is first used, without a lock: another
thread would meet a table of characters, or a chain of rules, of which there is only the beginning.
"""
_HTML_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*[\s/>]")


def render_markdown(text: str) -> str:
    """Return `text` as HTML; raw HTML in it passes through unchanged."""
    with _MAKING:
        parser = _parser()
    return str(parser.render(text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST_TOKEN + 4})
    parser.enable(["table", "strikethrough"])
    # kramdown has no inline footnotes, and a run of "^[" is quadratic in the plugin.
    parser.use(footnote_plugin, inline=False).use(deflist_plugin).use(tasklists_plugin)
    keep_formulas(parser)
    take_further_terms(parser)
    parser.block.ruler.before("table", "too_deep", _take_too_deep)
    parser.block.ruler.before("code", "indented_html", _take_indented_html)
    parser.render(_EVERY_TABLE)
    return parser


def _take_too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < DEEPEST_TOKEN:
        return False
    if not silent:
        state.line = end
        opening = state.push("paragraph_open", "p", 1)
        opening.map = [start, end]
        inline = state.push("inline", "", 0)
        inline.content = state.getLines(start, end, state.blkIndent, False).strip()
        inline.map = [start, end]
        inline.children = []
        state.push("paragraph_close", "p", -1)
    return True


def _take_indented_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take indented HTML that goes on an HTML block after a blank line.

    CommonMark makes it code and shows the tags; kramdown, which the pages were written for, and
    the person who indented them mean HTML.
    """
    if not state.is_code_block(start) or not state.tokens or state.tokens[-1].type != "html_block":
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not _HTML_TAG.match(state.src, begin):
        return False
    stop = start + 1
    while stop < end and not state.isEmpty(stop):
        stop += 1
    if not silent:
        state.line = stop
        token = state.push("html_block", "", 0)
        token.map = [start, stop]
        token.content = state.getLines(start, stop, state.blkIndent, True)
    return True
