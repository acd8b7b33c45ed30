"""Lets several terms share one description, each on a line of its own.

The plugin for definition lists takes one term alone; this puts the others into the same list.

Source: kramdown's syntax page, "Definition Lists".
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

_MOST_TERMS = 6
_DESCRIPTION = re.compile(r":[ \t]+\S")
_OTHER_BLOCK = re.compile(r"[>#*+\-`~|<:=]|\d+[.)]")
_FURTHER_TERM = {"is_followed": True}


def take_further_terms(parser: MarkdownIt) -> None:
    """Add the rules to `parser`, which knows definition lists already."""
    parser.block.ruler.before("deflist", "further_terms", _take_terms)
    parser.core.ruler.after("block", "join_terms", _join_lists)


def _take_terms(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take all terms but the last, which the plugin then takes with what is said of them."""
    if silent:
        return False
    last = start
    while last + 1 < min(end, start + _MOST_TERMS) and _is_term(state, last + 1):
        last += 1
    if last == start or last + 1 >= end or not _DESCRIPTION.match(_line(state, last + 1)):
        return False
    state.push("dl_open", "dl", 1).map = [start, last]
    for line in range(start, last):
        state.push("dt_open", "dt", 1).map = [line, line + 1]
        inline = state.push("inline", "", 0)
        inline.content = _line(state, line).strip()
        inline.children = []
        inline.map = [line, line + 1]
        state.push("dt_close", "dt", -1)
    state.push("dl_close", "dl", -1).meta = dict(_FURTHER_TERM)
    state.line = last
    return True


def _is_term(state: StateBlock, line: int) -> bool:
    return not state.isEmpty(line) and not (
        state.is_code_block(line) or _OTHER_BLOCK.match(_line(state, line))
    )


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _join_lists(state: StateCore) -> None:
    """Make one list of the first terms and of the plugin's list right behind them."""
    tokens = state.tokens
    if not any(token.meta == _FURTHER_TERM for token in tokens):
        return
    joined = []
    place = 0
    while place < len(tokens):
        is_end = tokens[place].type == "dl_close" and tokens[place].meta == _FURTHER_TERM
        if is_end and place + 1 < len(tokens) and tokens[place + 1].type == "dl_open":
            place += 2
        else:
            joined.append(tokens[place])
            place += 1
    state.tokens = joined
