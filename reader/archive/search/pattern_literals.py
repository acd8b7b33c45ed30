"""The Chinese words that every match of a regular expression holds, to look for them in an index.

Taken from the parsed expression, and rather too few than wrong: only Han characters, which have no
letter case, are tokens by themselves wherever they stand, and next to each other in a text where
they are in the expression. Words of letters may be matched within longer ones, which no index of
whole words finds.

Source: Python's `re._parser`; `search.patterns` for the two packages that must both understand an
expression.
"""

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_FUZZY = re.compile(r"\{[^}]*[a-z<=]", re.IGNORECASE)
"""``{e<=1}``: `regex` takes it for a number of errors, and then nothing need stand in a text."""

Alternatives = tuple[str, ...]
"""Runs of Han characters of which at least one stands in every match."""


def required_literals(pattern: str) -> tuple[Alternatives, ...]:
    """Return what stands in every text that an expression matches; empty where nothing is sure.

    Args:
        pattern: As `search.patterns.check_pattern` takes it.
    """
    if not _HAN.search(pattern) or _FUZZY.search(pattern):
        return ()
    found = _Finder()
    found.walk(_parser.parse(pattern))
    found.end_run()
    return tuple(dict.fromkeys(found.required))


class _Finder:
    """Collects literals along one branch of an expression."""

    def __init__(self) -> None:
        self.required: list[Alternatives] = []
        self._run = ""

    def end_run(self) -> None:
        """Take what was met in a row for required: each part of it that is Han."""
        self.required += [(part,) for part in _HAN.findall(self._run)]
        self._run = ""

    def walk(self, parsed: Iterable[tuple[Any, Any]]) -> None:
        """Go through what follows one another."""
        for operation, value in parsed:
            match str(operation):
                case "LITERAL":
                    self._run += chr(value)
                case "SUBPATTERN":
                    self.walk(value[-1])
                case "ATOMIC_GROUP":
                    self.walk(value)
                case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
                    self.end_run()
                    self.walk(value[2])
                    self.end_run()
                case "BRANCH":
                    self.end_run()
                    self._take_branches(value[1])
                case _:
                    self.end_run()

    def _take_branches(self, branches: Iterable[Iterable[tuple[Any, Any]]]) -> None:
        """Take one literal of each branch, the longest, where each has one."""
        longest: list[str] = []
        for branch in branches:
            found = _Finder()
            found.walk(branch)
            found.end_run()
            if not found.required:
                return
            best = max(found.required, key=lambda literals: min(map(len, literals)))
            longest += best
        self.required.append(tuple(dict.fromkeys(longest)))
