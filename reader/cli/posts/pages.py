"""Yields the posts of a selection in pages, so that a caller waits only for those it reads.

Continues at the same post if the index turns out to be damaged and is rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.archive.query.model import Query
from reader.archive.repository import Selection
from reader.cli.archive_opening import answer, reading_for
from reader.cli.progress_line import ProgressLine
from reader.errors import IndexLostError
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.session import Session

PAGE_POSTS = 500
"""Posts per page."""


def pages_of(session: Session, query: Query, limit: int | None = None) -> Iterator[Sequence[Post]]:
    """Read what the query needs, and yield pages of matching posts, at most `limit` posts.

    No page is empty.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged, and this command may not rebuild it.
    """

    def select() -> Selection:
        return session.repository.select(query)

    selection = answer(session, select, reading_for(query))
    if limit is None or limit > len(selection):
        with ProgressLine() as line:
            selection.complete(report=line.report)
    start = 0
    while start < (end := min(len(selection), limit or len(selection))):
        stop = min(start + PAGE_POSTS, end)
        try:
            page = selection.rows(start, stop)
        except IndexLostError:
            selection = answer(session, select, reading_for(query))
            page = selection.rows(start, stop)
        if page:
            yield page
        start = stop
