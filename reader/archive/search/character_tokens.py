"""The tokens that a character becomes in search, or its part of one.

A character of a script that is written without spaces is a token of its own, and so is a mark of
punctuation; letters and digits of any other script join to runs. Letter case, width, accents,
compatibility forms and traditional characters are folded, as are hyphens and apostrophes. A number
or word that is one character, as ``①`` and ``㎡``, is a token of its own. What shows nothing, as a
soft hyphen, adds nothing. `neighbours` says what a character is only beside others.

Source: Unicode UAX #15 (NFKD), UAX #24 (scripts), CLDR's Latin-ASCII; OpenCC's t2s dictionary.
"""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

BLOCK_END = "\n"
BLOCK_END_TOKEN = "\u2029"
"""Stands between two blocks, so that no phrase reaches from one into the next; can't be typed."""
MARK_SHIFT = 0xFF01 - 0x21
"""From a mark of ASCII to the full-width one that it becomes."""
_ALONE = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3040-\u30fa\u30fd-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Han, kana, hangul, bopomofo, and Thai, Lao, Burmese, Khmer."""
_LONG_MARK = "\u30fc"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2043\u2212\ufe63"
_APOSTROPHES = "\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u00b4"
_SAME_MARKS = {**dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_APOSTROPHES, "'"), "\u2044": "/"}
"""Marks that are written for one of ASCII."""
_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ŋ": "n",
    "ĸ": "q",
    "ı": "i",
    "ȷ": "j",
}
"""Latin letters without a decomposition whose names do not give the plain letter."""
_LETTER_NAME = re.compile("LATIN SMALL LETTER ([A-Z]) WITH .*")
"""Of a letter whose stroke, hook or tail Unicode does not decompose, as ``ł``."""
_INVISIBLE = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Selectors of variants; they are no letters, though they count as marks of one."""


class _Tokens(dict[int, str]):
    """By code point; filled as characters are met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = tokens = tokens_of(chr(code))
        return tokens


TOKENS = _Tokens()
"""What `tokens_of` returns, by code point."""


def tokens_of(character: str) -> str:
    """Return what a character adds to the tokens, with a space where it separates two."""
    if character == BLOCK_END:
        return f" {BLOCK_END_TOKEN} "
    if character.isspace():
        return " "
    tokens = "".join(map(_token_part, fold_character(character)))
    return f" {tokens} " if _is_set_apart(character) else tokens


def fold_character(character: str) -> str:
    """Return what a character is compared as: folded as in tokens; none or several for a few."""
    if is_alone(character):
        compatible = unicodedata.normalize("NFKC", character)
        return simplify(compatible)
    if character in _SAME_MARKS:
        return _SAME_MARKS[character]
    if unicodedata.category(character) == "Cf" or _INVISIBLE.match(character):
        return ""
    decomposed = unicodedata.normalize("NFKD", character.casefold()).casefold()
    if decomposed == character and unicodedata.category(character) == "No":
        return _number(character)
    return "".join(
        _SAME_MARKS.get(mark) or _plain_letter(mark)
        for mark in decomposed
        if not unicodedata.combining(mark)
    )


def _number(character: str) -> str:
    """Return the digits of a number that has no compatibility form, as ``❶``."""
    value = unicodedata.numeric(character)
    return str(int(value)) if value.is_integer() else character


def _plain_letter(letter: str) -> str:
    """Return the letters of ASCII for a small Latin one, any other character as it is."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    name = _LETTER_NAME.fullmatch(unicodedata.name(letter, ""))
    return name[1].lower() if name else letter


def _is_set_apart(character: str) -> bool:
    """Say whether a character is a number or word in itself, which joins no other.

    Raised and lowered digits are not: they belong to the letter before, as in ``CO₂``.
    """
    category = unicodedata.category(character)
    if category == "No":
        return not unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return category == "So"


def is_alone(character: str) -> bool:
    """Say whether a character is of a script in which each is a token of its own."""
    return _alone().match(character) is not None


def simplify(text: str) -> str:
    """Return a text with simplified characters for traditional ones."""
    return str(_converter().convert(text))


def _token_part(character: str) -> str:
    """Return one folded character with a space on each side where it is a token alone."""
    if is_alone(character) or character == _LONG_MARK:
        return f" {character} "
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    if category == "Cs":  # a byte that is no text: no post has it
        character = "\uffff"
    if category[0] in "LNM":
        return character
    if "!" <= character <= "~":
        character = chr(ord(character) + MARK_SHIFT)
    return f" {character} "


@cache
def _alone() -> re.Pattern[str]:
    """Return a pattern of many characters, which takes 2 ms that the start has no need of."""
    return re.compile(_ALONE)


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - 25 ms that only search needs

    return OpenCC("t2s")
