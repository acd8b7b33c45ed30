"""How much of a body is parsed as markup, so that any input ends in bounded time.

Costs are measured at their worst, in microseconds for one character of a kind: parsing, rendering,
and the two tags that a line, a cell or an emphasis becomes. A line costs more the deeper it can
be nested in quotes and lists, because each level looks at each line that lazily goes on. Empty
lines end that and cost next to nothing.
"""

import re

LONGEST_MARKUP = 1_000_000
"""Characters of a body that are parsed as markup."""

LARGEST_COST = 2_000_000
"""Microseconds, by the estimate below."""

TAG_COST = 50
"""Microseconds for one ``<``."""

_COSTS = {
    "<": TAG_COST,
    "[": 40,
    "|": 40,
    "*": 25,
    "_": 25,
    "~": 25,
    "!": 10,
    "&": 4,
    "{": 2,
    "`": 2,
    ">": 2,
}
_LINE_COST = 50
_LEVEL_COST = 8
_DEEPEST = 22
_COSTLY = re.compile(r"[<\[|*_~!&`{>]|\n(?!\n)")
_NESTED = re.compile(r"^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))+", re.MULTILINE)
_LEVEL = re.compile(r"[>*+-]|\d+[.)]")


def split_markup(body: str, *, is_html: bool) -> tuple[str, str]:
    """Return the part of `body` that is parsed as markup, and the rest, mostly empty.

    Nothing is lost: both together are `body`.
    """
    costs = {"<": TAG_COST} if is_html else _costs_of_markdown(body)
    end = min(len(body), LONGEST_MARKUP)
    if _cost(body, costs) > LARGEST_COST:
        end = min(end, _affordable(body, costs))
    if end < len(body):
        end = good_cut(body, end)
    return body[:end], body[end:]


def _costs_of_markdown(body: str) -> dict[str, int]:
    depth = max((len(_LEVEL.findall(run, 0, 200)) for run in _NESTED.findall(body)), default=0)
    return _COSTS | {"\n": _LINE_COST + _LEVEL_COST * min(depth, _DEEPEST)}


def _cost(body: str, costs: dict[str, int]) -> int:
    """Return an estimate in microseconds; an empty line costs nothing beside the line before it."""
    cost = sum(body.count(mark) * cost for mark, cost in costs.items())
    return cost - body.count("\n\n") * costs.get("\n", 0)


def _affordable(body: str, costs: dict[str, int]) -> int:
    left = LARGEST_COST
    for match in _COSTLY.finditer(body):
        left -= costs.get(match[0], 0)
        if left < 0:
            return match.start()
    return len(body)


def good_cut(body: str, end: int) -> int:
    """Move a cut back to where it parts paragraphs, lines, tags or sentences, if that is near."""
    nearest = max(0, end - 2000)
    for mark in ("\n\n", "\n", "</p>", ">", "。", " "):
        found = body.rfind(mark, nearest, end)
        if found >= 0:
            return found + len(mark)
    return end
