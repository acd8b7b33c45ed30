"""The names and words of an archive that completion offers, by their beginning or by pinyin."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from reader.archive.facet_shapes import CALENDAR, FacetValue
from reader.archive.facets import FACETS, Facet, Facets
from reader.archive.query.key import LABELS, VIEWS, WORDS
from reader.archive.search.folding import fold
from reader.archive.search.pinyin import forced_phrases, reading_tokens
from reader.archive.search.tokens import tokenize

_MIN_LETTERS = 2
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[^\W\d_\u2e80-\uffff][\w.-]{2,30}")
_WORD_LENGTHS = range(2, 5)
_MIN_USES = 3
_MAX_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Name:
    """A name or word of the archive."""

    text: str
    count: int
    """Posts that have it; 0 where they are not counted."""
    folded: str
    readings: str
    """How it is read, with a space on each side."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names that can be offered, by what they are: see `Completions.names`."""

    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)

    def of(self, key: str) -> tuple[Name, ...]:
        """Return the names of one kind, most frequent first; years and months newest first."""
        return self.names.get(key, ())


def make_vocabulary(
    facets: Facets,
    labels: Iterable[tuple[str, int]] = (),
    titles: Sequence[str] = (),
    views: Iterable[str] = (),
) -> Vocabulary:
    """Return the vocabulary of an archive; of 10,000 names and 2,000 titles in 0.3 s.

    Args:
        facets: Of the whole archive.
        labels: The user's own, with the number of posts.
        titles: Some, from which words are taken.
        views: The names of the user's saved views.
    """
    return Vocabulary(
        {facet.key: _values(facet, facets[facet.key].values) for facet in FACETS}
        | {
            LABELS: _most_first(labels),
            VIEWS: tuple(_name(view, 0) for view in sorted(views)),
            WORDS: _most_first(title_words(titles)),
        }
    )


def matching_names(names: Sequence[Name], typed: str, most: int) -> list[Name]:
    """Return names that begin with the typed text, then those that contain it or are read so.

    About a millisecond for 10,000 names.

    Args:
        names: Most wanted first.
        typed: Anything; nothing gives the first names.
        most: How many are enough.
    """
    wanted = fold(typed)
    found = [name for name in names if name.folded.startswith(wanted)][:most]
    if len(found) < most and wanted:
        phrases = _phrases(wanted)
        seen = {name.text for name in found}
        for name in names:
            is_meant = wanted in name.folded or any(each in name.readings for each in phrases)
            if is_meant and name.text not in seen:
                found.append(name)
                if len(found) == most:
                    break
    return found


def title_words(titles: Iterable[str]) -> list[tuple[str, int]]:
    """Return words that some titles share, most frequent first.

    Chinese is not divided into words by any dictionary: two to four characters that stand together
    in three titles count as one, unless every time they are part of a longer one.
    """
    counts: Counter[str] = Counter()
    for title in titles:
        counts.update(set(_pieces(title)))
    common = {word: count for word, count in counts.items() if count >= _MIN_USES}
    for word, count in list(common.items()):
        for part in (word[1:], word[:-1]):
            if common.get(part) == count:
                del common[part]
    return nsmallest(_MAX_WORDS, common.items(), key=lambda item: (-item[1], item[0]))


def _pieces(title: str) -> Iterator[str]:
    for found in _HAN.finditer(title):
        run = found[0]
        for length in _WORD_LENGTHS:
            yield from (run[start : start + length] for start in range(len(run) - length + 1))
    yield from _LATIN.findall(title)


def _phrases(wanted: str) -> list[str]:
    if len(wanted) < _MIN_LETTERS or not (wanted.isascii() and wanted.isalpha()):
        return []
    return [
        f" {tokens}" if goes_on else f" {tokens} " for tokens, goes_on in forced_phrases(wanted)
    ]


def _values(facet: Facet, values: Iterable[FacetValue]) -> tuple[Name, ...]:
    counted = [(value.name, value.count) for value in _all_of(values)]
    if facet.shape is CALENDAR:
        return tuple(_name(text, count) for text, count in counted)
    return _most_first(counted)


def _most_first(counted: Iterable[tuple[str, int]]) -> tuple[Name, ...]:
    names = (_name(text, count) for text, count in counted)
    return tuple(sorted(names, key=lambda name: -name.count))


def _name(text: str, count: int) -> Name:
    return Name(text, count, fold(text), f" {reading_tokens(tokenize(text))} ")


def _all_of(values: Iterable[FacetValue]) -> Iterator[FacetValue]:
    for value in values:
        yield value
        yield from _all_of(value.below)
