"""Finds words in the shown text, in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.layout.line import Layout
from reader.ui.loaders.loader import Deliver, Loader
from reader.ui.text.find_pattern import FindPattern

if TYPE_CHECKING:
    from reader.ui.text.text_search import Hits, SearchableText


class TextFinder:
    """One thread; of several searches only the last is answered."""

    def __init__(self, deliver: Deliver) -> None:
        self._loader = Loader("finder", deliver)
        self._searchable: SearchableText | None = None

    def find(
        self,
        layout: Layout,
        patterns: Sequence[FindPattern],
        then: Callable[[Hits], object],
        failed: Callable[[ReaderError], object],
        is_wanted: Callable[[], bool],
    ) -> None:
        """Look for all of `patterns`.

        Args:
            layout: The text.
            patterns: Words and regular expressions.
            then: Takes the hits.
            failed: Takes the `PatternError` of an invalid pattern.
            is_wanted: As `Loader.ask` takes it.
        """
        self._loader.ask(
            "find", lambda: self._find(layout, patterns), then, failed, is_wanted=is_wanted
        )

    def close(self) -> None:
        """Stop the thread at its next check."""
        self._loader.close()

    def _find(self, layout: Layout, patterns: Sequence[FindPattern]) -> Hits:
        from reader.ui.text.text_search import SearchableText  # noqa: PLC0415 - 50 ms, rarely used

        if self._searchable is None or self._searchable.layout is not layout:
            self._searchable = SearchableText(layout)
        return self._searchable.find(*patterns)
