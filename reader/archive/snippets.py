"""The passage of a text that shows why it was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.archive.match_positions import Span, positions_of
from reader.archive.query.fields.words import Words

_BEFORE = 8
"""Characters of context before the first hit."""
_LENGTH = 160
_SEARCHED_CHARACTERS = 100_000
"""Characters of a text that are searched for hits: a tenth of a second."""
_ENDS = "。！？；!?;\n"
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line of a text."""

    text: str
    spans: tuple[Span, ...]
    """Where in `text` the words stand."""


def make_snippet(text: str, words: Sequence[Words]) -> Snippet:
    """Return the passage around the first hit; without one, the beginning.

    Args:
        text: The visible text, one line a block.
        words: What was searched for.
    """
    hits = positions_of(words, text[:_SEARCHED_CHARACTERS], in_title=False)
    start = _start(text, hits[0].start) if hits else 0
    passage = text[start : start + _LENGTH].replace("\n", " ")
    lead = _ELLIPSIS if start else ""
    shift = len(lead) - start
    spans = (
        Span(hit.start + shift, min(hit.end + shift, len(lead) + len(passage))) for hit in hits
    )
    inside = tuple(span for span in spans if len(lead) <= span.start < span.end)
    return Snippet(lead + passage, inside)


def _start(text: str, hit: int) -> int:
    """Return where to begin: at the sentence, where that is not far before the hit."""
    earliest = max(hit - _BEFORE, 0)
    after = max(text.rfind(end, earliest, hit) for end in _ENDS) + 1
    return after if after > earliest or not earliest else earliest
