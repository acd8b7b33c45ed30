"""Regular expressions that the user types: none can hold up the program.

Source: the `regex` package, which understands what Python's `re` does, and stops on request.
"""

import re
import warnings
from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING

from reader.errors import PatternError
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    import regex

MAX_PATTERN_CHARACTERS = 200
"""A longer expression can take minutes to compile."""
_PATIENCE_SECONDS = 1.0
"""Time limit for one text; a plain expression takes a millisecond for 100 KB."""
_MAX_REPEATS = 10_000
_MAX_DIGITS = 9
_COUNTS = re.compile(r"\{\s*(\d+)?\s*(?:,\s*(\d+)?\s*)?\}", re.ASCII)


def check_pattern(pattern: str) -> None:
    """Make sure that `compile_pattern` takes an expression.

    Raises:
        PatternError: It is too long, or is none.
    """
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        raise PatternError(
            _("expected at most {count} characters").format(count=MAX_PATTERN_CHARACTERS)
        )
    try:
        with warnings.catch_warnings(action="ignore"):  # of what later versions may understand
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise _refusal(error) from None
    check_counts(pattern)
    _compile(pattern)


def _refusal(error: Exception) -> PatternError:
    reason = getattr(error, "msg", None) or _("too large")
    position = getattr(error, "pos", None) or 0
    sentence = _('expected a regular expression ({reason}), or "…" around it')
    return PatternError(sentence.format(reason=reason), position)


def check_counts(pattern: str) -> None:
    """Bound what counts in counts come to: `regex` writes every repetition out in memory.

    Raises:
        PatternError: ``((a{999}){999}){999}``, or such, would take all the memory there is.
    """
    counts = (map(_count, found.groups(default="")) for found in _COUNTS.finditer(pattern))
    if prod(map(max, counts)) > _MAX_REPEATS:
        raise PatternError(
            _("expected counts that multiply to at most {count:,}").format(count=_MAX_REPEATS)
        )


def _count(digits: str) -> int:
    return int(digits[:_MAX_DIGITS] or 1) or 1


def compile_pattern(pattern: str) -> Callable[[str], bool]:
    """Return a test on texts: whether an expression matches somewhere, letter case aside.

    An expression that once took longer than a second finds nothing from then on: one that
    backtracks without end on one text does so on most.
    """
    search = _compile(pattern).search
    is_given_up = False

    def is_found(text: str) -> bool:
        nonlocal is_given_up
        if is_given_up:
            return False
        try:
            return search(text, timeout=_PATIENCE_SECONDS, concurrent=True) is not None
        except TimeoutError:
            is_given_up = True
            return False

    return is_found


def _compile(pattern: str) -> "regex.Pattern[str]":
    """Compile an expression.

    Raises:
        PatternError: It is none.
    """
    import regex  # noqa: PLC0415 - 20 ms that only patterns need

    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise _refusal(error) from None
