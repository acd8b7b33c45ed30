"""Falls back to memory on the first `IndexUnusableError`, for the rest of the run."""

from collections.abc import Callable, Iterator, Sequence

from reader.archive.facets import Facets
from reader.archive.query.model import Query
from reader.archive.repository import (
    WHOLE,
    Changes,
    Checked,
    Counts,
    Progress,
    RefreshScope,
    Repository,
    Selection,
    Stage,
)
from reader.errors import IndexUnusableError
from reader.messages.language import gettext as _
from reader.posts.post import Post, PostId, PostWithBody, Problem


def _ignore(_: Progress) -> None:
    """Discard a progress report."""


def _never() -> bool:
    return False


def in_memory_notice(error: IndexUnusableError) -> str:
    """Return the sentence that says why there is no index."""
    return _("{reason}; going on in memory").format(reason=error)


class FallbackRepository:
    """Passes every call on to the index, or to the repository in memory; see `Repository`."""

    def __init__(self, indexed: Repository, fallback: Callable[[], Repository]) -> None:
        self._current = indexed
        self._fallback = fallback

    @property
    def is_complete(self) -> bool:
        """Whether every header has been read."""
        return self._current.is_complete

    def refresh(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
        scope: RefreshScope = WHOLE,
    ) -> Changes:
        """Refresh the index; if it can't be kept, report that once and go on in memory."""
        try:
            return self._current.refresh(report, is_cancelled, scope)
        except IndexUnusableError as error:
            self._current = self._fallback()
            report(Progress(Stage.CHECKING, 0, 0, in_memory_notice(error)))
            return self._current.refresh(report, is_cancelled)

    @property
    def texts_missing(self) -> int:
        """Return how many posts are found by their titles alone."""
        return self._current.texts_missing

    def read_texts(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
    ) -> None:
        """Read texts; if the index can't be kept, report that once and go on in memory."""
        try:
            self._current.read_texts(report, is_cancelled)
        except IndexUnusableError as error:
            self._current = self._fallback()
            report(Progress(Stage.CHECKING, 0, 0, in_memory_notice(error)))
            self._current.refresh(report, is_cancelled)

    @property
    def is_check_due(self) -> bool:
        """Whether a week has passed since the index was last compared with all files."""
        return self._current.is_check_due

    def check(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
        max_seconds: float | None = None,
    ) -> Checked:
        """Check the index; if it can't be kept, report that once and go on in memory."""
        try:
            return self._current.check(report, is_cancelled, max_seconds)
        except IndexUnusableError as error:
            self._current = self._fallback()
            report(Progress(Stage.CHECKING, 0, 0, in_memory_notice(error)))
            self._current.refresh(report, is_cancelled)
            return self._current.check()

    def select(self, query: Query) -> Selection:
        """Answer a query."""
        return self._current.select(query)

    def facets(self, query: Query) -> Facets:
        """Count the answer to a query."""
        return self._current.facets(query)

    def unread_facets(self) -> Facets:
        """Count the unread posts by every facet."""
        return self._current.unread_facets()

    def counts(self) -> Counts:
        """Count the posts of the whole archive."""
        return self._current.counts()

    def problems(self) -> Sequence[Problem]:
        """Return every problem."""
        return self._current.problems()

    def folders(self) -> Sequence[str]:
        """Return the paths of all folders."""
        return self._current.folders()

    def find(self, wanted: str) -> Post:
        """Return the post with this id, path or file name."""
        return self._current.find(wanted)

    def ids(self) -> Iterator[PostId]:
        """Yield the id of every post."""
        return self._current.ids()

    def named(self, words: tuple[str, ...]) -> Iterator[Post]:
        """Yield the posts that words may name."""
        return self._current.named(words)

    def read(self, post_id: PostId) -> PostWithBody:
        """Read a post's file again."""
        return self._current.read(post_id)
