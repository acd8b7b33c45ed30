"""Reads a post's file, parses and lays it out, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from reader.errors import IndexLostError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.layout.line import Layout
from reader.posts.post import Post, PostId
from reader.session import OpenedPost, Session
from reader.ui.loaders.loader import Deliver, Loader

if TYPE_CHECKING:
    from reader.document.nodes import Document


class DocumentReady(Message):
    """A post was opened and laid out."""

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


class LinkFollowed(Message):
    """It is known whether a link leads to a post of the archive."""

    def __init__(self, address: str, post: Post | None) -> None:
        super().__init__()
        self.address = address
        self.post = post


class DocumentLoader:
    """One thread; of several posts asked for in a row only the last is read."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("document", deliver)

    def open(self, request: int, post_id: PostId, width_cells: int) -> None:
        """Read and lay out a post, answered by `DocumentReady` or `DocumentFailed`."""
        self._loader.request("document", lambda: self._open(request, post_id, width_cells))

    def lay_out(self, request: int, post: Post, document: Document, width_cells: int) -> None:
        """Lay out an opened post at another width, answered by `DocumentReady`."""
        self._loader.request(
            "document", lambda: _lay_out(request, OpenedPost(post, document), width_cells)
        )

    def report(self, request: int, width_cells: int) -> None:
        """Lay out a report of all problems, answered by `ReportReady` or `DocumentFailed`."""
        self._loader.request("document", lambda: self._report(request, width_cells))

    def follow(self, address: str) -> None:
        """Look for the post to which a link leads, answered by `LinkFollowed`."""
        self._loader.request("link", lambda: self._follow(address))

    def close(self) -> None:
        """Stop the thread at its next step."""
        self._loader.close()

    def _follow(self, address: str) -> Message:
        try:
            return LinkFollowed(address, self._session.find_linked(address))
        except IndexLostError:
            return LinkFollowed(address, None)

    def _report(self, request: int, width_cells: int) -> Message:
        try:
            problems = self._session.repository.problems()
        except IndexLostError as error:
            return DocumentFailed(request, error)
        from reader.layout.problem_report import lay_out_problems  # noqa: PLC0415 - as below

        return ReportReady(request, lay_out_problems(problems, width_cells))

    def _open(self, request: int, post_id: PostId, width_cells: int) -> Message:
        try:
            opened = self._session.open_post(post_id)
        except (PostNotFoundError, PostUnreadableError, IndexLostError) as error:
            return DocumentFailed(request, error)
        return _lay_out(request, opened, width_cells)


def _lay_out(request: int, opened: OpenedPost, width_cells: int) -> DocumentReady:
    from reader.layout.page import lay_out_post  # noqa: PLC0415 - 40 ms, after the list is there

    layout = lay_out_post(opened.post, opened.document, width_cells)
    return DocumentReady(request, opened, layout)
