"""What one user did in one archive, as a whole, in memory: marks, labels, notes, places.

One thread, the one that handles the user's keys, changes it; any thread may ask, and sees
each post either before or after a change. What was changed waits in `unsaved` until a caller has
written it down.
"""

import time
from collections import deque
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from reader.posts.post import PostId
from reader.state.post_set import PostSet
from reader.state.records import (
    CHOICE,
    LABEL,
    NOTE,
    SET,
    WHOLE_ARCHIVE,
    Mark,
    Record,
    Sweep,
    label_field,
)

MANY_POSTS = 500
"""A change of more posts is kept as one sweep."""
_RECENT_POSTS = 1000
_MAX_UNDO_CHANGES = 1000

Piece = Record | Sweep


@dataclass(frozen=True, slots=True)
class Change:
    """A field that was given a value in the posts in which that made a difference."""

    field: str
    value: str
    posts: Collection[PostId]
    before: Mapping[PostId, str] | str = ""
    """What it was, of each post, or of all alike."""
    along: "tuple[Change, ...]" = ()
    """Changes of other fields in the same step."""

    @property
    def is_set(self) -> bool:
        """Whether something was set, not taken away."""
        return bool(self.value)


class ReadingState:
    """The marks of one user on the posts of one archive."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._values: dict[str, dict[PostId, tuple[str, int]]] = {}
        self._sweeps: dict[str, list[Sweep]] = {}
        self._undo: deque[Change] = deque(maxlen=_MAX_UNDO_CHANGES)
        self._redo: list[Change] = []
        self._latest_us = 0
        self._log: list[tuple[str, Collection[PostId]]] = []
        self.unsaved: deque[Piece] = deque()
        """Oldest first; appended to here, removed by the caller that saves."""
        self.take_in(pieces)

    def value(self, post_id: PostId, field: str) -> str:
        """Return the value of a field, empty where it never had one."""
        known = self._values.get(field, {}).get(post_id, ("", 0))
        for sweep in reversed(self._sweeps.get(field, ())):
            if known[1] > sweep.at_us:
                break
            if post_id in sweep.posts:
                return sweep.value
        return known[0]

    def has(self, post_id: PostId, mark: Mark) -> bool:
        """Say whether the post carries the mark."""
        return bool(self.value(post_id, mark.value))

    def with_value(self, field: str) -> Iterator[PostId]:
        """Yield every post of which a field is set, even if it was removed from the archive."""
        singles = list(self._values.get(field, {}))
        sweeps = list(self._sweeps.get(field, ()))
        for post_id in singles:
            if self.value(post_id, field):
                yield post_id
        for place, sweep in enumerate(sweeps):
            others: list[Container[PostId]] = [
                self._values.get(field, {}),
                *(s.posts for s in sweeps[:place]),
            ]
            for post_id in sweep.posts:
                if not any(post_id in other for other in others) and self.value(post_id, field):
                    yield post_id

    def marked(self, mark: Mark) -> frozenset[PostId]:
        """Return every post that carries the mark, even if it was removed from the archive."""
        return frozenset(self.with_value(mark.value))

    def labels_of(self, post_id: PostId) -> list[str]:
        """Return the user's labels of a post, in alphabetical order."""
        return sorted(
            field.removeprefix(LABEL) for field in self._fields(LABEL) if self.value(post_id, field)
        )

    def labels(self) -> list[str]:
        """Return every label that some post has, in alphabetical order."""
        used = (f for f in self._fields(LABEL) if next(self.with_value(f), None) is not None)
        return sorted(field.removeprefix(LABEL) for field in used)

    def note_of(self, post_id: PostId) -> str:
        """Return the user's note on a post, or nothing."""
        return self.value(post_id, NOTE)

    def fields_of_archive(self, prefix: str = "") -> dict[str, str]:
        """Return what is kept of the archive as a whole, by field, as far as it is set."""
        found = {f: self.value(WHOLE_ARCHIVE, f) for f in self._fields(prefix)}
        return {field: value for field, value in found.items() if value}

    def latest_of_archive(self, prefix: str) -> list[str]:
        """Return which fields of the archive as a whole are set, the one set last first."""
        known = {
            f: self._values.get(f, {}).get(WHOLE_ARCHIVE, ("", 0)) for f in self._fields(prefix)
        }
        fields = [field for field, (value, _) in known.items() if value]
        return sorted(fields, key=lambda field: -known[field][1])

    def latest(self, field: str, most: int) -> list[PostId]:
        """Return the posts of which a field was set last, one by one, the latest first."""
        singles = list(self._values.get(field, {}).items())
        known = [(at, post) for post, (value, at) in singles if value and self.value(post, field)]
        return [post for _, post in nlargest(most, known)]

    def recently_read(self) -> list[PostId]:
        """Return the thousand posts that were read last, one by one, the latest first."""
        return self.latest(Mark.READ.value, _RECENT_POSTS)

    def _fields(self, prefix: str) -> list[str]:
        return [f for f in {**self._values, **self._sweeps} if f.startswith(prefix)]

    def set_mark(self, mark: Mark, posts: Iterable[PostId], *, is_set: bool) -> Change:
        """Set or remove a mark; see `set_value`."""
        return self.set_value(mark.value, posts, SET if is_set else "")

    def set_label(self, label: str, posts: Iterable[PostId], *, is_set: bool) -> Change:
        """Set or remove one of the user's labels; see `set_value`."""
        return self.set_value(label_field(label), posts, SET if is_set else "")

    def set_value(self, field: str, posts: Iterable[PostId], value: str) -> Change:
        """Give a field a value, and remember how to undo it.

        Args:
            field: Which one.
            posts: In which posts; of a `PostSet` it has been found out by `differing` already
                that the value differs, and is one and the same in all.
            value: Empty to take it away.

        Returns:
            The change that was made; its `posts` is empty where all was so already.
        """
        if isinstance(posts, PostSet):
            first = next(iter(posts), WHOLE_ARCHIVE)
            change = Change(field, value, posts, self.value(first, field) if len(posts) else "")
        else:
            before = {p: v for p in posts if (v := self.value(p, field)) != value}
            change = Change(field, value, tuple(before), before)
        if change.posts:
            self._apply(field, value, change.posts)
            self._undo.append(change)
            self._redo.clear()
        return change

    def set_together(self, values: Mapping[str, str]) -> None:
        """Give fields of the archive values, and remember how to undo that in one step.

        Args:
            values: By field; those of fields that have them already are left out.
        """
        changes = [
            Change(field, value, (WHOLE_ARCHIVE,), before)
            for field, value in values.items()
            if (before := self.value(WHOLE_ARCHIVE, field)) != value
        ]
        if changes:
            change = replace(changes[0], along=tuple(changes[1:]))
            self._make(change)
            self._undo.append(change)
            self._redo.clear()

    def keep(self, field: str, post_id: PostId, value: str) -> None:
        """Give a field a value that `undo` leaves alone, such as a place."""
        if self.value(post_id, field) != value:
            self._apply(field, value, (post_id,))

    def choice(self, name: str) -> str:
        """Return what was chosen on the screen under a name, in any archive, or nothing."""
        return self.value(WHOLE_ARCHIVE, f"{CHOICE}{name}")

    def keep_choice(self, name: str, value: str) -> None:
        """Keep a choice for all later runs, in every archive; an empty value forgets it.

        Args:
            name: The key of a setting that it overrides, or a name of its own.
            value: As its reader understands it.
        """
        self.keep(f"{CHOICE}{name}", WHOLE_ARCHIVE, value)

    def choices(self) -> dict[str, str]:
        """Return all choices by name."""
        chosen = self.fields_of_archive(CHOICE)
        return {field.removeprefix(CHOICE): value for field, value in chosen.items()}

    def differing(self, field: str, posts: Iterable[PostId], value: str) -> Collection[PostId]:
        """Return those posts in which a mark or label differs from `value`; for a thread."""
        found = [post for post in posts if self.value(post, field) != value]
        return PostSet.of(found) if len(found) > MANY_POSTS else found

    def is_untouched(self, field: str) -> bool:
        """Say whether no post was ever given a value of a field, nor had it taken away."""
        return not self._values.get(field) and not self._sweeps.get(field)

    def parts_of(self, field: str) -> tuple[Collection[PostId], Sequence[Sweep]]:
        """Return the posts that were changed one by one, and the sweeps, the oldest first."""
        return list(self._values.get(field, {})), list(self._sweeps.get(field, ()))

    def undo(self) -> Change | None:
        """Undo the latest change; None if there is none left.

        Returns:
            The change that undid it.
        """
        if not self._undo:
            return None
        change = self._undo.pop()
        self._redo.append(change)
        along = tuple(map(self._take_back, change.along))
        return replace(self._take_back(change), along=along)

    def _take_back(self, change: Change) -> Change:
        """Return the change that undid one."""
        if isinstance(change.before, str):
            self._apply(change.field, change.before, change.posts)
            return Change(change.field, change.before, change.posts, change.value)
        by_value: dict[str, list[PostId]] = {}
        for post, value in change.before.items():
            by_value.setdefault(value, []).append(post)
        for value, posts in by_value.items():
            self._apply(change.field, value, posts)
        return Change(change.field, next(iter(by_value)), change.posts, change.value)

    def redo(self) -> Change | None:
        """Redo the change that was undone last; None if there is none."""
        if not self._redo:
            return None
        change = self._redo.pop()
        self._make(change)
        self._undo.append(change)
        return change

    def _make(self, change: Change) -> None:
        for part in (change, *change.along):
            self._apply(part.field, part.value, part.posts)

    @property
    def version(self) -> int:
        """How many changes there were, of one post or many; see `changed_since`."""
        return len(self._log)

    def changed_since(self, version: int) -> Sequence[tuple[str, Collection[PostId]]]:
        """Return which fields of which posts may have another value than at a version."""
        return self._log[version:]

    def take_in(self, pieces: Iterable[Piece]) -> int:
        """Merge what another session did, or what was saved; return how many pieces were new."""
        return sum(map(self._take, pieces))

    def import_pieces(self, pieces: Iterable[Piece]) -> int:
        """Merge what was kept elsewhere, to be saved here; return how many pieces were new."""
        news = [piece for piece in pieces if self._take(piece)]
        self.unsaved.extend(news)
        return len(news)

    def pieces(self) -> Iterator[Piece]:
        """Yield all that is kept, as records and sweeps, for an export."""
        for field, values in list(self._values.items()):
            for post, (value, at_us) in list(values.items()):
                yield Record(post, field, value, at_us)
        for sweeps in list(self._sweeps.values()):
            yield from list(sweeps)

    def _take(self, piece: Piece) -> bool:
        self._latest_us = max(self._latest_us, piece.at_us)
        return self._take_record(piece) if isinstance(piece, Record) else self._sweep(piece)

    def _take_record(self, record: Record) -> bool:
        values = self._values.setdefault(record.field, {})
        known = values.get(record.post)
        if known is not None and known[1] >= record.at_us:
            return False
        values[record.post] = (record.value, record.at_us)
        self._log.append((record.field, (record.post,)))
        return True

    def _sweep(self, sweep: Sweep) -> bool:
        sweeps = self._sweeps.get(sweep.field, [])
        same = [s for s in sweeps if s.posts is sweep.posts or s.posts.blocks == sweep.posts.blocks]
        if any(other.at_us >= sweep.at_us for other in same):
            return False
        kept = [other for other in sweeps if other not in same]
        self._sweeps[sweep.field] = sorted([*kept, sweep], key=lambda other: other.at_us)
        self._log.append((sweep.field, sweep.posts))
        return True

    def _apply(self, field: str, value: str, posts: Collection[PostId]) -> None:
        self._latest_us = at_us = max(time.time_ns() // 1000, self._latest_us + 1)
        pieces: list[Piece]
        if isinstance(posts, PostSet):
            pieces = [Sweep(field, value, at_us, posts)]
        else:
            pieces = [Record(post, field, value, at_us) for post in posts]
        self.take_in(pieces)
        self.unsaved.extend(pieces)
