"""Reads a post's file, parses and lays it out, in the background.

A long text comes in two answers: what fills the screen, within some ten milliseconds, and once
that is drawn all of it. The second is worked out in a thread of its own, so that it holds up no
other post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from reader.archive.catalogue.walk import FileStamp
from reader.errors import IndexLostError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.layout.line import Layout
from reader.posts.post import Post
from reader.session import OpenedPost, Session
from reader.ui.loaders.document_cache import DocumentCache, Setting, Start
from reader.ui.loaders.loader import Deliver, Loader

_T = TypeVar("_T")

_FIRST_LINES = 250
"""More than the tallest terminal shows; they are laid out in one or two milliseconds."""
_STARTS = (2_000, 6_000, 18_000)
"""Characters of a long body that are parsed first: what a usual screen shows of most bodies, and
more than the largest shows of any but the most tangled."""
_LARGEST_FETCHED_BYTES = 2_000_000
"""Read, and its first page laid out, in some 50 ms, before anybody may ask for it."""
_LARGEST_WHOLE_BYTES = 60_000
"""Fetched whole, as that takes a moment only; of a longer post the rest can wait."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """A post opened and laid out, or at first a part of it: see `Layout.is_whole`."""

    opened: OpenedPost
    layout: Layout


@dataclass(frozen=True, slots=True)
class Receiver(Generic[_T]):
    """Who takes the answer to a request for a text."""

    then: Callable[[_T], object]
    failed: Callable[[ReaderError], object]
    """Takes the error of a file that can't be read any more."""


class DocumentLoader:
    """Two threads; of several texts asked for in a row only the last is handed over."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._cache = DocumentCache()
        self._first = Loader("document", deliver)
        self._rest = Loader("rest-of-document", deliver)
        self._newest: object = None
        """Stands for the request for a text that was made last."""
        self._unfinished: Callable[[], None] | None = None

    def open(
        self, post: Post, setting: Setting, page_lines: int, receiver: Receiver[ShownText]
    ) -> None:
        """Read and lay out a post.

        Args:
            post: Which one.
            setting: How to lay it out.
            page_lines: So many fill the screen; a part of a long text has no fewer.
            receiver: Takes the text; of a long one a part, and after `finish` all of it.
        """
        self._ask_in_parts(lambda: self._open(post, setting, page_lines), receiver)

    def lay_out(
        self,
        opened: OpenedPost,
        setting: Setting,
        first_block: int,
        receiver: Receiver[ShownText],
    ) -> None:
        """Lay out an opened post otherwise.

        Args:
            opened: Whole.
            setting: How to lay it out.
            first_block: What is in sight begins with this block, and comes first.
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
        """Lay out all of a text of which a part was handed over.

        To be called once that part is drawn, from which this takes processor time. Nothing
        happens where the last text asked for is whole.
        """
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None:
            unfinished()

    def fetch(self, posts: Sequence[Post], setting: Setting, page_lines: int) -> None:
        """Open posts that are likely to be asked for next.

        Args:
            posts: Which ones.
            setting: How to lay them out.
            page_lines: As for `open`; of a long post no more is laid out.
        """
        for place, post in enumerate(posts):
            work = partial(self._fetch, post, setting, page_lines)
            self._rest.ask(f"fetch {place}", work, _ignore)

    def report(self, width_cells: int, receiver: Receiver[Layout]) -> None:
        """Lay out a report of all problems."""
        self._ask_whole(lambda: self._report(width_cells), receiver)

    def read_source(self, post: Post, width_cells: int, receiver: Receiver[Layout]) -> None:
        """Lay out a post's file as it stands."""
        self._ask_whole(lambda: self._read_source(post, width_cells), receiver)

    def _ask_whole(self, work: Callable[[], Layout], receiver: Receiver[Layout]) -> None:
        self._newest, self._unfinished = object(), None
        self._first.ask("document", work, receiver.then, receiver.failed)

    def follow(
        self, address: str, origin: Post | None, then: Callable[[Post | None], object]
    ) -> None:
        """Look for the post of the archive to which a link leads; None where there is none."""
        self._first.ask("link", lambda: self._follow(address, origin), then)

    def close(self) -> None:
        """Stop the threads at their next step."""
        self._first.close()
        self._rest.close()

    def _follow(self, address: str, origin: Post | None) -> Post | None:
        try:
            return self._session.find_linked(address, origin)
        except IndexLostError:
            return None

    def _read_source(self, post: Post, width_cells: int) -> Layout:
        from reader.layout.source_page import lay_out_source  # noqa: PLC0415 - as below

        return lay_out_source(self._session.read_source(post), width_cells)

    def _report(self, width_cells: int) -> Layout:
        from reader.layout.problem_report import lay_out_problems  # noqa: PLC0415 - as below

        return lay_out_problems(self._session.repository.problems(), width_cells)

    def _open(
        self, post: Post, setting: Setting, page_lines: int
    ) -> tuple[ShownText, Start | None]:
        """Return a text, and of a long one also its start, to go on from.

        Raises:
            PostNotFoundError: No post has this id any more; or `IndexLostError`.
            PostUnreadableError: Its file can't be read any more.
        """
        stamp = self._session.stamp_of(post)
        opened, layout = self._find(post, stamp, setting)
        if opened is not None and layout is not None:
            return ShownText(opened, layout), None
        if opened is not None:
            return self._lay_out_again(opened, setting, 0)
        start = self._cache.take_start(post.id, stamp, setting)
        if start is None or len(start.layout.lines) < page_lines:
            start = self._start(post, setting, page_lines)
        text = ShownText(start.opened, start.layout)
        if start.layout.is_whole:
            self._keep(start)
            return text, None
        return text, start

    def _start(self, post: Post, setting: Setting, page_lines: int) -> Start:
        """Lay out the first part of a post that fills a page, or all of it.

        Raises:
            PostNotFoundError: No post has this id any more; or `IndexLostError`.
            PostUnreadableError: Its file can't be read any more.
        """
        stamp = self._session.stamp_of(post)
        parts = self._session.open_post_in_parts(post.id, _STARTS)
        opened = next(parts)
        layout = _lay_out_part(opened, setting, 0)
        while len(layout.lines) < page_lines and not opened.document.is_whole:
            opened = next(parts)
            layout = _lay_out_part(opened, setting, 0)
        return Start(stamp, setting, opened, layout, _last(opened, parts))

    def _lay_out_again(
        self, opened: OpenedPost, setting: Setting, first_block: int
    ) -> tuple[ShownText, Start | None]:
        layout = _lay_out_part(opened, setting, first_block)
        text = ShownText(opened, layout)
        if layout.is_whole:
            return text, None
        stamp = self._session.stamp_of(opened.post)
        return text, Start(stamp, setting, opened, layout, iter((opened,)))

    def _finish(self, start: Start) -> ShownText:
        opened, layout = self._find(start.opened.post, start.stamp, start.setting)
        if opened is None or layout is None:  # else it was fetched meanwhile
            opened = next(start.rest)
            layout = _lay_out(opened, start.setting)
            self._keep(replace(start, opened=opened, layout=layout))
        return ShownText(opened, layout)

    def _fetch(self, post: Post, setting: Setting, page_lines: int) -> None:
        stamp = self._session.stamp_of(post)
        if stamp is None or stamp.size > _LARGEST_FETCHED_BYTES:
            return
        opened, layout = self._cache.find(post.id, stamp, setting)
        if layout is not None:
            return
        try:
            if opened is None:
                opened = self._fetch_start(post, setting, page_lines)
            if not opened.document.is_whole:
                if stamp.size > _LARGEST_WHOLE_BYTES:
                    return
                opened = self._session.open_post(post.id)
        except (PostNotFoundError, PostUnreadableError, IndexLostError):
            return
        self._cache.keep(opened, stamp, setting, _lay_out(opened, setting))

    def _fetch_start(self, post: Post, setting: Setting, page_lines: int) -> OpenedPost:
        """Keep the start of a long post, which may be asked for while the rest is fetched."""
        start = self._start(post, setting, page_lines)
        if not start.opened.document.is_whole:
            self._cache.keep_start(start)
        return start.opened

    def _find(
        self, post: Post, stamp: FileStamp | None, setting: Setting
    ) -> tuple[OpenedPost | None, Layout | None]:
        return self._cache.find(post.id, stamp, setting) if stamp is not None else (None, None)

    def _keep(self, start: Start) -> None:
        if start.stamp is not None and start.opened.document.is_whole:
            self._cache.keep(start.opened, start.stamp, start.setting, start.layout)


def _ignore(_: object) -> None:
    """Take an answer that nobody waits for."""


def _last(opened: OpenedPost, parts: Iterator[OpenedPost]) -> Iterator[OpenedPost]:
    """Yield the whole of a post of which one part has been parsed, parsing it only when asked."""
    for part in parts:
        opened = part
    yield opened


def _lay_out(opened: OpenedPost, setting: Setting) -> Layout:
    from reader.layout.page import lay_out_post  # noqa: PLC0415 - 40 ms, after the list is there

    return lay_out_post(opened.post, opened.document, setting.width_cells, setting.typesetting)


def _lay_out_part(opened: OpenedPost, setting: Setting, first_block: int) -> Layout:
    from reader.layout.page import lay_out_part  # noqa: PLC0415 - as above

    return lay_out_part(
        opened.post,
        opened.document,
        setting.width_cells,
        setting.typesetting,
        first_block=first_block,
        most_lines=_FIRST_LINES,
    )
