"""A fence that is never closed is text, as kramdown has it; CommonMark makes code of the rest.

Source: kramdown's parser of GFM, `FENCED_CODEBLOCK_MATCH`.
"""

import re
from dataclasses import dataclass

from reader.document.markup.markdown.sentinels import hide

_FENCE = re.compile(
    r"^(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)"
    r"(?P<marks>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)$",
    re.MULTILINE,
)
_MAX_INDENT = 3


@dataclass(frozen=True, slots=True)
class _Fence:
    start: int
    marks: str
    indent: int
    quotes: int
    may_close: bool

    def is_closed_by(self, other: "_Fence") -> bool:
        return (
            other.may_close
            and other.marks.startswith(self.marks)
            and other.quotes == self.quotes
            and abs(other.indent - self.indent) <= _MAX_INDENT
        )


def hide_unclosed_fences(text: str) -> str:
    """Return `text` with sentinels for the marks of fences that nothing closes."""
    fences = [_read(match) for match in _FENCE.finditer(text)]
    longest = _longest_ahead(fences)
    unclosed: list[_Fence] = []
    place = 0
    while place < len(fences):
        fence = fences[place]
        end = place + 1
        if longest[place].get(fence.marks[0], 0) < len(fence.marks):
            end = len(fences)
        while end < len(fences) and not fence.is_closed_by(fences[end]):
            end += 1
        if end == len(fences):
            unclosed.append(fence)
            place += 1
        else:
            place = end + 1
    return _hidden(text, unclosed) if unclosed else text


def _read(match: re.Match[str]) -> _Fence:
    prefix = match["prefix"]
    is_plain = not prefix.strip(" \t>") and not match["info"].strip()
    return _Fence(
        match.start("marks"),
        match["marks"],
        len(prefix.expandtabs(4)),
        prefix.count(">"),
        is_plain,
    )


def _longest_ahead(fences: list[_Fence]) -> list[dict[str, int]]:
    """Return for each fence the longest of each kind behind it that may close one."""
    ahead: list[dict[str, int]] = []
    longest = {"`": 0, "~": 0}
    for fence in reversed(fences):
        ahead.append(longest)
        kind = fence.marks[0]
        if fence.may_close and len(fence.marks) > longest[kind]:
            longest = longest | {kind: len(fence.marks)}
    return ahead[::-1]


def _hidden(text: str, fences: list[_Fence]) -> str:
    parts = []
    done = 0
    for fence in fences:
        end = fence.start + len(fence.marks)
        parts += [text[done : fence.start], hide(fence.marks)]
        done = end
    return "".join([*parts, text[done:]])
