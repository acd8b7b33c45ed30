"""Words as search compares them: a text becomes tokens, a word or phrase neighbouring tokens.

One token is a single character of a script that is written without spaces (so that every word of
it is found, also inside another), a whole run of letters and digits of any other, or one mark of
punctuation; see `character_tokens` for what is folded. Both sides go through `tokenize`.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from reader.archive.search.character_tokens import TOKENS, is_alone

_SHORTEST_PREFIX = 2
_SHORTEST_NUMBER_PREFIX = 4
"""Digits. Fewer begin a number in most texts, if only a year: finding those does not help and takes
the full-text index a third of a second for a million posts."""


def tokenize(text: str) -> str:
    """Return the tokens of a text in order, separated by single spaces; line feeds end blocks.

    About 40 nanoseconds a character; `tokens_of_long` takes less. Marks of ASCII come out
    full-width, so that no token has a character below U+0080 but small letters and digits.
    """
    tokens = composed(text).translate(TOKENS)
    while "  " in tokens:  # a quarter of the time of split and join
        tokens = tokens.replace("  ", " ")
    return tokens.strip(" ")


def composed(text: str) -> str:
    """Return a text with one character for a letter and its marks, where there are any."""
    return unicodedata.normalize("NFKC", text) if _composed_first().search(text) else text


@cache
def _composed_first() -> re.Pattern[str]:
    """Find marks and half-width kana, which mean something only together with their neighbours."""
    return re.compile("[\u0300-\u036f\u3099\u309a\uff65-\uff9f]")


def token_pieces(text: str) -> list[str]:
    """Return what each character adds to the tokens, with a space where it separates two."""
    return [TOKENS[ord(character)] for character in text]


def compile_words(text: str, *, is_whole: bool = False) -> Callable[[str], bool]:
    """Return a test on tokenized text: whether the tokens of a word or phrase stand in it.

    Args:
        text: As typed. What has no tokens stands in every text.
        is_whole: False takes a run of letters or digits at the end, of two or more, for the
            beginning of a longer one, too.
    """
    tokens = tokenize(text)
    wanted = f" {tokens}" if is_prefix(tokens) and not is_whole else f" {tokens} "
    return (lambda tokenized: wanted in f" {tokenized} ") if tokens else lambda _: True


def is_prefix(tokens: str) -> bool:
    """Say whether the last of some tokens may go on: a run of two letters, or of four digits."""
    last = tokens.rpartition(" ")[2]
    shortest = _SHORTEST_NUMBER_PREFIX if last.isdigit() else _SHORTEST_PREFIX
    return len(last) >= shortest and last.isalnum() and not is_alone(last)
