"""What is looked for in a text: words, or a regular expression."""

from dataclasses import dataclass

_EXPRESSION_MARK = "/"
"""Precedes a typed regular expression, and may follow it."""


@dataclass(frozen=True, slots=True)
class FindPattern:
    """Words, or a regular expression; an empty one finds nothing."""

    text: str
    is_expression: bool = False


def read_pattern(typed: str) -> FindPattern:
    """Return what a user typed as a pattern: a regular expression if a slash precedes it."""
    if not typed.startswith(_EXPRESSION_MARK):
        return FindPattern(typed)
    inner = typed[1:]
    if inner.endswith(_EXPRESSION_MARK) and not inner.endswith("\\/"):
        inner = inner[:-1]
    return FindPattern(inner, is_expression=True)
