"""Tells encodings of Chinese, Japanese and Korean apart where a file names none.

The bytes of one are often valid in another, but then mean rare characters: each candidate is
judged by how many of its characters are of its standard's first level, the common ones.

Source: GB 2312, Big5, JIS X 0208 and KS X 1001, whose first levels are rows of their tables.
"""

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

_WIDE = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 600
_SURE_SHARE = 0.75
_SURE_LEAD = 0.2
"""Difference of shares by which the best candidate has to lead the second."""
_KANA_SHARE = 0.1
"""Japanese has more kana than this, Chinese has next to none."""
_HANGUL_SHARE = 0.95
_FEW_HANGUL, _MANY_HANGUL = 8, 20
"""Chinese is valid Korean if all its characters are of the first half of the Pinyin alphabet:
hardly ever for as many, never for so many."""
_NAMES = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
}
_SYMBOLS = (0xA1, 0xA3)
_LEVELS = {
    "gb18030": ("gb2312", (_SYMBOLS, (0xB0, 0xD7))),
    "big5hkscs": ("big5", ((0xA1, 0xA2), (0xA4, 0xC6))),
    "cp932": ("euc_jp", (_SYMBOLS, (0xA4, 0xA5), (0xB0, 0xCF))),
    "euc_jp": ("euc_jp", (_SYMBOLS, (0xA4, 0xA5), (0xB0, 0xCF))),
    "cp949": ("euc_kr", (_SYMBOLS, (0xB0, 0xC8))),
}
"""Rows of the table of a codec, by first byte, in which the common characters stand."""
_CODECS = tuple(_NAMES)
_JAPANESE = ("cp932", "euc_jp")
"""Taken only where there is kana, which hardly any other bytes mean."""


class Guess(NamedTuple):
    """The encoding that fits best."""

    codec: str
    name: str
    """As people know it."""
    is_sure: bool
    """False where another one fits nearly as well, or none well."""


def guess_encoding(data: bytes) -> Guess:
    """Return the encoding of text that is not UTF-8; GB18030 where none fits."""
    first = _WIDE.search(data)
    sample = data[first.start() : first.start() + _SAMPLE_BYTES] if first else b""
    as_chinese = _common_share(sample, "gb18030")
    hangul = _hangul(sample)
    if as_chinese > 1 - _KANA_SHARE / 2 and hangul < _FEW_HANGUL:
        return _guess("gb18030", is_sure=not hangul)
    if hangul >= _FEW_HANGUL:
        return _guess("cp949", is_sure=hangul >= _MANY_HANGUL)
    # Of two that fit as well the later one is taken.
    others = [codec for codec in _CODECS if codec not in {"gb18030", "cp949"}]
    shares = [(_common_share(sample, codec), codec) for codec in others]
    (second, _), (best, codec) = sorted([*shares, (as_chinese, "gb18030")], key=_share)[-2:]
    if not best:
        return _guess("gb18030", is_sure=True)
    has_lead = codec in _JAPANESE or best - second >= _SURE_LEAD
    return _guess(codec, is_sure=best >= _SURE_SHARE and has_lead)


def _guess(codec: str, *, is_sure: bool) -> Guess:
    return Guess(codec, _NAMES[codec], is_sure)


def _share(candidate: tuple[float, str]) -> float:
    return candidate[0]


def _common_share(sample: bytes, codec: str) -> float:
    """Return the share of common characters among the wide ones; 0 for what can't be decoded."""
    wide = _wide_characters(sample, codec)
    if not wide:
        return 0.0
    if codec in _JAPANESE and sum(map(_is_kana, wide)) < _KANA_SHARE * len(wide):
        return 0.0
    return sum(map(_common(codec).__contains__, wide)) / len(wide)


def _hangul(sample: bytes) -> int:
    """Return how many syllables a Korean text has; 0 for what is hardly Korean."""
    wide = _wide_characters(sample, "cp949")
    syllables = sum(map(_is_common_hangul, wide))
    words = sum(map(str.isalpha, wide))
    return syllables if syllables and syllables >= _HANGUL_SHARE * words else 0


def _wide_characters(sample: bytes, codec: str) -> list[str]:
    try:
        text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
    except UnicodeDecodeError:
        return []
    return [character for character in text if character > "\x7f"]


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30fe"


def _is_common_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3" and character in _common("cp949")


@lru_cache(maxsize=len(_CODECS))
def _common(codec: str) -> frozenset[str]:
    table, rows = _LEVELS[codec]
    seconds = (*range(0x40, 0x7F), *range(0xA1, 0xFF)) if table == "big5" else range(0xA1, 0xFF)
    pairs = (bytes((a, b)) for low, high in rows for a in range(low, high + 1) for b in seconds)
    return frozenset(b"".join(pairs).decode(table, "ignore"))
