"""Defers work that would delay the next key while a search is typed."""

from collections.abc import Callable

from reader.ui.events import Events, SearchTyped
from reader.ui.features.timing import Countdown, Timers
from reader.ui.widgets.prompt_line import PromptLine

TYPING_RESTS_SECONDS = 0.1
"""Pause after which the user is taken to look at the results. Work done earlier (passages, a
layout) would delay the answer to the next key by 30 ms."""


class TypingPause:
    """Tracks whether a search is being typed, and when typing pauses."""

    def __init__(self, prompt: PromptLine, timers: Timers, events: Events) -> None:
        self._prompt = prompt
        self._events = events
        self._waiting: list[Callable[[], object]] = []
        self._countdown = Countdown(timers, TYPING_RESTS_SECONDS, self._rested)

    @property
    def is_typing(self) -> bool:
        """Whether the next key may change the list."""
        mode = self._prompt.mode
        return mode is not None and mode.is_search

    def when_rested(self, call: Callable[[], object]) -> None:
        """Call now, or after the next typing pause while a search is typed."""
        if self.is_typing:
            self._waiting.append(call)
            self._events.emit(SearchTyped())
        else:
            call()

    def typed(self, _: SearchTyped) -> None:
        """Restart the measurement of the typing pause."""
        if self._waiting:
            self._countdown.restart()

    def _rested(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()
