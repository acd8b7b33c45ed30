"""Between which two characters a line may end.

The rules of simplified Chinese first, and Latin words and numbers kept whole inside them.

Source: Requirements for Chinese Text Layout (clreq) 3.1.4, and Unicode UAX #14 where it does not
disagree: curly quotation marks open and close, an ideograph may stand on either side of anything.
"""

import re

from reader.layout.cells import cell_width

_NO_START = frozenset(
    "!),.:;?]}%/…‥—―–‐~·•‧″′‰℃℉°"
    "”’»›"
    "、。〃々〉》」』】〕〗〙〛〞〟〻〜゠・ーヽヾゝゞ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "！）％，．：；？］｝～｠｡｣､･￠"
    "￮︰﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞"
    "\u00a0\u202f\u2007"
)
"""Characters that no line starts with; the last row does not let a line be broken at all."""

_NO_END = frozenset(
    "([{$#£¥€₩№“‘«‹−±〈《「『【〔〖〘〚〝（［｛｟｢＃＄￡￥￦﹙﹛﹝\u00a0\u202f\u2007\u2060\ufeff"
)
"""Characters that no line ends with."""

_SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
_STRAIGHT_QUOTES = frozenset("\"'")
_UNITS = frozenset("万亿兆千百元年月日号时分秒点倍个家股吨克米度岁名人次")
_MULTIPLES = frozenset("万亿兆千百")
_COUNTED = frozenset("万亿元股吨人美港欧日")
_INSIDE_WORDS = frozenset("’–‐·")
_SYLLABLES = range(0xFF61, 0xFFE0)
_WIDE_LETTERS = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))

SPACES = "".join(sorted(_SPACES))
"""Every space at which a line may be broken, and which vanishes there."""

WORD = re.compile("[!-~\u00c0-\u10ff]+")
"""Letters, digits and marks between which no line ever ends.

For the one word that fills a line or a million of them, this answers 20 times as fast as to ask
for each place.
"""

_STARTS_NOT = 1
_ENDS_NOT = 2
_IN_WORD = 4
_SPACE = 8
_DIGIT = 16
_BREAKS_AFTER = 32
_QUOTE = 64


class _Kinds(dict[str, int]):
    """The kinds of single characters as bits, filled as they are met."""

    def __missing__(self, character: str) -> int:
        kind = _kind_of(character)
        if len(self) < 1 << 16:
            self[character] = kind
        return kind


def may_break(text: str, position: int) -> bool:
    """Say whether a line may end before ``text[position]``, which is not the first character.

    Spaces belong to the end of the line before: between two of them there is no break, after the
    last of them there is. Does not look at graphemes.
    """
    after = _kinds[text[position]]
    if after & (_STARTS_NOT | _SPACE):
        return False
    if text[position] == "-" and not _is_sign(text, position):
        return False
    before = _kinds[text[position - 1]]
    if before & _SPACE:
        start = _before_spaces(text, position)
        return not start or start == "#" or not _kinds[start] & _ENDS_NOT
    if before & _BREAKS_AFTER:
        return True
    if before & _ENDS_NOT or (before | after) & _QUOTE or (before & _IN_WORD and after & _IN_WORD):
        return False
    return not _is_measure(text, position)


def is_bad_break(text: str, position: int) -> bool:
    """Say whether even a word that must be divided is better divided elsewhere."""
    starts = _kinds[text[position]] & _STARTS_NOT
    return bool(starts or _kinds[text[position - 1]] & _ENDS_NOT)


def _before_spaces(text: str, position: int) -> str:
    """Return the last character before `position` that is no space, if there is one."""
    while position and text[position - 1] in _SPACES:
        position -= 1
    return text[position - 1] if position else ""


def _is_sign(text: str, position: int) -> bool:
    return bool(_kinds[text[position + 1 : position + 2] or " "] & _DIGIT)


def _is_measure(text: str, position: int) -> bool:
    """Say whether the characters on both sides are a number and its unit."""
    before, after = text[position - 1], text[position]
    if _kinds[before] & _DIGIT:
        return after in _UNITS
    if before in _MULTIPLES and after in _COUNTED and position > 1:
        return bool(_kinds[text[position - 2]] & _DIGIT)
    return False


def _kind_of(character: str) -> int:
    kind = 0
    if character in _NO_START:
        kind |= _STARTS_NOT
    if character in _NO_END:
        kind |= _ENDS_NOT
    if character in _SPACES:
        return kind | _SPACE
    if character == "\u200b":
        return kind | _BREAKS_AFTER
    if character in _STRAIGHT_QUOTES:
        kind |= _QUOTE
    if character.isdecimal():
        kind |= _DIGIT
    if _is_in_word(character):
        kind |= _IN_WORD
    return kind


def _is_in_word(character: str) -> bool:
    code_point = ord(character)
    if any(code_point in letters for letters in _WIDE_LETTERS):
        return True
    if not character.isascii() and (character in _NO_START or character in _NO_END):
        return character in _INSIDE_WORDS
    return cell_width(character) < 2 and code_point not in _SYLLABLES


_kinds = _Kinds()
