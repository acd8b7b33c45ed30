"""Which posts were read and starred in this run, with undo.

Held in memory only: closing the reader forgets it. One thread, the one that the person's keys
arrive in, changes it; any thread may ask, and sees each post either before or after a change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from reader.posts.post import PostId


class Mark(Enum):
    """Something that is true or not of a post for this person."""

    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Change:
    """A mark set or taken away from the posts on which that made a difference."""

    mark: Mark
    is_set: bool
    posts: frozenset[PostId]


class ReadingState:
    """The marks of one person on the posts of one archive."""

    def __init__(self) -> None:
        self._marked: dict[Mark, set[PostId]] = {mark: set() for mark in Mark}
        self._undo: list[Change] = []

    def has(self, post_id: PostId, mark: Mark) -> bool:
        """Say whether the post carries the mark."""
        return post_id in self._marked[mark]

    def marked(self, mark: Mark) -> frozenset[PostId]:
        """Return every post that carries the mark, also such as are gone from the archive."""
        return frozenset(self._marked[mark])

    def set_mark(self, mark: Mark, posts: Iterable[PostId], *, is_set: bool) -> Change:
        """Set or take away a mark, and remember how to undo it.

        Returns:
            The change that was made; its `posts` is empty where all was so already.
        """
        now = self._marked[mark]
        wanted = frozenset(posts)
        change = Change(mark, is_set, wanted - now if is_set else wanted & now)
        if change.posts:
            self._apply(change)
            self._undo.append(change)
        return change

    def undo(self) -> Change | None:
        """Take back the latest change; None where there is none left.

        Returns:
            What was done to take it back.
        """
        if not self._undo:
            return None
        change = self._undo.pop()
        inverse = Change(change.mark, not change.is_set, change.posts)
        self._apply(inverse)
        return inverse

    def _apply(self, change: Change) -> None:
        if change.is_set:
            self._marked[change.mark] |= change.posts
        else:
            self._marked[change.mark] -= change.posts
