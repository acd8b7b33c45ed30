"""Finds words, or a regular expression, in a laid out text.

Letter case, width, accents and traditional characters are folded on both sides, as in a search of
the archive. Hits may cross wrapped lines.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from reader.archive.search.character_tokens import fold_character
from reader.archive.search.patterns import check_counts
from reader.errors import PatternError
from reader.layout.line import Layout
from reader.layout.text.cells import cell_width
from reader.messages.language import gettext as _
from reader.ui.text.find_pattern import FindPattern
from reader.ui.text.joined_text import JoinedText, Part

_TIMEOUT_SECONDS = 1.0
"""Timeout of a regular expression; words take some milliseconds per megabyte."""
_FLAGS = regex.VERSION0 | regex.IGNORECASE | regex.MULTILINE
_TASTE = "\0"
_BESIDE_CHINESE = regex.compile(
    r"(?<=[^\x00-\x7f]) ?(?=[\x21-\x7e])|(?<=[\x21-\x7e]) ?(?=[^\x00-\x7f])"
    r"|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])"
)
"""Positions of an optional space: between scripts, where wrapping may have removed it."""


class _Folding(dict[int, str]):
    """Folded form of each character, filled on demand, for `str.translate`."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()
        """Characters that fold to none or several."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = " " if character.isspace() and character != "\n" else fold_character(character)
        self[code] = folded
        if len(folded) != 1:
            self.odd.add(character)
        return folded


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Mark:
    """Cells of a full line that belong to a hit."""

    hit: int
    """Number of the hit, from 0."""
    start: int
    """First cell of the line."""
    end: int
    """End cell, exclusive."""


class SearchableText:
    """A layout prepared for searching; takes about 0.1 s per megabyte."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.joined = JoinedText(layout)
        text = self.joined.text
        self._folded = text.translate(_FOLDING)
        self._odd: list[tuple[int, int, int]] = []
        """(start in the folded text, length there, original offset) of each odd character."""
        self._odd_starts: list[int] = []
        if not _FOLDING.odd.isdisjoint(text):
            self._note_odd(text)

    def _note_odd(self, text: str) -> None:
        shift = 0
        for position, character in enumerate(text):
            if character in _FOLDING.odd:
                length = len(_FOLDING[ord(character)])
                self._odd.append((position + shift, length, position))
                shift += length - 1
        self._odd_starts = [start for start, _, _ in self._odd]

    def find(self, *patterns: FindPattern) -> "Hits":
        """Return every match of `patterns`, in order and without duplicates.

        Raises:
            PatternError: A regular expression is invalid, or takes too long.
        """
        sources = [source for pattern in patterns if (source := _source_of(pattern))]
        if not sources:
            return Hits(self, ())
        for source in sources:
            check_counts(source)
        try:
            expression = regex.compile("|".join(sources), _FLAGS)
            found = expression.finditer(self._folded, timeout=_TIMEOUT_SECONDS, concurrent=True)
            spans = [match.span() for match in found]
        except regex.error as error:
            raise PatternError(
                _("not a regular expression: {reason}").format(reason=error)
            ) from error
        except TimeoutError as error:
            raise PatternError(_("this regular expression takes too long")) from error
        return Hits(self, list(self._originals(spans)))

    def _originals(self, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield what the spans were before folding; one of several within a character."""
        last_end = 0
        for folded_start, folded_end in spans:
            start, end = self._original(folded_start, folded_end)
            if folded_start < folded_end and start >= last_end:
                yield start, end
                last_end = end

    def _original(self, start: int, end: int) -> tuple[int, int]:
        if not self._odd:
            return start, end
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        index = bisect_right(self._odd_starts, position) - 1
        if index < 0:
            return position
        start, length, origin = self._odd[index]
        return origin if position < start + length else origin + 1 + position - start - length


class Hits:
    """Matches in a text, and their cells."""

    def __init__(self, searched: SearchableText, spans: Sequence[tuple[int, int]]) -> None:
        self.layout = searched.layout
        self._joined = searched.joined
        self._spans = spans

    def __len__(self) -> int:
        return len(self._spans)

    def parts_of(self, hit: int) -> list[Part]:
        """Return the cells of each full line that belong to a hit."""
        return [
            Part(part.line, *_cells(self.layout.lines[part.line].whole_text, part.start, part.end))
            for part in self._joined.parts(*self._spans[hit])
        ]

    def first_from(self, line: int) -> int:
        """Return the first hit that starts on `line` or below, wrapping around."""
        index = bisect_left(self._spans, (self._joined.start_of(line), 0))
        return index if index < len(self._spans) else 0

    def marks_on(self, line: int) -> list[Mark]:
        """Return the parts of a line that belong to hits, from left to right."""
        start, end = self._joined.start_of(line), self._joined.start_of(line + 1)
        marks = []
        index = max(bisect_left(self._spans, (start, 0)) - 1, 0)
        while index < len(self._spans) and self._spans[index][0] < end:
            marks += [
                Mark(index, part.start, part.end)
                for part in self.parts_of(index)
                if part.line == line
            ]
            index += 1
        return marks


def _source_of(pattern: FindPattern) -> str:
    """Return a pattern as a regular expression on folded text; "" for an empty pattern."""
    if pattern.is_expression:
        folded = "".join(map(_fold_in_expression, pattern.text))
        return f"(?:{folded})" if folded else ""
    folded = " ".join(pattern.text.translate(_FOLDING).split())
    source = regex.escape(folded, literal_spaces=True)
    return _BESIDE_CHINESE.sub(_TASTE, source).replace(" ", " +").replace(_TASTE, " *")


def _fold_in_expression(character: str) -> str:
    r"""Fold everything but the letter of an escape: ``\S`` is not ``\s``."""
    return character if character.isascii() else _FOLDING[ord(character)]


def _cells(text: str, start: int, end: int) -> tuple[int, int]:
    first = cell_width(text[:start])
    return first, first + cell_width(text[start:end])
