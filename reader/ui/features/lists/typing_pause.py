"""Puts off what would hold up the next key while a search is being typed."""

from collections.abc import Callable

from reader.ui.events import Events, SearchTyped
from reader.ui.features.timing import Countdown, Timers
from reader.ui.widgets.prompt_line import PromptLine

TYPING_RESTS_SECONDS = 0.1
"""Without a key for so long, the user looks at what a search has found so far. What is made before
(passages, a text laid out) would take 30 ms from the answer to the next key."""


class TypingPause:
    """Knows whether a search is being typed, and when its keys rest."""

    def __init__(self, prompt: PromptLine, timers: Timers, events: Events) -> None:
        self._prompt = prompt
        self._events = events
        self._waiting: list[Callable[[], object]] = []
        self._countdown = Countdown(timers, TYPING_RESTS_SECONDS, self._rested)

    @property
    def is_typing(self) -> bool:
        """Whether the next key may ask for another list."""
        mode = self._prompt.mode
        return mode is not None and mode.is_search

    def when_rested(self, call: Callable[[], object]) -> None:
        """Make a call now, or, while a search is being typed, once no key has come for a while."""
        if self.is_typing:
            self._waiting.append(call)
            self._events.emit(SearchTyped())
        else:
            call()

    def typed(self, _: SearchTyped) -> None:
        """Count from here how long no key has come."""
        if self._waiting:
            self._countdown.restart()

    def _rested(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()
