"""One wording for what is written in several ways: widths, characters, and Chinese numerals."""

import re

from reader.archive.search.folding import fold

_SIMPLIFIED = str.maketrans("週這個點時鐘禮後兩無", "周这个点时钟礼后两无")
_DIGITS = {numeral: number for number, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMERALS = re.compile(
    "([二三]?十)?([零一二两三四五六七八九])?(?=个?[年月天日号周]|个?星期|个?小时|[点分])"
)


def one_wording(text: str) -> str:
    """Return a date in lower case, of narrow simplified characters, with Latin digits.

    >>> one_wording("２０２２年三月")
    '2022年3月'
    """
    return _NUMERALS.sub(_number, fold(text.strip()).translate(_SIMPLIFIED))


def _number(found: re.Match[str]) -> str:
    tens, ones = found.groups()
    if not found[0]:
        return ""
    ten = 0 if not tens else 10 * _DIGITS.get(tens[:-1], 1)
    return str(ten + _DIGITS.get(ones or "", 0))
