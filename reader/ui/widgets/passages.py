"""Cache of the passages that show why posts were found."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.archive.match_positions import Span, asked_words
from reader.archive.query.fields.words import Words
from reader.archive.repository import Selection
from reader.archive.snippets import Snippet
from reader.layout.text.cells import fit

BLOCK_ROWS = 16
"""Passages made together; reading their files takes about 15 ms."""
_MAX_PASSAGES = 1024


class Passages:
    """Caches passages by row, and requests those that are about to be visible."""

    def __init__(self, ask: Callable[[Selection, Sequence[Words], int, int], object]) -> None:
        """Start empty.

        Args:
            ask: Requests the passages of a selection's rows: the searched words, the first row,
                and the row after the last.
        """
        self._ask = ask
        self._selection: Selection | None = None
        self._words: tuple[Words, ...] = ()
        self._by_row: OrderedDict[int, Snippet] = OrderedDict()
        self._asked: set[int] = set()

    @property
    def words(self) -> Sequence[Words]:
        """The searched words; empty without a search."""
        return self._words

    def begin(self, selection: Selection) -> None:
        """Discard all passages; another selection is shown."""
        self._selection = selection
        self._words = tuple(asked_words(selection.query.condition))
        self._by_row.clear()
        self._asked.clear()

    def take(self, passages: Mapping[int, Snippet]) -> None:
        """Cache passages."""
        self._by_row.update(passages)
        while len(self._by_row) > _MAX_PASSAGES:
            row, _ = self._by_row.popitem(last=False)
            self._asked.discard(row // BLOCK_ROWS)

    def at(self, row: int) -> Snippet | None:
        """Return the passage of a row; if it is missing, request it and return None."""
        passage = self._by_row.get(row)
        block = row // BLOCK_ROWS
        if passage is None and block not in self._asked and self._selection is not None:
            self._asked.add(block)
            start = block * BLOCK_ROWS
            self._ask(self._selection, self._words, start, start + BLOCK_ROWS)
        return passage


def marked(
    text: str, spans: Sequence[Span], width_cells: int, plain: Style, hit: Style
) -> list[Segment]:
    """Return a text cut to a width, with the matches highlighted."""
    shown = fit(text, width_cells).rstrip()
    segments, end = [], 0
    for span in spans:
        if span.start >= len(shown):
            break
        segments.append(Segment(shown[end : span.start], plain))
        segments.append(Segment(shown[span.start : span.end], hit))
        end = span.end
    return [segment for segment in (*segments, Segment(shown[end:], plain)) if segment.text]
