"""Finds words in a laid out text, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from reader.errors import PatternError
from reader.layout.line import Layout
from reader.ui.loaders.loader import Deliver, Loader

if TYPE_CHECKING:
    from reader.ui.text.text_search import Hits, SearchableText


class HitsReady(Message):
    """A text was searched."""

    def __init__(self, request: int, hits: Hits) -> None:
        super().__init__()
        self.request = request
        self.hits = hits


class FindFailed(Message):
    """What was typed can't be looked for."""

    def __init__(self, request: int, error: PatternError) -> None:
        super().__init__()
        self.request = request
        self.error = error


class TextFinder:
    """One thread; of several searches asked for in a row only the last is carried out."""

    def __init__(self, deliver: Deliver) -> None:
        self._loader = Loader("finder", deliver)
        self._searchable: SearchableText | None = None

    def find(self, request: int, layout: Layout, patterns: Sequence[str]) -> None:
        """Look for all of `patterns`, answered by `HitsReady` or `FindFailed`."""
        self._loader.request("find", lambda: self._find(request, layout, patterns))

    def close(self) -> None:
        """Stop the thread at its next step."""
        self._loader.close()

    def _find(self, request: int, layout: Layout, patterns: Sequence[str]) -> Message:
        from reader.ui.text.text_search import SearchableText  # noqa: PLC0415 - 50 ms for most nothing

        if self._searchable is None or self._searchable.layout is not layout:
            self._searchable = SearchableText(layout)
        try:
            return HitsReady(request, self._searchable.find(*patterns))
        except PatternError as error:
            return FindFailed(request, error)
