"""Keeps formulas in Markdown as they are written, so that nothing in them becomes emphasis.

Source: kramdown's math blocks, ``$$ … $$``; single dollars, which MathJax takes, only around what
can't be money: something with a backslash, ``^`` or ``_`` in it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_SPAN = re.compile(
    r"\$\$[^$\n]+(?:\n[^$\n]+){0,20}\$\$|\$(?![\s$])[^$\n]{0,200}?[\\^_][^$\n]{0,200}(?<!\s)\$(?!\d)"
)
_FENCE = "$$"
_MOST_LINES = 200


def keep_formulas(parser: MarkdownIt) -> None:
    """Add the rules to `parser`."""
    parser.block.ruler.before("fence", "formula", _take_block, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "formula", _take_span)


def _take_span(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("$", state.pos):
        return False
    match = _SPAN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


def _take_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _line(state, start) != _FENCE or state.is_code_block(start):
        return False
    stop = next(
        (
            line
            for line in range(start + 1, min(end, start + _MOST_LINES))
            if _line(state, line) == _FENCE
        ),
        None,
    )
    if stop is None:
        return False
    if not silent:
        state.line = stop + 1
        token = state.push("fence", "code", 0)
        token.info = "tex"
        token.content = state.getLines(start + 1, stop, state.blkIndent, True)
        token.map = [start, state.line]
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
