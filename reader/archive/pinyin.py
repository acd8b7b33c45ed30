"""Han characters by their reading, for who has no input method: spelled out, or by initials.

``chuhai`` and ``ch`` find 出海. The last syllable may be unfinished: ``meirijing`` finds
每日经济新闻. Every reading of a character counts; tones don't.

Source: Hanyu Pinyin (ISO 7098) by the tables of pypinyin.
"""

from collections.abc import Callable
from functools import lru_cache

_MOST_LETTERS = 60


def compile_pinyin(letters: str) -> Callable[[str], bool]:
    """Return a test on a text: whether neighbouring characters in it are read so.

    Args:
        letters: Small letters of ASCII, with ``v`` for ü.
    """
    wanted = letters[:_MOST_LETTERS]
    return lambda text: any(
        _initials_at(text, start, wanted) or _syllables_at(text, start, wanted)
        for start in range(len(text))
        if readings(text[start])
    )


@lru_cache(maxsize=30_000)
def readings(character: str) -> frozenset[str]:
    """Return the syllables that a character may be read as; none for what is no Han."""
    if character < "\u3007":
        return frozenset()
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 0.1 s that only pinyin needs

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return frozenset(found[0]) if found else frozenset()


def _initials_at(text: str, start: int, wanted: str) -> bool:
    if len(text) - start < len(wanted) or len(wanted) < 2:
        return False
    return all(
        any(reading[0] == letter for reading in readings(text[start + place]))
        for place, letter in enumerate(wanted)
    )


def _syllables_at(text: str, start: int, wanted: str) -> bool:
    """Follow every way to read the characters at once."""
    left = {wanted}
    for character in text[start:]:
        ways = readings(character)
        if not ways:
            return False
        left = {
            rest[len(way) :] if rest.startswith(way) else ""
            for rest in left
            for way in ways
            if rest.startswith(way) or way.startswith(rest)
        }
        if "" in left:
            return True
        if not left:
            return False
    return False
