"""Words as search compares them: a text becomes tokens, a word or phrase neighbouring tokens.

One token is a single character of a script that is written without spaces (so that every word of
it is found, also inside another), a whole run of letters and digits of any other, or one mark of
punctuation. Letter case, width, accents, compatibility forms and traditional characters are
folded on both sides, which is why both sides go through `tokenize`.

Source: Unicode UAX #15 (NFKD), UAX #24 (scripts); OpenCC's t2s dictionary.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_BLOCK_END = "\n"
BLOCK_END_TOKEN = "\u2029"
"""Stands between two blocks, so that no phrase reaches from one into the next; can't be typed."""
_COMPOSED_FIRST = "[\u0300-\u036f\u3099\u309a\uff65-\uff9f]"
"""Marks and half-width kana: these mean something only together with their neighbours."""
_ALONE = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3040-\u30fa\u30fd-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Han, kana, hangul, bopomofo, and Thai, Lao, Burmese, Khmer."""
_LONG_MARK = "\u30fc"
_SHORTEST_PREFIX = 2
_SHORTEST_NUMBER_PREFIX = 4
"""Digits. Fewer begin a number in most texts, if only a year: to find those helps nobody, and takes
the full-text index a third of a second for a million posts."""
_MARK_SHIFT = 0xFF01 - 0x21
_LONG = 200
"""Characters from which on it pays to look for runs of usual ones."""
_USUAL_BLOCKS = (range(0x2010, 0x2070), range(0x3000, 0x3040), range(0x4E00, 0xA000))
_USUAL_MARKS = range(0xFF01, 0xFFE0)
_SEAM = "\ue000"
"""Stands for what is between two runs of usual characters; is none itself."""


class _Folding(dict[int, str]):
    """What each character becomes; filled as characters are met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _tokens_of(chr(code))
        return folded


_FOLDING = _Folding()


def tokenize(text: str) -> str:
    """Return the tokens of a text in order, parted by single spaces; line feeds end blocks.

    About 30 nanoseconds a character. Marks of ASCII come out full-width, so that no token has a
    character below U+0080 but small letters and digits.
    """
    if _compiled(_COMPOSED_FIRST).search(text):
        text = unicodedata.normalize("NFKC", text)
    return _tokenize_runs(text) if len(text) >= _LONG else _tokenize_any(text)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Return a pattern of many characters, which takes 2 ms that the start has no need of."""
    return re.compile(expression)


def _tokenize_any(text: str) -> str:
    tokens = text.translate(_FOLDING)
    while "  " in tokens:  # a quarter of the time of split and join
        tokens = tokens.replace("  ", " ")
    return tokens.strip(" ")


def _tokenize_runs(text: str) -> str:
    """Tokenize by runs of usual characters, all of them at once, in half the time of singly."""
    parts = _unusual_runs().split(text)
    parts[::2] = _with_spaces(_SEAM.join(parts[::2])).split(f" {_SEAM}")
    parts[1::2] = map(_spaced_tokens, parts[1::2])
    return "".join(parts)[1:]


def _with_spaces(text: str) -> str:
    """Return a text of the Basic Multilingual Plane with a space before each character."""
    units = text.encode("utf-16-le")
    spaced = bytearray(b" \0\0\0") * len(text)
    spaced[2::4] = units[::2]
    spaced[3::4] = units[1::2]
    return spaced.decode("utf-16-le")


@lru_cache(maxsize=8192)  # numbers, units, line feeds: nine of ten were met before
def _spaced_tokens(text: str) -> str:
    tokens = _tokenize_any(text)
    return f" {tokens}" if tokens else ""


@cache
def _unusual_runs() -> re.Pattern[str]:
    """Return what finds all but the characters that are a token as they are; takes 40 ms once."""
    characters = [chr(code) for block in _USUAL_BLOCKS for code in block]
    simplified = _simplify("\n".join(characters)).split("\n")
    usual = (
        plain
        for character, plain in zip(characters, simplified, strict=True)
        if character == plain and (_is_main_han(plain) or _tokens_of(plain) == f" {plain} ")
    )
    marks = (mark for mark in map(chr, _USUAL_MARKS) if _tokens_of(mark) == f" {mark} ")
    return re.compile(f"([^{''.join(usual)}{''.join(marks)}]+)")


def _is_main_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"  # these have no compatibility forms


def token_pieces(text: str) -> list[str]:
    """Return what each character adds to the tokens, with a space where it parts two."""
    return [_FOLDING[ord(character)] for character in text]


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
    return len(last) >= shortest and last.isalnum() and not _compiled(_ALONE).match(last)


def fold_character(character: str) -> str:
    """Return what a character is compared as: folded as in tokens; none or several for a few."""
    if _compiled(_ALONE).match(character):
        compatible = unicodedata.normalize("NFKC", character)
        return _simplify(compatible)
    decomposed = unicodedata.normalize("NFKD", character.casefold()).casefold()
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _tokens_of(character: str) -> str:
    if character == _BLOCK_END:
        return f" {BLOCK_END_TOKEN} "
    if character.isspace():
        return " "
    return "".join(map(_token_part, fold_character(character)))


def _token_part(character: str) -> str:
    """Return one folded character with a space on each side where it is a token alone."""
    if _compiled(_ALONE).match(character) or character == _LONG_MARK:
        return f" {character} "
    category = unicodedata.category(character)
    if character.isspace() or category in {"Cc", "Cf"}:
        return " "
    if category == "Cs":  # a byte that is no text: no post has it
        character = "\uffff"
    if category[0] in "LNM":
        return character
    if "!" <= character <= "~":
        character = chr(ord(character) + _MARK_SHIFT)
    return f" {character} "


def _simplify(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - 25 ms that only search needs

    return OpenCC("t2s")
