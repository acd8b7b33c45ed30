"""Completion of a search: what the archive has for the words that are being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from reader.session import Session
from reader.ui.loaders.archive_loader import OverviewReady, VocabularyReady
from reader.ui.screens.returning_screen import ReturningScreen

if TYPE_CHECKING:
    from reader.archive.query.vocabulary import Vocabulary

_GATHERS_AFTER_SECONDS = 0.4
"""Without a key. To gather the words takes as long, and holds up each key that comes meanwhile."""


class CompletingScreen(ReturningScreen):
    """Offers how a search may go on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._vocabulary: Vocabulary | None = None
        self._overview: OverviewReady | None = None
        self._gather_timer: Timer | None = None

    def on_overview_ready(self, event: OverviewReady) -> None:
        """Know the names as they are now, as soon as somebody searches."""
        self._overview = event

    def typing_went_on(self) -> None:
        """Gather the names and words of the archive at the first longer pause."""
        super().typing_went_on()
        if self._gather_timer is not None:
            self._gather_timer.stop()
        self._gather_timer = self.set_timer(_GATHERS_AFTER_SECONDS, self._gather_words)

    def _gather_words(self) -> None:
        """Have them gathered, unless they are known."""
        if self._overview is not None:
            overview, self._overview = self._overview, None
            self.archive.gather_words(overview.facets, overview.counts.labels)

    def on_vocabulary_ready(self, event: VocabularyReady) -> None:
        """Offer them from now on, also for what is typed already."""
        self._vocabulary = event.vocabulary
        if self.is_typing_search:
            self.offer_completions(self.prompt.text)

    def offer_completions(self, text: str) -> None:
        """Show how a search may go on, as far as it is typed."""
        # 10 ms, before the first search.
        from reader.archive.query.completion import complete  # noqa: PLC0415
        from reader.archive.query.vocabulary import Vocabulary  # noqa: PLC0415

        vocabulary = self._vocabulary or Vocabulary()
        self.prompt.offer(complete(text, self.prompt.cursor, vocabulary))
