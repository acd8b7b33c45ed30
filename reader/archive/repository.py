"""The seam between an archive and everything that shows it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from reader.archive.facets import Facets
from reader.archive.query.model import Query
from reader.posts.post import Post, PostId, PostWithBody, Problem


class Stage(Enum):
    """How far a refresh has come."""

    CHECKING = "checking"
    """Looking for files that are new or different; `total` counts the posts known before."""
    LISTED = "listed"
    """All files are known by name, and the newest posts by header: a first screen is right."""
    READING = "reading"
    """Headers are being read; answers hold what is known so far."""
    TEXTS = "texts"
    """All headers are known; texts are being read, and search finds only words of those read."""
    SEARCHING = "searching"
    """A selection tests texts one by one, `total` of them at most; no stage of a refresh."""
    DONE = "done"
    """Every answer is complete."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a refresh reports while it runs."""

    stage: Stage
    done: int
    """Headers, or texts, read so far."""
    total: int
    """Headers, or texts, to read in this refresh."""
    notice: str = ""
    """A sentence to show the user, or nothing."""


@dataclass(frozen=True, slots=True)
class RefreshScope:
    """Where a refresh looks for changes."""

    paths: frozenset[str] | None = None
    """These files only, below the root, with `/`; None looks everywhere."""
    is_quick: bool = False
    """Trust directory mtimes; misses files edited in place. For callers that can't wait until each
    of a million files was looked at."""

    def __or__(self, other: "RefreshScope") -> "RefreshScope":
        """Return a scope that holds both."""
        if self.paths is None or other.paths is None:
            whole = [scope for scope in (self, other) if scope.paths is None]
            return RefreshScope(is_quick=all(scope.is_quick for scope in whole))
        return RefreshScope(self.paths | other.paths)


WHOLE = RefreshScope()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refresh found different from before."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    returned: int = 0
    """Of those added, posts that had been removed before, as while a checkout writes them again."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)

    def __add__(self, later: "Changes") -> "Changes":
        """Add what happened later; a post that went and came back has changed."""
        return Changes(
            self.added + later.added,
            self.changed + later.changed,
            self.moved + later.moved,
            self.removed + later.removed,
            self.returned + later.returned,
        ).without(min(self.removed, later.returned))

    def without(self, back: int) -> "Changes":
        """Return the same changes, with posts that went and came back among those changed."""
        return Changes(
            self.added - back,
            self.changed + back,
            self.moved,
            self.removed - back,
            self.returned - back,
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of an index has found."""

    posts: int = 0
    """Posts in the index."""
    mended: int = 0
    """Posts that were other than their files, and were read again."""
    is_rebuilt: bool = False
    """Whether the file did not hold together, and was made again."""
    is_whole: bool = True
    """Whether all posts were compared; else the next check goes on."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Posts in the standard views."""

    total: int = 0
    unread: int = 0
    starred: int = 0
    problems: int = 0
    """Posts with a problem, and files that could not be taken as posts."""
    noted: int = 0
    labels: tuple[tuple[str, int], ...] = ()
    """The user's labels that some post has, with the number of posts."""


class Selection(Protocol):
    """The ordered answer to a query.

    A snapshot: its order never changes, nor its length once that is counted. Rows are looked up
    when asked for, so a title that was read meanwhile shows. Any thread may ask; all but the
    length may touch the disk.
    """

    @property
    def query(self) -> Query:
        """What was asked."""

    def __len__(self) -> int:
        """Return the number of posts; at once. Of an answer not counted yet, those known so far."""

    @property
    def is_counted(self) -> bool:
        """Whether the length is that of the whole answer."""

    @property
    def is_slow(self) -> bool:
        """Whether files are read to answer it, a millisecond or two each: a pattern in texts.

        Nothing may be found then before `count` or `complete` is called.
        """

    def count(
        self,
        is_cancelled: Callable[[], bool] = ...,
        report: Callable[[Progress], None] = ...,
    ) -> None:
        """Work out the length, in a thread that has the time: a third of a second at a million.

        A slow selection works out its order, too.

        Args:
            is_cancelled: Asked now and then; once it says so, the length stays unknown, and what
                was found until then stays.
            report: Called with `Stage.SEARCHING`, some times a second, by a slow selection.
        """

    def read_ahead(self, is_cancelled: Callable[[], bool] = ...) -> None:
        """Work out the order of the first posts, some thousands, in a thread that has the time.

        Args:
            is_cancelled: As above.
        """

    def complete(
        self,
        is_cancelled: Callable[[], bool] = ...,
        report: Callable[[Progress], None] = ...,
    ) -> None:
        """Work out the order as a whole, in a thread that has the time.

        Until then only the first rows, some hundreds, are there without waiting for it.

        Args:
            is_cancelled: As above.
            report: As above.
        """

    def rows(self, start: int, stop: int) -> Sequence[Post]:
        """Return the posts at ``start <= index < stop``, fewer at the end."""

    def index_of(self, post_id: PostId) -> int | None:
        """Return where a post stands, from 0, or None where it is not part of the answer."""

    def ids(self, start: int, stop: int) -> Sequence[PostId]:
        """Return the ids of the posts at ``start <= index < stop``, fewer at the end."""

    def differing(self, field: str, value: str, rows: range | None = ...) -> Collection[PostId]:
        """Return the posts in which one of the user's marks or labels differs from a value.

        In no particular order; of very many posts as a `PostSet`, which takes a second or two
        for a million.

        Args:
            field: That of the mark or label.
            value: The value that is wanted.
            rows: Only these rows; None for all.
        """

    def next_differing(self, field: str, value: str, start: int, step: int) -> int | None:
        """Return the first row, from `start` on, in which a mark or label differs from a value.

        Args:
            field: That of the mark or label.
            value: The value that it is not to have.
            start: The row to begin with; may lie beyond either end.
            step: 1 looks down, -1 up.
        """


class Repository(Protocol):
    """All posts of one archive. Every method may be called from any thread, `refresh` from one.

    Calls touch the disk and so belong in a worker thread. An answer that can't be given because
    an index was damaged raises `IndexLostError`; the next refresh mends it.
    """

    @property
    def is_complete(self) -> bool:
        """Whether every header has been read, so that answers change only with the files."""

    def refresh(
        self,
        report: Callable[[Progress], None] = ...,
        is_cancelled: Callable[[], bool] = ...,
        scope: RefreshScope = ...,
    ) -> Changes:
        """Bring the answers up to date with the files, newest posts first.

        Args:
            report: Called in the refreshing thread.
            is_cancelled: Asked now and then; True ends the refresh early.
            scope: What may have changed.

        Returns:
            What is different from before the refresh.

        Raises:
            ArchiveError: The archive's folder can't be listed; earlier answers stay.
        """

    @property
    def texts_missing(self) -> int:
        """How many posts can't be found by the words of their texts yet, but by their titles."""

    def read_texts(
        self,
        report: Callable[[Progress], None] = ...,
        is_cancelled: Callable[[], bool] = ...,
    ) -> None:
        """Read the texts that are missing, newest posts first, so that search finds their words.

        Takes minutes for a million posts. Goes on where it was ended.

        Args:
            report: Called in the reading thread.
            is_cancelled: Asked now and then; True ends it early.
        """

    @property
    def is_check_due(self) -> bool:
        """Whether a week has passed since an index was last compared with all files."""

    def check(
        self,
        report: Callable[[Progress], None] = ...,
        is_cancelled: Callable[[], bool] = ...,
        max_seconds: float | None = ...,
    ) -> Checked:
        """Compare an index with the files, and mend what differs.

        Takes a millisecond or two a post. With a limit it goes on where it was ended.

        Args:
            report: Called in the checking thread, with `Stage.CHECKING`.
            is_cancelled: Asked now and then; True ends it early.
            max_seconds: After which it leaves off, and of each text a sample of words is looked up;
                None for no limit, and every word.

        Raises:
            ArchiveError: The archive's folder can't be listed.
        """

    def select(self, query: Query) -> Selection:
        """Answer a query from what is known now."""

    def facets(self, query: Query) -> Facets:
        """Count the answer to a query by every facet."""

    def unread_facets(self) -> Facets:
        """Count the posts that the user has not read by every facet."""

    def counts(self) -> Counts:
        """Count the posts of the whole archive."""

    def problems(self) -> Sequence[Problem]:
        """Return every problem of every file, in the order of their paths and lines."""

    def folders(self) -> Sequence[str]:
        """Return the paths of all folders in which posts may lie, below the root, with `/`."""

    def find(self, wanted: str) -> Post:
        """Return the post with this id, path below the archive, or file name.

        Raises:
            PostNotFoundError: There is none.
        """

    def ids(self) -> Iterator[PostId]:
        """Yield the id of every post, in no order; may be closed early."""

    def named(self, words: tuple[str, ...]) -> Iterator[Post]:
        """Yield at least the posts for which `own_addresses.may_be_named` holds, in no order."""

    def read(self, post_id: PostId) -> PostWithBody:
        """Read a post's file again, whole.

        Raises:
            PostNotFoundError: No post has this id.
            PostUnreadableError: Its file can't be read any more.
        """
