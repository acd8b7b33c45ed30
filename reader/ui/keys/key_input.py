"""Turns single keys into commands: counts before a key, and sequences of keys.

Owns this rule: a key never waits for a clock. A key that is bound by itself runs at once; one that
only begins sequences stays pending until the next key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Sequence = tuple[str, ...]
"""Textual's names of keys, in the order in which they are pressed."""
Steps = tuple[str, ...]
"""Ids of the commands that run one after the other: one for a command, several for a macro."""

_DIGITS = frozenset("0123456789")
_CANCELLING = frozenset({"escape", "ctrl+c", "ctrl+g"})
_MAX_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Run:
    """A complete key or sequence."""

    steps: Steps
    count: int | None
    """The number typed before it, at least 1; None without one."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A count or the beginning of a sequence; the next key decides."""

    count: str
    """The digits typed so far; may be empty."""
    keys: Sequence
    """The keys of the sequence pressed so far; may be empty."""
    next_keys: tuple[tuple[str, Steps], ...]
    """Each key that goes on with the sequence, and what it runs; no steps if it needs more keys."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """The end of something pending that runs nothing."""

    keys: Sequence
    """The keys that are not bound; empty if the user cancelled."""


class KeyInput:
    """The keys in force, and what was typed of a count or a sequence."""

    def __init__(
        self, bound: Iterable[tuple[Sequence, Steps]], is_available: Callable[[Steps], bool]
    ) -> None:
        """Bind sequences.

        Args:
            bound: Sequences of one key or more. Of equal ones, the first available runs.
            is_available: Says whether steps can run now.
        """
        self._is_available = is_available
        self._bound: dict[Sequence, list[Steps]] = {}
        for keys, steps in bound:
            self._bound.setdefault(keys, []).append(steps)
        self._next = _continuations(self._bound)
        self.keys = frozenset(_DIGITS.union(*self._bound))
        """Every key that is part of a sequence or a count."""
        self._count = ""
        self._typed: Sequence = ()

    @property
    def is_pending(self) -> bool:
        """Whether the next key belongs to a count or a sequence."""
        return bool(self._count or self._typed)

    def press(self, key: str, *, takes_counts: bool) -> Run | Pending | Dropped | None:
        """Take a key.

        Args:
            key: Textual's name of it.
            takes_counts: Whether digits begin a count.

        Returns:
            None for a key that is not bound here.
        """
        if not self._typed and self._is_digit(key, takes_counts):
            self._count = (self._count + key)[:_MAX_DIGITS]
            return self._pending()
        if self._count and not self._typed and key in _CANCELLING:
            self.cancel()
            return Dropped(())
        keys = (*self._typed, key)
        steps = self._available(keys)
        if steps:
            return self._run(steps)
        self._typed = keys
        pending = self._pending()
        if pending.next_keys:
            return pending
        return self._drop(key)

    def cancel(self) -> None:
        """Forget what is pending."""
        self._count, self._typed = "", ()

    def _is_digit(self, key: str, takes_counts: bool) -> bool:
        return takes_counts and key in _DIGITS and (key != "0" or bool(self._count))

    def _available(self, keys: Sequence) -> Steps:
        return next(filter(self._is_available, self._bound.get(keys, ())), ())

    def _run(self, steps: Steps) -> Run:
        count = int(self._count) if self._count else None
        self.cancel()
        return Run(steps, count)

    def _drop(self, key: str) -> Dropped | None:
        keys, was_pending = self._typed, bool(self._count) or len(self._typed) > 1
        self.cancel()
        if not was_pending:
            return None
        return Dropped(() if key in _CANCELLING else keys)

    def _pending(self) -> Pending:
        found = []
        for key in self._next.get(self._typed, ()) if self._typed else ():
            keys = (*self._typed, key)
            steps = self._available(keys)
            if steps or self._leads_on(keys):
                found.append((key, steps))
        return Pending(self._count, self._typed, tuple(found))

    def _leads_on(self, keys: Sequence) -> bool:
        """Say whether a beginning leads to anything that can run now."""
        for key in self._next.get(keys, ()):
            longer = (*keys, key)
            if self._available(longer) or self._leads_on(longer):
                return True
        return False


def _continuations(bound: Iterable[Sequence]) -> Mapping[Sequence, dict[str, None]]:
    """Return the keys that may follow each beginning of a sequence, in the order of the table."""
    found: dict[Sequence, dict[str, None]] = {}
    for keys in bound:
        for length in range(1, len(keys)):
            found.setdefault(keys[:length], {})[keys[length]] = None
    return found
