"""The rate of a refresh, and the time left."""

from reader.archive.repository import Progress, Stage
from reader.messages.language import gettext as _

_MIN_SECONDS = 0.5
"""Time before which a rate means nothing."""


class ProgressRate:
    """Watches the progress of one refresh."""

    def __init__(self) -> None:
        self._begun: tuple[float, int] | None = None
        self._rate = 0.0
        self._done = 0
        self._is_of_texts = False

    def observe(self, progress: Progress, now: float) -> None:
        """Update with a report, and the time in seconds at which it came.

        A refresh may look several times, each of which counts from nothing; texts take longer
        than headers.
        """
        is_of_texts = progress.stage is Stage.TEXTS
        if self._begun is None or progress.done < self._done or is_of_texts != self._is_of_texts:
            self._begun, self._is_of_texts = (now, progress.done), is_of_texts
        self._done = progress.done
        seconds = now - self._begun[0]
        if seconds >= _MIN_SECONDS:
            self._rate = (progress.done - self._begun[1]) / seconds

    @property
    def rate(self) -> float:
        """Headers or texts a second, on average so far; 0 while that is not known."""
        return self._rate

    def seconds_left(self, progress: Progress) -> float | None:
        """Return how long it still takes, or None while that is not known."""
        return (progress.total - progress.done) / self._rate if self._rate else None


def display_duration(seconds: float) -> str:
    """Return a time to wait as text for display: ``40 s``, ``3 min``."""
    whole = max(round(seconds), 1)
    if whole < 100:
        return _("{count} s").format(count=whole)
    return _("{count} min").format(count=round(whole / 60))
