"""Keeps formulas in Markdown as they are written, so that nothing in them becomes emphasis.

Source: kramdown's math blocks, ``$$ … $$``; single dollars, which MathJax takes, only around what
can't be money: something with a backslash, ``^`` or ``_`` in it.
"""

import re
from bisect import bisect_right

from reader.document.markup.markdown.lines import LineKind, line_kinds
from reader.document.markup.markdown.sentinels import hide

_SPAN = re.compile(
    r"\$(?<!\\\$)(?:\$[^$\n`]+(?:\n[^$\n`]+){0,20}\$\$"
    r"|(?![\s$])(?=[^$\n`]{0,200}?[\\^_])[^$\n`]{1,400}+(?<!\s)\$(?!\d))"
)
_OPENING = re.compile(r"(?P<prefix>[ \t>]*)\$\$(?P<rest>[^\n]*)")
_OVER_LINES = re.compile(r"(?m)^[ \t>]*\$\$(?![^\n]*\$\$)")
_BACKTICKS = re.compile("`{3,}")
_MAX_LINES = 200


def hide_formulas(text: str) -> str:
    """Return `text` with sentinels in its formulas, and those on lines of their own as code."""
    if "$$" in text and _OVER_LINES.search(text):
        text = _fence_blocks(text)
    return _SPAN.sub(lambda match: hide(match[0]), text)


def _fence_blocks(text: str) -> str:
    """Make fenced code of what stands between two dollars that begin a block and two that end one.

    Within a paragraph only lines of two dollars alone are taken for that.
    """
    lines = text.split("\n")
    kinds = list(line_kinds(lines.copy()))
    ends = [
        place
        for place, line in enumerate(lines)
        if line.rstrip().endswith("$$") and kinds[place] is not LineKind.FENCED
    ]
    done = -1
    for place, line in enumerate(lines):
        if place <= done or kinds[place] is not LineKind.MARKDOWN or "$$" not in line:
            continue
        opening = _OPENING.fullmatch(line)
        if opening is None or "$$" in opening["rest"]:
            continue
        is_alone = not opening["rest"].strip()
        if not is_alone and place and kinds[place - 1] is LineKind.MARKDOWN:
            continue
        following = bisect_right(ends, place)
        if following == len(ends):
            break
        end = ends[following]
        if end - place <= _MAX_LINES and lines[end].count("$$") == 1:
            _fence(lines, place, end, opening)
            done = end
    return "\n".join(lines)


def _fence(lines: list[str], start: int, end: int, opening: re.Match[str]) -> None:
    prefix, rest = opening["prefix"], opening["rest"].strip()
    ticks = max(map(len, _BACKTICKS.findall("\n".join(lines[start:end]))), default=2)
    fence = "`" * (ticks + 1)
    last = lines[end].rstrip().removesuffix("$$")
    lines[start] = f"{prefix}{fence}tex" + (f"\n{prefix}{rest}" if rest else "")
    lines[end] = f"{last.rstrip()}\n{prefix}{fence}" if last.strip(" \t>") else f"{last}{fence}"
