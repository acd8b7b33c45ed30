"""Reads a post's file, parses and lays it out, in the background.

A long text comes in two answers: what fills the screen, within some ten milliseconds, and once
that is drawn all of it. The second is worked out in a thread of its own, so that it holds up no
other post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from textual.message import Message

from reader.errors import IndexLostError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.layout.line import Layout
from reader.posts.post import Post
from reader.session import FileStamp, OpenedPost, Session
from reader.ui.loaders.document_cache import DocumentCache, Setting, Start
from reader.ui.loaders.loader import Deliver, Loader, Work

_FIRST_LINES = 250
"""More than the tallest terminal shows; they are laid out in one or two milliseconds."""
_STARTS = (2_000, 6_000, 18_000)
"""Characters of a long body that are parsed first: what a usual screen shows of most bodies, and
more than the largest shows of any but the most tangled."""
_LARGEST_FETCHED_BYTES = 2_000_000
"""Read, and its first page laid out, in some 50 ms, before anybody may ask for it."""
_LARGEST_WHOLE_BYTES = 60_000
"""Fetched whole, as that takes a moment only; of a longer post the rest can wait."""


class DocumentReady(Message):
    """A post was opened and laid out, or at first a part of it: see `Layout.is_whole`."""

    def __init__(self, request: int, opened: OpenedPost, layout: Layout) -> None:
        super().__init__()
        self.request = request
        self.opened = opened
        self.layout = layout


class DocumentFailed(Message):
    """A post's file can't be read any more."""

    def __init__(self, request: int, error: ReaderError) -> None:
        super().__init__()
        self.request = request
        self.error = error


class ReportReady(Message):
    """The report of all problems was laid out."""

    def __init__(self, request: int, layout: Layout) -> None:
        super().__init__()
        self.request = request
        self.layout = layout


class SourceReady(Message):
    """A post's file was laid out as it stands."""

    def __init__(self, request: int, layout: Layout) -> None:
        super().__init__()
        self.request = request
        self.layout = layout


class LinkFollowed(Message):
    """It is known whether a link leads to a post of the archive."""

    def __init__(self, address: str, post: Post | None) -> None:
        super().__init__()
        self.address = address
        self.post = post


class DocumentLoader:
    """Two threads; of several posts asked for in a row only the last is read."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._deliver = deliver
        self._cache = DocumentCache()
        self._first = Loader("document", deliver)
        self._rest = Loader("rest-of-document", deliver)
        self._unfinished: tuple[int, Work] | None = None

    def open(self, request: int, post: Post, setting: Setting, page_lines: int) -> None:
        """Read and lay out a post, answered by `DocumentReady` or `DocumentFailed`.

        Args:
            request: Comes back with the answer.
            post: Which one.
            setting: How to lay it out.
            page_lines: So many fill the screen; a part of a long text has no fewer.
        """
        self._first.request("document", lambda: self._open(request, post, setting, page_lines))

    def lay_out(self, request: int, opened: OpenedPost, setting: Setting, first_block: int) -> None:
        """Lay out an opened post otherwise, answered by `DocumentReady`.

        Args:
            request: Comes back with the answer.
            opened: Whole.
            setting: How to lay it out.
            first_block: What is in sight begins with this block, and comes first.
        """
        self._first.request(
            "document", lambda: self._lay_out_again(request, opened, setting, first_block)
        )

    def finish(self, request: int) -> None:
        """Lay out all of a text of which a part was answered, answered by `DocumentReady`.

        To be called once that part is drawn, from which this takes processor time. Nothing
        happens where the last post asked for is another, or whole.
        """
        unfinished = self._unfinished
        if unfinished is not None and unfinished[0] == request:
            self._unfinished = None
            self._rest.request("document", unfinished[1])

    def fetch(self, posts: Sequence[Post], setting: Setting, page_lines: int) -> None:
        """Open posts that are likely to be asked for next; nothing answers.

        Args:
            posts: Which ones.
            setting: How to lay them out.
            page_lines: As for `open`; of a long post no more is laid out.
        """
        for place, post in enumerate(posts):
            self._rest.request(f"fetch {place}", partial(self._fetch, post, setting, page_lines))

    def report(self, request: int, width_cells: int) -> None:
        """Lay out a report of all problems, answered by `ReportReady` or `DocumentFailed`."""
        self._first.request("document", lambda: self._report(request, width_cells))

    def read_source(self, request: int, post: Post, width_cells: int) -> None:
        """Lay out a post's file as it stands, answered by `SourceReady` or `DocumentFailed`."""
        self._first.request("document", lambda: self._read_source(request, post, width_cells))

    def follow(self, address: str) -> None:
        """Look for the post to which a link leads, answered by `LinkFollowed`."""
        self._first.request("link", lambda: self._follow(address))

    def close(self) -> None:
        """Stop the threads at their next step."""
        self._first.close()
        self._rest.close()

    def _follow(self, address: str) -> Message:
        try:
            return LinkFollowed(address, self._session.find_linked(address))
        except IndexLostError:
            return LinkFollowed(address, None)

    def _read_source(self, request: int, post: Post, width_cells: int) -> Message:
        try:
            source = self._session.read_source(post)
        except PostUnreadableError as error:
            return DocumentFailed(request, error)
        from reader.layout.source_page import lay_out_source  # noqa: PLC0415 - as below

        return SourceReady(request, lay_out_source(source, width_cells))

    def _report(self, request: int, width_cells: int) -> Message:
        try:
            problems = self._session.repository.problems()
        except IndexLostError as error:
            return DocumentFailed(request, error)
        from reader.layout.problem_report import lay_out_problems  # noqa: PLC0415 - as below

        return ReportReady(request, lay_out_problems(problems, width_cells))

    def _open(self, request: int, post: Post, setting: Setting, page_lines: int) -> Message | None:
        stamp = self._session.stamp_of(post)
        opened, layout = self._find(post, stamp, setting)
        if opened is not None and layout is not None:
            return DocumentReady(request, opened, layout)
        if opened is not None:
            return self._lay_out_again(request, opened, setting, 0)
        start = self._cache.take_start(post.id, stamp, setting)
        if start is None or len(start.layout.lines) < page_lines:
            try:
                start = self._start(post, setting, page_lines)
            except (PostNotFoundError, PostUnreadableError, IndexLostError) as error:
                return DocumentFailed(request, error)
        if start.layout.is_whole:
            self._keep(start)
        else:
            self._unfinished = request, partial(self._finish, request, start)
        return DocumentReady(request, start.opened, start.layout)

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
        self, request: int, opened: OpenedPost, setting: Setting, first_block: int
    ) -> Message:
        layout = _lay_out_part(opened, setting, first_block)
        if not layout.is_whole:
            stamp = self._session.stamp_of(opened.post)
            start = Start(stamp, setting, opened, layout, iter((opened,)))
            self._unfinished = request, partial(self._finish, request, start)
        return DocumentReady(request, opened, layout)

    def _finish(self, request: int, start: Start) -> Message:
        opened, layout = self._find(start.opened.post, start.stamp, start.setting)
        if opened is None or layout is None:  # else it was fetched meanwhile
            opened = next(start.rest)
            layout = _lay_out(opened, start.setting)
            self._keep(replace(start, opened=opened, layout=layout))
        return DocumentReady(request, opened, layout)

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
