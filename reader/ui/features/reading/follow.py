"""State machine that opens the post under the list's cursor.

States: idle (no timer), resting (the cursor has just moved), ready (the text is prefetched and
opens when the rest time is over). Each move of the cursor starts again with resting.
"""

from collections.abc import Callable
from math import inf

from reader.config import Follow as FollowSetting
from reader.config import Settings
from reader.posts.post import Post
from reader.ui.events import CursorMoved, SearchTyped, TextRequested
from reader.ui.features.lists.typing_pause import TYPING_RESTS_SECONDS
from reader.ui.features.timing import Timer, Timers

_FETCH_SECONDS = 0.05
"""Rest time after which a post is prefetched; a held key repeats faster."""


class Follow:
    """Opens the post under the cursor after the rest time, and prefetches it earlier."""

    def __init__(
        self,
        settings: Settings,
        timers: Timers,
        current: Callable[[], Post | None],
        open_post: Callable[[Post], object],
        fetch: Callable[[Post], object],
        is_typing: Callable[[], bool],
        is_text_open: Callable[[], bool],
    ) -> None:
        """Start idle.

        Args:
            settings: When the text follows.
            timers: For the rest times.
            current: Returns the post under the cursor, None while its row is not read.
            open_post: Shows a post.
            fetch: Prefetches a post.
            is_typing: Whether a search is being typed; each key moves the cursor then.
            is_text_open: Whether there is a text pane; without one a post is only prefetched.
        """
        self.is_away = False
        """Whether the shown post is not the one under the list's cursor."""
        self._settings = settings
        self._timers = timers
        self._current = current
        self._open_post = open_post
        self._fetch = fetch
        self._is_typing = is_typing
        self._is_text_open = is_text_open
        self._timer: Timer | None = None

    def cursor_moved(self, _: CursorMoved) -> None:
        """Follow the cursor again."""
        self.is_away = False
        self.start()

    def search_typed(self, _: SearchTyped) -> None:
        """Postpone the text that is about to be shown."""
        if self._timer is not None:
            self.start()

    def start(self) -> None:
        """Restart the rest time."""
        self.stop()
        rest_seconds = self._rest_seconds
        if not rest_seconds:
            self._open()
        elif rest_seconds > _FETCH_SECONDS and not self._is_typing():
            self._wait(_FETCH_SECONDS, lambda: self._get_ready(rest_seconds - _FETCH_SECONDS))
        elif rest_seconds < inf:
            self._wait(rest_seconds, self._open)

    def stop(self, _: TextRequested | None = None) -> None:
        """Stop the timers: a text was requested, or nothing follows."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @property
    def _rest_seconds(self) -> float:
        """Rest time before the text follows; infinite if it never does."""
        if self._settings.follow is FollowSetting.ON_ENTER or self.is_away:
            return inf
        if not self._is_text_open():
            return inf
        is_at_once = self._settings.follow is FollowSetting.AT_ONCE
        seconds = 0 if is_at_once else self._settings.follow_after_ms / 1000
        return max(seconds, TYPING_RESTS_SECONDS) if self._is_typing() else seconds

    def _wait(self, seconds: float, call: Callable[[], object]) -> None:
        self._timer = self._timers.set_timer(seconds, call)

    def _get_ready(self, rest_seconds: float) -> None:
        """Prefetch the post under the cursor, and open it when the rest time is over."""
        post = self._current()
        if post is not None:
            self._fetch(post)
        if rest_seconds < inf:
            self._wait(rest_seconds, self._open)

    def _open(self) -> None:
        post = self._current()
        if post is not None:
            self._open_post(post)
