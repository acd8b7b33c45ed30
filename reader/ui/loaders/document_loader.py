"""Reads a post's file, parses and lays it out, in the background.

A long text comes in two answers: what fills the screen, within some ten milliseconds, and once
that is drawn all of it. The second is worked out in a thread of its own, so that it holds up no
other post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual.message import Message

from reader.errors import IndexLostError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.layout.line import Layout
from reader.posts.post import Post
from reader.session import FileStamp, OpenedPost, Session
from reader.ui.loaders.document_cache import DocumentCache, Setting
from reader.ui.loaders.loader import Deliver, Loader, Work

_FIRST_LINES = 250
"""More than the tallest terminal shows; they are laid out in one or two milliseconds."""
_STARTS = (2_000, 6_000, 18_000)
"""Characters of a long body that are parsed first: what a usual screen shows of most bodies, and
more than the largest shows of any but the most tangled."""
_LARGEST_FETCHED_BYTES = 700_000
"""Parsed and laid out in about a second."""


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

    def fetch(
        self, posts: Sequence[Post], setting: Setting, most_bytes: int = _LARGEST_FETCHED_BYTES
    ) -> None:
        """Open posts that are likely to be asked for next; nothing answers.

        Args:
            posts: Which ones.
            setting: How to lay them out.
            most_bytes: A larger file is not opened before anybody asks for it.
        """
        for place, post in enumerate(posts):
            self._rest.request(f"fetch {place}", partial(self._fetch, post, setting, most_bytes))

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
        if stamp is not None:
            opened, layout = self._cache.find(post.id, stamp, setting)
            if opened is not None and layout is not None:
                return DocumentReady(request, opened, layout)
            if opened is not None:
                return self._lay_out_again(request, opened, setting, 0)
        parts = self._session.open_post_in_parts(post.id, _STARTS)
        try:
            opened, layout = _first_page(parts, setting, page_lines)
        except (PostNotFoundError, PostUnreadableError, IndexLostError) as error:
            return DocumentFailed(request, error)
        if layout.is_whole:
            self._keep(opened, stamp, setting, layout)
        else:
            rest = _last(opened, parts)
            self._unfinished = request, lambda: self._finish(request, rest, stamp, setting)
        return DocumentReady(request, opened, layout)

    def _lay_out_again(
        self, request: int, opened: OpenedPost, setting: Setting, first_block: int
    ) -> Message:
        layout = _lay_out_part(opened, setting, first_block)
        if not layout.is_whole:
            stamp = self._session.stamp_of(opened.post)
            rest = iter((opened,))
            self._unfinished = request, lambda: self._finish(request, rest, stamp, setting)
        return DocumentReady(request, opened, layout)

    def _finish(
        self, request: int, rest: Iterator[OpenedPost], stamp: FileStamp | None, setting: Setting
    ) -> Message:
        opened = next(rest)
        layout = _lay_out(opened, setting)
        self._keep(opened, stamp, setting, layout)
        return DocumentReady(request, opened, layout)

    def _fetch(self, post: Post, setting: Setting, most_bytes: int) -> None:
        stamp = self._session.stamp_of(post)
        if stamp is None or stamp.size > most_bytes:
            return
        opened, layout = self._cache.find(post.id, stamp, setting)
        if layout is not None:
            return
        try:
            opened = opened or self._session.open_post(post.id)
        except (PostNotFoundError, PostUnreadableError, IndexLostError):
            return
        self._keep(opened, stamp, setting, _lay_out(opened, setting))

    def _keep(
        self, opened: OpenedPost, stamp: FileStamp | None, setting: Setting, layout: Layout
    ) -> None:
        if stamp is not None and opened.document.is_whole:
            self._cache.keep(opened, stamp, setting, layout)


def _first_page(
    parts: Iterator[OpenedPost], setting: Setting, page_lines: int
) -> tuple[OpenedPost, Layout]:
    """Return the first part of a post that fills a page, or all of it, laid out."""
    opened = next(parts)
    layout = _lay_out_part(opened, setting, 0)
    while len(layout.lines) < page_lines and not opened.document.is_whole:
        opened = next(parts)
        layout = _lay_out_part(opened, setting, 0)
    return opened, layout


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
