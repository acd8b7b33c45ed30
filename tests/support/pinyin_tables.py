"""What the program knows of readings, made from the tables of pypinyin.

Run as a program it prints `reader/archive/search/readings.txt`.
"""

import sys
import unicodedata
from collections import Counter, defaultdict

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

_ZERO = 0x3007
_FIRST, _LAST = 0x4E00, 0x9FFF
_BANKS = ("工行", "农行", "中行", "建行", "交行", "招行", "投行", "分行", "支行", "总行", "同行")
"""Short names in the news that pypinyin's phrases lack."""


def without_tone(reading: str) -> str:
    """Return a syllable in letters of ASCII, with ``v`` for ü."""
    decomposed = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(mark for mark in decomposed if "a" <= mark <= "z")


def usual_readings() -> dict[str, str]:
    """Return the first reading of every character of the main block, and of 〇."""
    return {
        chr(code): without_tone(readings.split(",")[0])
        for code, readings in PINYIN_DICT.items()
        if _FIRST <= code <= _LAST or code == _ZERO
    }


def readings_in_pairs(usual: dict[str, str]) -> dict[tuple[str, int], str]:
    """Return what a character is read as beside another, where that is not its usual reading.

    The key is both characters and the place of the one that is meant.
    """
    found: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for place in range(len(phrase) - 1) if len(phrase) == len(readings) else ():
            pair = phrase[place : place + 2]
            for side in (0, 1):
                weight = 100 if len(phrase) == 2 else 1
                found[pair, side][without_tone(readings[place + side][0])] += weight
    in_pairs = {key: readings.most_common(1)[0][0] for key, readings in found.items()}
    in_pairs |= {(pair, 1): "hang" for pair in _BANKS}
    return {
        (pair, side): reading
        for (pair, side), reading in in_pairs.items()
        if pair[side] in usual and reading != usual[pair[side]]
    }


def lines() -> list[str]:
    """Return the lines of the file; see `reader/archive/search/readings.py`."""
    usual = usual_readings()
    characters: defaultdict[str, list[str]] = defaultdict(list)
    for character, reading in usual.items():
        characters[reading].append(character)
    pairs: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for (pair, side), reading in readings_in_pairs(usual).items():
        pairs[reading, side].append(pair)
    readings = sorted({*characters, *(reading for reading, _ in pairs)} - {""})
    return [
        "\t".join(
            (
                reading,
                "".join(sorted(characters[reading])),
                "".join(sorted(pairs[reading, 0])),
                "".join(sorted(pairs[reading, 1])),
            )
        )
        for reading in readings
    ]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
