"""Decides between which characters a line may break.

Unicode's rules, tailored: rules of simplified Chinese come first, and Latin words, numbers with
their units, and dates are kept whole. If both characters are ASCII, Han, kana or their
punctuation, the tailored rules decide alone; otherwise Unicode's must agree.

Source: Requirements for Chinese Text Layout (clreq) 3.1.4; Unicode UAX #14 by
`unicode-segmentation-rs`. Curly quotation marks open and close; a line may break on either side of
an ideograph. The differences from Unicode's own test are listed in our conformance test.
"""

import re

from unicode_segmentation_rs import line_breaks

_NO_START = frozenset(
    "!),.:;?]}%/…‥—―–‐~·•‧″′‰℃℉°"
    "”’»›"
    "、。〃々〉》」』】〕〗〙〛〞〟〻〜゠・ーヽヾゝゞ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "！）％，．：；？］｝～｠｡｣､･￠"
    "￮︰﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞\u232a\u200b"
)
"""Characters that never start a line."""

_NO_END = frozenset("([{$#£¥€₩№“‘«‹−±〈《「『【〔〖〘〚〝（［｛｟｢＃＄￡￥￦﹙﹛﹝\u2329")
"""Characters that never end a line."""

_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff")
"""Characters next to which no line breaks, except after a space."""

_SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
_STRAIGHT_QUOTES = frozenset("\"'")
_INSIDE_WORDS = frozenset("’–‐·")
_WIDE_LETTERS = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
_ZERO_WIDTH_SPACE = "\u200b"

SPACES = "".join(sorted(_SPACES))
"""Spaces at which a line may break, and which vanish there."""

WORD = re.compile("[!-~\u00c0-\u052f]+")
"""Letters, digits and marks between which no line breaks.

For a word that fills one line or a million, this is 20 times as fast as asking for each position.
"""

_KNOWN = re.compile(
    "[ -~\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2030\u2103"
    "\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f\uffe0-\uffe6]"
)
"""Characters fully covered by the tailored rules."""

_NUMBER = r"(?:\d(?:[\d,.，．]*\d)?)"
_MULTIPLES = "[百千万亿兆]*"
_UNITS = (
    "个百分点|百分点|个基点|基点|美元|欧元|日元|港元|港币|英镑|韩元|卢布|卢比|澳元|加元|人民币"
    "|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|纳米|微米|英里|英尺|英寸|海里"
    "|公斤|千克|毫克|微克|公吨|公顷|千瓦时|兆瓦时|千瓦|兆瓦|吉瓦|毫升|小时|分钟|秒钟|个月|季度"
    "|周年|周岁|星期|年级|人次|万次|倍|成|折|家|只|支|枚|辆|架|艘|台|套|件|款|项|条|位|名|人|户|次"
    "|元|角|分|股|手|点|桶|吨|克|斤|两|亩|米|升|瓦|度|秒|时|天|日|周|月|年|岁|届|号|期|页|章|个"
)
_TOKEN = re.compile(
    rf"""
      \d{{2,4}}年(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?)?
    | \d{{1,2}}月\d{{1,2}}[日号]
    | \d{{1,2}}[时点]\d{{1,2}}分(?:\d{{1,2}}秒)?
    | 第?{_NUMBER}(?:[—–～~至]{_NUMBER})?{_MULTIPLES}(?:{_UNITS})?
    """,
    re.VERBOSE,
)
"""Dates, times, and numbers with multiples and unit; kept whole if they fit into a line."""

_MAX_TOKEN_CHARACTERS = 24
"""Characters to each side that are searched for a token."""

_IN_TOKENS = frozenset("".join(re.findall("[^|]", _UNITS)) + "百千万亿兆第至—–～")

_STARTS_NOT = 1
_ENDS_NOT = 2
_IN_WORD = 4
_SPACE = 8
_DIGIT = 16
_BREAKS_AFTER = 32
_GLUED = 64
_UNKNOWN = 128
_TOKEN_PART = 256


class _Kinds(dict[str, int]):
    """The kinds of characters as bits, filled on demand."""

    def __missing__(self, character: str) -> int:
        kind = _kind_of(character)
        if len(self) < 1 << 16:
            self[character] = kind
        return kind


def may_break(text: str, position: int) -> bool:
    """Say whether a line may break before ``text[position]``, which is not the first character.

    Spaces belong to the end of the line: there is no break between two of them, and a break after
    the last. Ignores graphemes.
    """
    after = _kinds[text[position]]
    if after & (_STARTS_NOT | _SPACE):
        return False
    if text[position] == "-" and not _is_sign(text, position):
        return False
    before = _kinds[text[position - 1]]
    if before & _SPACE:
        start = _before_spaces(text, position)
        is_allowed = not start or start == "#" or not _kinds[start] & _ENDS_NOT
        before |= _kinds[start] if start else 0
    elif before & _BREAKS_AFTER:
        is_allowed = True
    else:
        is_allowed = not _is_joined(text, position, before, after)
    if is_allowed and (before | after) & _UNKNOWN:
        return position in _unicode_breaks.of(text)
    return is_allowed


def is_bad_break(text: str, position: int) -> bool:
    """Say whether a word that must be divided is better divided elsewhere."""
    starts = _kinds[text[position]] & _STARTS_NOT
    return bool(starts or _kinds[text[position - 1]] & _ENDS_NOT)


def _is_joined(text: str, position: int, before: int, after: int) -> bool:
    if before & _ENDS_NOT or (before | after) & _GLUED or (before & _IN_WORD and after & _IN_WORD):
        return True
    return bool(before & after & _TOKEN_PART) and _is_in_token(text, position)


def _before_spaces(text: str, position: int) -> str:
    """Return the last character before `position` that is not a space, if there is one."""
    while position and text[position - 1] in _SPACES:
        position -= 1
    return text[position - 1] if position else ""


def _is_sign(text: str, position: int) -> bool:
    return bool(_kinds[text[position + 1 : position + 2] or " "] & _DIGIT)


def _is_in_token(text: str, position: int) -> bool:
    """Say whether a position is inside a date or a number with its unit."""
    start = max(0, position - _MAX_TOKEN_CHARACTERS)
    for token in _TOKEN.finditer(text, start, position + _MAX_TOKEN_CHARACTERS):
        if token.start() >= position:
            return False
        if token.end() > position:
            return True
    return False


class _UnicodeBreaks:
    """Caches the breaks that Unicode allows in the latest text.

    By identity: a dictionary would compare all of a text of 300,000 characters for each position.
    """

    def __init__(self) -> None:
        self._latest: tuple[str, frozenset[int]] = "", frozenset()

    def of(self, text: str) -> frozenset[int]:
        """Return every position at which a line may break; 4 ms for 100 KB of Chinese."""
        latest, positions = self._latest
        if latest is not text:
            positions = _find_unicode_breaks(text)
            # One assignment, so that threads see a text with its own positions.
            self._latest = text, positions
        return positions


def _find_unicode_breaks(text: str) -> frozenset[int]:
    offsets = {offset for offset, _ in line_breaks(text)}
    positions = set()
    offset = 0
    for position, character in enumerate(text):
        if offset in offsets:
            positions.add(position)
        offset += len(character.encode())
    return frozenset(positions)


def _kind_of(character: str) -> int:
    kind = 0
    if character in _NO_START:
        kind |= _STARTS_NOT
    if character in _NO_END:
        kind |= _ENDS_NOT
    if character in _SPACES:
        return kind | _SPACE
    if character == _ZERO_WIDTH_SPACE:
        return kind | _BREAKS_AFTER
    if character in _STRAIGHT_QUOTES or character in _GLUE:
        kind |= _GLUED
    if character.isdecimal():
        kind |= _DIGIT | _TOKEN_PART
    if character in _IN_TOKENS:
        kind |= _TOKEN_PART
    if _is_in_word(character):
        kind |= _IN_WORD
    if not _KNOWN.match(character):
        kind |= _UNKNOWN
    return kind


def _is_in_word(character: str) -> bool:
    code_point = ord(character)
    if any(code_point in letters for letters in _WIDE_LETTERS):
        return True
    return character in _INSIDE_WORDS or WORD.match(character) is not None


_kinds = _Kinds()
_unicode_breaks = _UnicodeBreaks()
