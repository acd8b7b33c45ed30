"""Reads, parses and lays out posts in the background.

A long text is delivered twice: the first page within some ten milliseconds, and after it is drawn
the whole text. The second answer comes from its own thread, so that it delays no other post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.archive.catalogue.walk import FileStamp
from reader.errors import IndexLostError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.layout.annotations import NO_ANNOTATIONS, Annotations
from reader.layout.line import Layout
from reader.posts.post import Post
from reader.session import OpenedPost, Session
from reader.ui.loaders.document_cache import DocumentCache, Setting, Start
from reader.ui.loaders.loader import Deliver, Loader

if TYPE_CHECKING:
    from reader.ui.loaders.text_layouts import TextLayouts

_T = TypeVar("_T")

_START_CHARACTERS = (2_000, 6_000, 18_000)
"""Characters of a long body that are parsed first, in turn until they fill a page: the smallest
fills a usual screen for most bodies, the largest fills a large screen for almost all."""
_MAX_PREFETCHED_BYTES = 2_000_000
"""Largest file that is prefetched: reading it and laying out a page takes some 50 ms."""
_MAX_WHOLE_BYTES = 60_000
"""Largest file that is prefetched whole; of a longer post, only the first page is."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """A laid out post, whole or its first part; see `Layout.is_whole`."""

    opened: OpenedPost
    layout: Layout
    annotations: Annotations = NO_ANNOTATIONS
    """Those in the layout."""


@dataclass(frozen=True, slots=True)
class Receiver(Generic[_T]):
    """Callbacks for the answer to a request for a text."""

    then: Callable[[_T], object]
    failed: Callable[[ReaderError], object]
    """Takes the error if the file can't be read any more."""


class DocumentLoader:
    """Two threads; of several requested texts only the last is delivered."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._cache = DocumentCache()
        self._first = Loader("document", deliver)
        self._rest = Loader("rest-of-document", deliver)
        self._newest: object = None
        """Identifies the last request for a text."""
        self._unfinished: Callable[[], None] | None = None

    def open(
        self, post: Post, setting: Setting, page_lines: int, receiver: Receiver[ShownText]
    ) -> None:
        """Read and lay out a post.

        Args:
            post: The post.
            setting: The layout's settings.
            page_lines: Minimum lines of the first part, enough to fill the screen.
            receiver: Takes the text; for a long one its first part, and after `finish` the whole.
        """
        self._ask_in_parts(lambda: self._open(post, setting, page_lines), receiver)

    def lay_out(
        self,
        opened: OpenedPost,
        setting: Setting,
        first_block: int,
        receiver: Receiver[ShownText],
    ) -> None:
        """Lay out an opened post with other settings.

        Args:
            opened: The whole post.
            setting: The layout's settings.
            first_block: First visible block; the part from here is delivered first.
            receiver: As for `open`.
        """
        self._ask_in_parts(lambda: self._lay_out_again(opened, setting, first_block), receiver)

    def _ask_in_parts(
        self, work: Callable[[], tuple[ShownText, Start | None]], receiver: Receiver[ShownText]
    ) -> None:
        request = self._newest = object()

        def is_newest() -> bool:
            return self._newest is request

        def take(answer: tuple[ShownText, Start | None]) -> None:
            text, rest = answer
            if rest is not None:
                self._unfinished = partial(
                    self._rest.ask,
                    "document",
                    partial(self._finish, rest),
                    receiver.then,
                    receiver.failed,
                    is_wanted=is_newest,
                )
            receiver.then(text)

        self._unfinished = None
        self._first.ask("document", work, take, receiver.failed, is_wanted=is_newest)

    def finish(self) -> None:
        """Lay out the whole of a text whose first part was delivered.

        Call this after that part is drawn, because both compete for processor time. Does
        nothing if the last text is whole.
        """
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None:
            unfinished()

    def fetch(self, posts: Sequence[Post], setting: Setting, page_lines: int) -> None:
        """Prefetch posts that are likely to be opened next.

        Args:
            posts: The posts.
            setting: The layout's settings.
            page_lines: As for `open`; of a long post only this much is laid out.
        """
        for index, post in enumerate(posts):
            work = partial(self._fetch, post, setting, page_lines)
            self._rest.ask(f"fetch {index}", work, _ignore)

    def report(self, width_cells: int, receiver: Receiver[Layout]) -> None:
        """Lay out a report of all problems."""
        self._ask_whole(lambda: self._report(width_cells), receiver)

    def read_source(self, post: Post, width_cells: int, receiver: Receiver[Layout]) -> None:
        """Lay out the source file of a post."""
        self._ask_whole(lambda: self._read_source(post, width_cells), receiver)

    def _ask_whole(self, work: Callable[[], Layout], receiver: Receiver[Layout]) -> None:
        self._newest, self._unfinished = object(), None
        self._first.ask("document", work, receiver.then, receiver.failed)

    def follow(
        self, address: str, origin: Post | None, then: Callable[[Post | None], object]
    ) -> None:
        """Find the post of the archive that a link leads to, or None.

        Args:
            address: The link's address.
            origin: The post that holds the link.
            then: Takes the post.
        """
        self._first.ask("link", lambda: self._follow(address, origin), then)

    def close(self) -> None:
        """Stop the threads at their next check."""
        self._first.close()
        self._rest.close()

    def _follow(self, address: str, origin: Post | None) -> Post | None:
        try:
            return self._session.find_linked(address, origin)
        except IndexLostError:
            return None

    def _read_source(self, post: Post, width_cells: int) -> Layout:
        return _layouts().source(self._session.read_source(post), width_cells)

    def _report(self, width_cells: int) -> Layout:
        return _layouts().problems(self._session.repository.problems(), width_cells)

    def _open(
        self, post: Post, setting: Setting, page_lines: int
    ) -> tuple[ShownText, Start | None]:
        """Return a text, and for a long one its start, from which the rest is parsed.

        Raises:
            PostNotFoundError: The post no longer exists.
            IndexLostError: The index is damaged.
            PostUnreadableError: The file can't be read any more.
        """
        stamp = self._session.stamp_of(post)
        setting = self._annotated(setting, post)
        opened, layout = self._find(post, stamp, setting)
        if opened is not None and layout is not None:
            return ShownText(opened, layout, setting.annotations), None
        if opened is not None:
            return self._lay_out_again(opened, setting, 0)
        start = self._cache.take_start(post.id, stamp, setting)
        if start is None or len(start.layout.lines) < page_lines:
            start = self._start(post, setting, page_lines)
        text = ShownText(start.opened, start.layout, setting.annotations)
        if start.layout.is_whole:
            self._keep(start)
            return text, None
        return text, start

    def _start(self, post: Post, setting: Setting, page_lines: int) -> Start:
        """Lay out the first page of a post, or the whole post if it is short.

        Raises:
            PostNotFoundError: The post no longer exists.
            IndexLostError: The index is damaged.
            PostUnreadableError: The file can't be read any more.
        """
        stamp = self._session.stamp_of(post)
        parts = self._session.open_post_in_parts(post.id, _START_CHARACTERS)
        opened = next(parts)
        layout = _layouts().part(opened, setting, 0)
        while len(layout.lines) < page_lines and not opened.document.is_whole:
            opened = next(parts)
            layout = _layouts().part(opened, setting, 0)
        return Start(stamp, setting, opened, layout, _last(opened, parts))

    def _lay_out_again(
        self, opened: OpenedPost, setting: Setting, first_block: int
    ) -> tuple[ShownText, Start | None]:
        setting = self._annotated(setting, opened.post)
        layout = _layouts().part(opened, setting, first_block)
        text = ShownText(opened, layout, setting.annotations)
        if layout.is_whole:
            return text, None
        stamp = self._session.stamp_of(opened.post)
        return text, Start(stamp, setting, opened, layout, iter((opened,)))

    def _finish(self, start: Start) -> ShownText:
        opened, layout = self._find(start.opened.post, start.stamp, start.setting)
        if opened is None or layout is None:  # otherwise it was prefetched meanwhile
            opened = next(start.rest)
            layout = _layouts().whole(opened, start.setting)
            self._keep(replace(start, opened=opened, layout=layout))
        return ShownText(opened, layout, start.setting.annotations)

    def _fetch(self, post: Post, setting: Setting, page_lines: int) -> None:
        stamp = self._session.stamp_of(post)
        if stamp is None or stamp.size > _MAX_PREFETCHED_BYTES:
            return
        setting = self._annotated(setting, post)
        opened, layout = self._cache.find(post.id, stamp, setting)
        if layout is not None:
            return
        try:
            if opened is None:
                opened = self._fetch_start(post, setting, page_lines)
            if not opened.document.is_whole:
                if stamp.size > _MAX_WHOLE_BYTES:
                    return
                opened = self._session.open_post(post.id)
        except (PostNotFoundError, PostUnreadableError, IndexLostError):
            return
        self._cache.keep(opened, stamp, setting, _layouts().whole(opened, setting))

    def _fetch_start(self, post: Post, setting: Setting, page_lines: int) -> OpenedPost:
        """Cache the start of a long post, which may be opened while the rest is prefetched."""
        start = self._start(post, setting, page_lines)
        if not start.opened.document.is_whole:
            self._cache.keep_start(start)
        return start.opened

    def _annotated(self, setting: Setting, post: Post) -> Setting:
        return replace(setting, annotations=self._session.annotations_of(post.id))

    def _find(
        self, post: Post, stamp: FileStamp | None, setting: Setting
    ) -> tuple[OpenedPost | None, Layout | None]:
        return self._cache.find(post.id, stamp, setting) if stamp is not None else (None, None)

    def _keep(self, start: Start) -> None:
        if start.stamp is not None and start.opened.document.is_whole:
            self._cache.keep(start.opened, start.stamp, start.setting, start.layout)


def _ignore(_: object) -> None:
    """Discard an answer."""


def _last(opened: OpenedPost, parts: Iterator[OpenedPost]) -> Iterator[OpenedPost]:
    """Yield the whole post after its parsed part; parses lazily."""
    for part in parts:
        opened = part
    yield opened


def _layouts() -> TextLayouts:
    from reader.ui.loaders.text_layouts import TextLayouts  # noqa: PLC0415 - 40 ms after the list

    return TextLayouts()
