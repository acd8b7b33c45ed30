"""Completion of a search from the archive's names and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.browsing.views import query_language
from reader.state.reading_state import ReadingState
from reader.state.saved_queries import saved_queries
from reader.ui.events import OverviewRead, SearchTyped
from reader.ui.features.lists.typing_pause import TypingPause
from reader.ui.features.timing import Countdown, Timers
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.widgets.prompt_line import PromptLine

if TYPE_CHECKING:
    from reader.archive.query.vocabulary import Vocabulary

_GATHERS_AFTER_SECONDS = 0.4
"""Typing pause before the words are gathered, which takes as long and delays every key."""


class Completion:
    """Offers completions of a search."""

    def __init__(
        self,
        state: ReadingState,
        prompt: PromptLine,
        archive: ArchiveLoader,
        pause: TypingPause,
        timers: Timers,
    ) -> None:
        self._state = state
        self._prompt = prompt
        self._archive = archive
        self._pause = pause
        self._vocabulary: Vocabulary | None = None
        self._overview: OverviewRead | None = None
        self._countdown = Countdown(timers, _GATHERS_AFTER_SECONDS, self._gather)

    def overview_read(self, event: OverviewRead) -> None:
        """Discard the names; the next search gathers them again."""
        self._overview = event

    def typed(self, _: SearchTyped) -> None:
        """Gather the archive's names and words at the first longer typing pause."""
        self._countdown.restart()

    def _gather(self) -> None:
        if self._overview is not None:
            overview, self._overview = self._overview, None
            self._archive.gather_words(
                overview.facets, overview.counts.labels, saved_queries(self._state), self._take
            )

    def _take(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        if self._pause.is_typing:
            self.offer(self._prompt.text)

    def offer(self, text: str) -> None:
        """Show the completions of a partial query."""
        language = query_language()
        vocabulary = self._vocabulary or language.no_vocabulary
        self._prompt.offer(language.complete(text, self._prompt.cursor, vocabulary))
