"""Keeps formulas in Markdown as they are written, so that nothing in them becomes emphasis.

Source: kramdown's math blocks, ``$$ … $$``; single dollars, which MathJax takes, only around what
can't be money: something with a backslash, ``^`` or ``_`` in it.
"""

import re

from reader.document.markup.markdown.lines import LineKind, line_kinds
from reader.document.markup.markdown.sentinels import hide

_SPAN = re.compile(
    r"(?<!\\)(?:\$\$[^$\n`]+(?:\n[^$\n`]+){0,20}\$\$"
    r"|\$(?![\s$])(?=[^$\n`]{0,200}?[\\^_])[^$\n`]{1,400}+(?<!\s)\$(?!\d))"
)
_MARK = re.compile(r"([ \t>]*)\$\$[ \t]*")
_BACKTICKS = re.compile("`{3,}")
_MAX_LINES = 200


def hide_formulas(text: str) -> str:
    """Return `text` with sentinels in its formulas, and those on lines of their own as code."""
    if "$$\n" in text:
        text = _fence_blocks(text)
    return _SPAN.sub(lambda match: hide(match[0]), text)


def _fence_blocks(text: str) -> str:
    """Make fenced code of what stands between lines of two dollars alone."""
    lines = text.split("\n")
    marks = [
        place
        for place, (line, kind) in enumerate(zip(lines, line_kinds(lines), strict=True))
        if "$$" in line and _MARK.fullmatch(line) and kind is LineKind.MARKDOWN
    ]
    while len(marks) > 1:
        start, end = marks[:2]
        if end - start > _MAX_LINES:
            del marks[0]
            continue
        _fence(lines, start, end)
        del marks[:2]
    return "\n".join(lines)


def _fence(lines: list[str], start: int, end: int) -> None:
    ticks = max(map(len, _BACKTICKS.findall("\n".join(lines[start:end]))), default=2)
    fence = "`" * (ticks + 1)
    lines[start] = lines[start].rstrip().removesuffix("$$") + fence + "tex"
    lines[end] = lines[end].rstrip().removesuffix("$$") + fence
