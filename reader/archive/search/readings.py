"""How Chinese characters are read: in letters of ASCII, without tones, and with ``v`` for ü.

`readings.txt` has a line a syllable, in four columns: the syllable; the characters that are
usually read so; pairs whose first character is read so before the second; pairs whose second is
read so after the first. Only pairs that differ from the usual reading are in it.

Source: Hanyu Pinyin (ISO 7098), by the tables of pypinyin, which would take 0.3 s to load.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PAIR = 2
_GRUNTS = {"m", "n", "hm"}
"""Syllables without a vowel, which are never typed as part of a word."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The tables."""

    usual: dict[int, str]
    """By code point, with a space behind; Han of Unicode's main block, and 〇."""
    varying: re.Pattern[str]
    """Finds a character whose reading depends on its neighbours."""
    before: dict[str, str]
    """The reading of a pair's first character."""
    after: dict[str, str]
    """The reading of a pair's second character."""
    syllables: frozenset[str]
    """All that are typed."""
    beginnings: frozenset[str]
    """What a syllable may begin with, and all of it."""


@cache
def load_readings() -> Readings:
    """Return the tables, which take 5 ms to load once."""
    text = Path(__file__).with_name("readings.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    syllables = frozenset(row[0] for row in rows) - _GRUNTS
    before = {pair: row[0] for row in rows for pair in _pairs(row[2])}
    after = {pair: row[0] for row in rows for pair in _pairs(row[3])}
    varying = {pair[0] for pair in before} | {pair[1] for pair in after}
    return Readings(
        usual={ord(character): f"{row[0]} " for row in rows for character in row[1]},
        varying=re.compile(f"[{''.join(sorted(varying))}]"),
        before=before,
        after=after,
        syllables=syllables,
        beginnings=frozenset(each[:end] for each in syllables for end in range(1, len(each) + 1)),
    )


def read_out(characters: str) -> list[str]:
    """Return a syllable a character, as a reader would say them one after the other.

    About 5 microseconds for ten of them.

    Args:
        characters: Han; one that the tables lack is left out.
    """
    tables = load_readings()
    syllables = characters.translate(tables.usual).split()
    if len(syllables) != len(characters):
        characters = "".join(each for each in characters if ord(each) in tables.usual)
        syllables = characters.translate(tables.usual).split()
    for found in tables.varying.finditer(characters):
        place = found.start()
        reading = tables.before.get(characters[place : place + _PAIR]) or tables.after.get(
            characters[place - 1 : place + 1]
        )
        if reading:
            syllables[place] = reading
    return syllables


def readable_runs(text: str) -> Iterator[re.Match[str]]:
    """Find the runs of characters that the tables have."""
    return _readable().finditer(text)


@cache
def _readable() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, load_readings().usual))}]+")


def all_readings() -> set[tuple[str, str]]:
    """Return each syllable with each character that is read so, alone or beside another."""
    tables = load_readings()
    usual = {(syllable.strip(), chr(code)) for code, syllable in tables.usual.items()}
    before = {(syllable, pair[0]) for pair, syllable in tables.before.items()}
    return usual | before | {(syllable, pair[1]) for pair, syllable in tables.after.items()}


def _pairs(text: str) -> list[str]:
    return [text[start : start + _PAIR] for start in range(0, len(text), _PAIR)]
