"""Visited posts in order of reading, to go back and forward in."""

from dataclasses import dataclass, replace

from reader.posts.post import Post
from reader.ui.text.text_anchor import TOP

MAX_VISITS = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A post and an anchor in its text."""

    post: Post
    anchor: float = TOP
    """Anchor of the top line; see `ui.text.text_anchor`."""


class Visits:
    """Visits with a current one; a new visit drops those ahead, as browsers do."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def here(self) -> Visit | None:
        """The current visit; None before the first."""
        return self._visits[self._at] if self._visits else None

    def visit(self, post: Post, anchor: float = TOP, *, is_jump: bool = False) -> None:
        """Visit a post; does nothing if it is the current one.

        Args:
            post: The post.
            anchor: Position in its text.
            is_jump: Whether to add a visit within the same post.
        """
        here = self.here
        if here is not None and here.post.id == post.id and not is_jump:
            return
        self._visits[self._at + 1 :] = [Visit(post, anchor)]
        del self._visits[:-MAX_VISITS]
        self._at = len(self._visits) - 1

    def leave(self, post: Post, anchor: float) -> None:
        """Save the anchor in a post that is being left, if it is the current visit."""
        here = self.here
        if here is not None and here.post.id == post.id:
            self._visits[self._at] = replace(here, anchor=anchor)

    def move(self, step: int) -> Visit | None:
        """Go one visit back (-1) or forward (1) and return it; None if there is none."""
        if not 0 <= self._at + step < len(self._visits):
            return None
        self._at += step
        return self._visits[self._at]
