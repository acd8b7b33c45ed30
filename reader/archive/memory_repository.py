"""The repository that reads the files directly and keeps every header in memory.

The reference for what each query means, and pleasant up to about 20,000 posts. The catalogue is
replaced entry by entry while headers are read (an assignment that other threads see whole), so
that answers are there from the first moment on and grow more exact.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from pathlib import Path

from reader.archive.catalogue.identity import assign_ids
from reader.archive.catalogue.walk import FileStamp, walk
from reader.archive.facets import Facets, count_facets
from reader.archive.ordering import sort_posts
from reader.archive.query.candidate import Candidate
from reader.archive.query.matching import compile_query
from reader.archive.query.model import Order, Query
from reader.archive.query.post_text import NO_TEXT, PostText
from reader.archive.relevance import rank
from reader.archive.repository import (
    WHOLE,
    Changes,
    Checked,
    Counts,
    Progress,
    RefreshScope,
    Selection,
    Stage,
)
from reader.errors import PostNotFoundError, PostUnreadableError
from reader.messages.problems import describe_problem
from reader.posts.own_addresses import may_be_named
from reader.posts.post import Post, PostId, PostWithBody, Problem
from reader.posts.reading import read_header, read_stamped_body, read_whole
from reader.posts.source.file_name import date_of_name, own_name, post_from_name
from reader.posts.source.site import Site
from reader.posts.source.time_zones import now_in
from reader.state.reading_state import ReadingState
from reader.state.records import NOTE, Mark, label_field

FIRST_HEADERS = 200
"""Headers read before anything is shown: three screens of 60 rows, about 30 ms."""
_REPORT_SECONDS = 0.1


def _ignore(_: Progress) -> None:
    """Discard a progress report."""


def _never() -> bool:
    return False


class MemorySelection:
    """Ids in order, with the posts of the repository's current catalogue."""

    def __init__(
        self,
        query: Query,
        posts: Sequence[Post],
        catalogue: dict[PostId, Post],
        state: ReadingState,
    ) -> None:
        self._query = query
        self._state = state
        self._posts = posts
        self._places = {post.id: place for place, post in enumerate(posts)}
        self._catalogue = catalogue

    @property
    def query(self) -> Query:
        """What was asked."""
        return self._query

    def __len__(self) -> int:
        return len(self._posts)

    @property
    def is_counted(self) -> bool:
        """Always true; the selection is in memory."""
        return True

    @property
    def is_slow(self) -> bool:
        """Always false; whatever it takes, `select` has done it."""
        return False

    def count(
        self,
        is_cancelled: Callable[[], bool] = _never,
        report: Callable[[Progress], None] = _ignore,
    ) -> None:
        """Do nothing: the length is known from the start."""

    def read_ahead(self, is_cancelled: Callable[[], bool] = _never) -> None:
        """Do nothing: the order is known from the start."""

    def rows(self, start: int, stop: int) -> Sequence[Post]:
        """Return posts as they are known now; one that is gone stays as it was."""
        return [self._catalogue.get(post.id, post) for post in self._posts[max(start, 0) : stop]]

    def index_of(self, post_id: PostId) -> int | None:
        """Return the place of a post, or None."""
        return self._places.get(post_id)

    def ids(self, start: int, stop: int) -> Sequence[PostId]:
        """Return the ids of these places."""
        return [post.id for post in self._posts[max(start, 0) : stop]]

    def differing(self, field: str, value: str, rows: range | None = None) -> Collection[PostId]:
        """Ask the state about each post."""
        posts = self._posts if rows is None else self._posts[rows.start : rows.stop]
        return self._state.differing(field, (post.id for post in posts), value)

    def next_differing(self, field: str, value: str, start: int, step: int) -> int | None:
        """Ask the state about one post after the other."""
        places = range(max(start, 0), len(self)) if step > 0 else range(start, -1, -1)
        rows = (place for place in places if place < len(self))
        return next(
            (row for row in rows if self._state.value(self._posts[row].id, field) != value), None
        )

    def complete(
        self,
        is_cancelled: Callable[[], bool] = _never,
        report: Callable[[Progress], None] = _ignore,
    ) -> None:
        """Do nothing: the order is known from the start."""


class MemoryRepository:
    """Answers from headers held in memory; see `Repository` for what each method promises."""

    def __init__(
        self,
        root: Path,
        site: Site,
        state: ReadingState,
        site_problems: Iterable[Problem] = (),
        today_zone: tzinfo | None = None,
    ) -> None:
        """Keep what the archive is made of; reads nothing yet.

        Args:
            root: The archive's folder.
            site: The site's settings.
            state: The user's marks.
            site_problems: What could not be understood of the site's settings.
            today_zone: Zone of ``today`` in queries; None is that of the site.
        """
        self._root = root
        self._site = site
        self._state = state
        self._site_problems = tuple(site_problems)
        self._today_zone = today_zone or site.timezone
        self._catalogue: dict[PostId, Post] = {}
        self._stamps: dict[PostId, FileStamp] = {}
        self._gone: set[PostId] = set()
        self._left_out: list[Problem] = []
        self._unreadable: dict[PostId, Problem] = {}
        self._folders: list[str] = []
        self._is_complete = False

    @property
    def is_complete(self) -> bool:
        """Whether every header has been read."""
        return self._is_complete

    def refresh(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
        scope: RefreshScope = WHOLE,  # noqa: ARG002 - everything is looked at, which takes a moment
    ) -> Changes:
        """Walk the folder and read what is new or changed, newest names first."""
        report(Progress(Stage.CHECKING, 0, len(self._catalogue)))
        found = walk(self._root, self._site.places)
        stamps = _by_id(found.files)
        changes = self._compare(stamps)
        self._left_out = found.problems
        self._folders = found.folders
        for gone in self._stamps.keys() - stamps.keys():
            self._forget(gone)
        stale = [
            key
            for key, stamp in stamps.items()
            if self._stamps.get(key) != stamp or key in self._unreadable
        ]
        stale.sort(key=lambda key: _name_order(stamps[key]), reverse=True)
        for post_id in stale:
            path, outer = stamps[post_id].path, self._site.places.outer
            from_name = post_from_name(path, self._site.timezone, post_id, outer)
            self._catalogue.setdefault(post_id, from_name)
        self._read_headers(stale, stamps, report, is_cancelled)
        self._is_complete = self._is_complete or not is_cancelled()
        return changes

    def _forget(self, post_id: PostId) -> None:
        for known in (self._stamps, self._catalogue, self._unreadable):
            known.pop(post_id, None)

    def _read_headers(
        self,
        stale: Sequence[PostId],
        stamps: dict[PostId, FileStamp],
        report: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        due = 0.0
        for done, post_id in enumerate(stale):
            if is_cancelled():
                return
            now = time.monotonic()
            if done == FIRST_HEADERS:
                report(Progress(Stage.LISTED, done, len(stale)))
                due = now + _REPORT_SECONDS
            elif done > FIRST_HEADERS and now >= due:
                report(Progress(Stage.READING, done, len(stale)))
                due = now + _REPORT_SECONDS
            self._read_header(post_id, stamps[post_id])
        if len(stale) <= FIRST_HEADERS:
            report(Progress(Stage.LISTED, len(stale), len(stale)))
        report(Progress(Stage.DONE, len(stale), len(stale)))

    def _read_header(self, post_id: PostId, stamp: FileStamp) -> None:
        post = read_header(self._root, stamp.path, self._site, post_id)
        self._forget(post_id)
        self._stamps[post_id] = stamp
        if isinstance(post, Post):
            self._catalogue[post_id] = post
        else:
            self._unreadable[post_id] = post

    def _compare(self, stamps: dict[PostId, FileStamp]) -> Changes:
        known = self._stamps
        both = [(known[key], stamps[key]) for key in stamps.keys() & known.keys()]
        moved = sum(old.path != new.path for old, new in both)
        new, gone = stamps.keys() - known.keys(), known.keys() - stamps.keys()
        returned = len(new & self._gone)
        self._gone = (self._gone | gone) - stamps.keys()
        return Changes(
            added=len(new),
            changed=sum(old != new for old, new in both) - moved,
            moved=moved,
            removed=len(gone),
            returned=returned,
        )

    @property
    def texts_missing(self) -> int:
        """Always 0; texts are read whenever they are searched."""
        return 0

    def read_texts(
        self,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
    ) -> None:
        """Do nothing: no text is missing."""

    @property
    def is_check_due(self) -> bool:
        """Always false; there is no index."""
        return False

    def check(
        self,
        report: Callable[[Progress], None] = _ignore,  # noqa: ARG002 - takes no time
        is_cancelled: Callable[[], bool] = _never,  # noqa: ARG002 - as above
        max_seconds: float | None = None,  # noqa: ARG002 - as above
    ) -> Checked:
        """Do nothing: there is no index."""
        return Checked(posts=len(self._catalogue))

    def select(self, query: Query) -> Selection:
        """Test every post and sort the answer."""
        posts = sort_posts(self._matching(query), query.order, self._state.recently_read())
        if query.order is Order.RELEVANCE:
            scores = rank(map(self._candidate, list(self._catalogue.values())), query.condition)
            posts.sort(key=lambda post: scores.get(post.id, 0.0))
        return MemorySelection(query, posts, self._catalogue, self._state)

    def facets(self, query: Query) -> Facets:
        """Count the posts that answer the query."""
        return count_facets(self._matching(query))

    def unread_facets(self) -> Facets:
        """Ask of every post whether it is read."""
        posts = list(self._catalogue.values())
        return count_facets([post for post in posts if not self._state.has(post.id, Mark.READ)])

    def _matching(self, query: Query) -> list[Post]:
        is_wanted = compile_query(query, self._state, now_in(self._today_zone))
        posts = list(self._catalogue.values())
        return [post for post in posts if is_wanted(self._candidate(post))]

    def _candidate(self, post: Post) -> Candidate:
        return Candidate(post, self._read_text)

    def _read_text(self, post: Post) -> PostText:
        found = read_stamped_body(self._root, post.path, self._site)
        if isinstance(found, Problem):
            return NO_TEXT
        return PostText(found.body, found.is_html, found.liquid)

    def counts(self) -> Counts:
        """Count the whole archive; marks on posts that are gone do not count."""
        posts = list(self._catalogue.values())
        known = self._catalogue.keys()
        return Counts(
            total=len(posts),
            unread=len(posts) - len(known & self._state.marked(Mark.READ)),
            starred=len(known & self._state.marked(Mark.STARRED)),
            problems=sum(bool(post.problems) for post in posts)
            + len(self._left_out)
            + len(self._unreadable)
            + len(self._site_problems),
            noted=self._with_value(NOTE),
            labels=tuple(
                (name, count)
                for name in self._state.labels()
                if (count := self._with_value(label_field(name)))
            ),
        )

    def _with_value(self, field: str) -> int:
        return sum(post_id in self._catalogue for post_id in self._state.with_value(field))

    def problems(self) -> Sequence[Problem]:
        """Collect the problems of the site, of posts, and of files that are none."""
        found = [*self._site_problems, *self._left_out, *self._unreadable.values()]
        for post in list(self._catalogue.values()):
            found.extend(post.problems)
        return sorted(found, key=lambda problem: (problem.path, problem.line or 0))

    def folders(self) -> Sequence[str]:
        """Return the folders of the last walk."""
        return self._folders

    def find(self, wanted: str) -> Post:
        """Look for an id first, then a path, then a file name."""
        post = self._catalogue.get(PostId(wanted))
        if post is not None:
            return post
        path = wanted.removeprefix("./").removeprefix(f"{self._root}/")
        posts = list(self._catalogue.values())
        named = [post for post in posts if f"/{post.path}".endswith(f"/{path}")]
        if not named:
            raise PostNotFoundError(wanted)
        return min(named, key=lambda post: (len(post.path), post.path))

    def ids(self) -> Iterator[PostId]:
        """Yield the ids of the catalogue."""
        return iter(list(self._catalogue))

    def named(self, words: tuple[str, ...]) -> Iterator[Post]:
        """Look at each post."""
        posts = list(self._catalogue.values())
        return (post for post in posts if may_be_named(post, words))

    def read(self, post_id: PostId) -> PostWithBody:
        """Read the file that the post was last seen in."""
        post = self._catalogue.get(post_id)
        if post is None:
            raise PostNotFoundError(post_id)
        whole = read_whole(self._root, post.path, self._site, post_id)
        if isinstance(whole, Problem):
            raise PostUnreadableError(whole.path, describe_problem(whole).reason)
        return whole


def _by_id(files: Iterable[FileStamp]) -> dict[PostId, FileStamp]:
    by_path = {stamp.path: stamp for stamp in files}
    return {post_id: by_path[path] for path, post_id in assign_ids(by_path).items()}


def _name_order(stamp: FileStamp) -> tuple[date, str]:
    name = stamp.path.rpartition("/")[2]
    return date_of_name(own_name(stamp.path)) or date.min, name
