"""Emphasis beside Chinese marks counts, as kramdown has it.

CommonMark's flanking rule asks whether punctuation stands at the inner side of a mark and a
letter at the outer one. For Chinese, which has no spaces, that leaves ``**历经十年，**年`` literal.
kramdown asks only for white space. The parser's own rule for Chinese covers full-width marks;
quotation marks and dashes, which Chinese shares with other scripts, and ASCII punctuation beside
a digit in a Chinese line are covered here. Lines without Chinese stay as CommonMark reads them.

Source: kramdown's parser, `parse_emphasis`; commonmark-spec issue 650.
"""

import re

from reader.document.markup.markdown.sentinels import NOTHING

_CHINESE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
_SHARED_MARKS = "“”‘’…—–·•‥"
_HAS_CHINESE = re.compile(rf"[{_CHINESE}{_SHARED_MARKS}]")
_BEFORE_OTHERS = r"(?=[A-Za-z0-9\u00c0-\u1fff]|[^\w\s*~])"
"""Chinese letters behind a mark are covered by the parser."""
_ASTERISKS = re.compile(rf"\*{{1,3}}+{_BEFORE_OTHERS}")
_TILDES = re.compile(rf"~~{_BEFORE_OTHERS}")
_LONGEST_REACH = 200
"""Characters at either side of a mark in which Chinese is looked for."""


def free_emphasis(text: str) -> str:
    """Return `text` with `NOTHING` at both sides of marks that stand beside punctuation.

    Only in lines that hold Chinese characters or marks.
    """
    if "*" in text:
        text = _ASTERISKS.sub(_freed, text)
    if "~~" in text:
        text = _TILDES.sub(_freed, text)
    return text


def _freed(match: re.Match[str]) -> str:
    mark, text = match[0], match.string
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or before in {"\\", mark[0]}:
        return mark
    if before.isspace() or after.isspace() or _is_letter(before) == _is_letter(after):
        return mark
    line_before = text[max(0, start - _LONGEST_REACH) : start].rpartition("\n")[2]
    line_after = text[end : end + _LONGEST_REACH].partition("\n")[0]
    if _HAS_CHINESE.search(line_before) or _HAS_CHINESE.search(line_after):
        return f"{NOTHING}{mark}{NOTHING}"
    return mark


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
