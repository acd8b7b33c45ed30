"""Finding Chinese by its reading, without an input method: spelled out, or by initials.

``chuhai`` and ``ch`` find 出海. The last syllable may be unfinished: ``meirijing`` finds
每日经济新闻. Readings become tokens beside those of `words`, so that the full-text index finds
them as it finds words: of every run of characters first its syllables, then its initials, three
at a time, so that few runs have the same.

Source: Hanyu Pinyin (ISO 7098).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from reader.archive.search.character_tokens import BLOCK_END_TOKEN
from reader.archive.search.readings import load_readings, read_out
from reader.archive.search.tokens import tokenize

_SYLLABLE, _INITIALS = "\u02e5", "\u02e9"
"""Begin a token. As symbols (Chao's letters for tones) they never stand in a token of words."""
_AT_A_TIME = 3
_MAX_LETTERS = 60
_MAX_WAYS = 16
_MAX_SYLLABLE_LETTERS = 6
_MIN_INITIALS = 4
"""Three letters are as often the name of something else: ``gdp``, ``lpr``, ``etf``."""
_MIN_UNFINISHED_LETTERS = 2
"""A single letter would make ``bank`` the beginning of 板块."""
_NO_INITIALS = frozenset("iuv")
_WORD = re.compile("[a-z]{3,60}")


@cache
def _han_runs() -> re.Pattern[str]:
    """Return what finds Chinese in tokens; takes 3 ms, which the start has no need of."""
    return re.compile("[\u3007\u4e00-\u9fff](?: ?[\u3007\u4e00-\u9fff])*")


def reading_tokens(tokens: str) -> str:
    """Return the tokens of how a text is read; none where it holds no Chinese.

    Args:
        tokens: Of the text, as `tokenize` makes them.
    """
    return f" {BLOCK_END_TOKEN} ".join(
        run for found in _han_runs().finditer(tokens) for run in _of_run(found[0].replace(" ", ""))
    )


def _of_run(characters: str) -> Iterator[str]:
    syllables = read_out(characters)
    initials = "".join(syllable[0] for syllable in syllables)
    if syllables:
        yield _spelled(syllables)
    if len(initials) > 1:
        yield " ".join(
            _INITIALS + initials[start : start + _AT_A_TIME] for start in range(len(initials) - 1)
        )


@lru_cache(maxsize=256)
def forced_phrases(letters: str) -> tuple[tuple[str, bool], ...]:
    """Return the phrases of `reading_tokens`, one of which a text has that is read so.

    Args:
        letters: Small letters of ASCII, with ``v`` for ü.

    Returns:
        At least one; with each, whether its last token may go on.
    """
    wanted = letters[:_MAX_LETTERS]
    spelled = tuple((_spelled(way), True) for way in _ways(wanted))
    return (*_initials(wanted), *spelled) or ((_INITIALS + wanted, False),)


@lru_cache(maxsize=256)
def offered_phrases(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the phrases for a word that may be meant as pinyin: none for most other words.

    Four letters or more may be initials, and what spells two syllables or more may be those.
    """
    if not _WORD.fullmatch(text):
        return ()
    ways = [way for way in _ways(text) if len(way) > 1 and len(way[-1]) >= _MIN_UNFINISHED_LETTERS]
    initials = _initials(text) if len(text) >= _MIN_INITIALS else ()
    return (*initials, *((_spelled(way), True) for way in ways))


@lru_cache(maxsize=64)
def compile_pinyin(letters: str) -> Callable[[str], bool]:
    """Return a test on a name: whether something in it is read so.

    A name is read once: 10,000 of them take 0.1 s, and 10 ms from then on.

    Args:
        letters: Small letters of ASCII, with ``v`` for ü.
    """
    has_phrase = compile_phrases(forced_phrases(letters))
    return lambda name: has_phrase(_name_readings(name))


@lru_cache(maxsize=20_000)
def _name_readings(name: str) -> str:
    return reading_tokens(tokenize(name))


def compile_phrases(phrases: tuple[tuple[str, bool], ...]) -> Callable[[str], bool]:
    """Return a test on tokens: whether one of some phrases stands in them."""
    wanted = [f" {tokens}" if goes_on else f" {tokens} " for tokens, goes_on in phrases]

    def has_one(tokens: str) -> bool:
        padded = f" {tokens} "
        return any(phrase in padded for phrase in wanted)

    return has_one


def _spelled(syllables: Sequence[str]) -> str:
    return _SYLLABLE + f" {_SYLLABLE}".join(syllables)


def _initials(letters: str) -> tuple[tuple[str, bool], ...]:
    """Return the initials as a phrase; fewer than are taken at a time may go on."""
    if not _NO_INITIALS.isdisjoint(letters):
        return ()
    ends = range(min(_AT_A_TIME, len(letters)), len(letters) + 1)
    tokens = " ".join(_INITIALS + letters[max(end - _AT_A_TIME, 0) : end] for end in ends)
    return ((tokens, len(letters) < _AT_A_TIME),)


def _ways(letters: str) -> Iterator[tuple[str, ...]]:
    """Yield ways to cut letters into syllables, the last one perhaps unfinished."""
    return islice(_all_ways(letters), _MAX_WAYS)


def _all_ways(letters: str) -> Iterator[tuple[str, ...]]:
    tables, length = load_readings(), len(letters)
    ends: list[list[int]] = [[] for _ in letters]
    for start in reversed(range(length)):
        for end in range(start + 1, min(start + _MAX_SYLLABLE_LETTERS, length - 1) + 1):
            leads_on = ends[end] or letters[end:] in tables.beginnings
            if letters[start:end] in tables.syllables and leads_on:
                ends[start].append(end)
    unfinished: list[tuple[int, tuple[str, ...]]] = [(0, ())] if letters else []
    while unfinished:
        start, way = unfinished.pop()
        if letters[start:] in tables.beginnings:
            yield (*way, letters[start:])
        unfinished.extend((end, (*way, letters[start:end])) for end in ends[start])
