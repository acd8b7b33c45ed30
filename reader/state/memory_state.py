"""A reading state that lasts as long as the run."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.posts.post import PostId
from reader.state.reading_state import Piece, ReadingState
from reader.state.state_file import StateFile


class MemoryState(StateFile):
    """A state that is kept in no file; whatever is asked of one is done."""

    def __init__(self) -> None:
        self.path = Path()
        self.state = ReadingState()
        self.notice = ""
        self.archive = 0
        self.is_loaded = True

    def save(self) -> None:
        """Forget what was to be saved."""
        self.state.unsaved.clear()

    def fetch(self) -> Sequence[Piece]:
        """Return nothing: no other session shares the state."""
        return ()

    def verify(self) -> None:
        """Do nothing: there is no file."""

    @property
    def folders(self) -> list[Path]:
        """None: no other process sees the state."""
        return []

    @property
    def has_sample(self) -> bool:
        """Always true: the archive need not be told from others."""
        return True

    def needs_sample(self, total: int) -> bool:  # noqa: ARG002 - as its base
        """Always false."""
        return False

    def recognise(self, posts: Iterable[PostId]) -> bool:  # noqa: ARG002 - as its base
        """Always false: no other archive is known."""
        return False

    def finish(self) -> str:
        """Return nothing to say."""
        return ""

    def close(self) -> None:
        """Do nothing: there is no file."""
