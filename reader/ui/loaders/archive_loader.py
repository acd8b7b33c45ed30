"""Calls the repository in the background: refresh, selections, rows and counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reader.archive.facets import Facets
from reader.archive.query.fields.words import Words
from reader.archive.query.model import EVERYTHING, Query
from reader.archive.repository import (
    Changes,
    Checked,
    Counts,
    Progress,
    RefreshScope,
    Repository,
    Selection,
)
from reader.archive.row_lookup import posts_of_day
from reader.archive.snippet_reading import passage_of
from reader.browsing.saved_views import SavedView, count_views
from reader.browsing.views import ListPosition, position_in, query_language
from reader.errors import IndexLostError, IndexUnusableError, ReaderError
from reader.posts.post import PostId
from reader.ui.loaders.loader import Deliver, Loader, always
from reader.ui.row_pages import RowPages, read_pages

if TYPE_CHECKING:
    from reader.archive.query.vocabulary import Vocabulary
    from reader.archive.snippets import Snippet

_T = TypeVar("_T")

_MAX_CHECK_SECONDS = 20.0
"""Longest part of a check of the index; the next one goes on."""
_MAX_TITLES_FOR_WORDS = 1000
"""Number of newest titles whose words are offered; gathering them takes 60 ms."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer for the list."""

    selection: Selection
    cursor: int
    """Row of the cursor, from 0."""
    top: int
    """First visible row."""
    pages: RowPages
    """The visible rows."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Facets and counts of the whole archive."""

    facets: Facets
    counts: Counts


class ArchiveLoader:
    """Four threads: refresh, answers, orders, passages.

    No answer waits for a long refresh, and no page of rows for a long order. Each method delivers
    its answer to `then` on the event loop, as `Loader.ask` does.
    """

    def __init__(self, repository: Repository, deliver: Deliver) -> None:
        self._repository = repository
        self._asked = 0
        self._stopped = 0
        self._refresher = Loader("refresh", deliver)
        self._answerer = Loader("answer", deliver)
        self._orderer = Loader("order", deliver)
        self._passage_maker = Loader("passages", deliver)
        self.index_lost: Callable[[ReaderError], object] = _raise
        """Called instead of `then` when the index can't be read any more."""

    def refresh(
        self,
        scope: RefreshScope,
        progressed: Callable[[Progress], object],
        then: Callable[[Changes], object],
        failed: Callable[[ReaderError], object],
    ) -> None:
        """Bring the repository up to date.

        Args:
            scope: The part of the archive to check.
            progressed: Takes each progress report.
            then: Takes the changes at the end.
            failed: Takes the `ArchiveError` if the archive can't be listed.
        """

        def work() -> Changes:
            return self._repository.refresh(
                self._reporter(progressed), lambda: self._refresher.is_closed, scope
            )

        def fail(error: ReaderError) -> None:
            (self.index_lost if isinstance(error, IndexLostError) else failed)(error)

        self._refresher.ask("refresh", work, then, fail)

    def read_texts(
        self, progressed: Callable[[Progress], object], then: Callable[[bool], object]
    ) -> None:
        """Read the missing texts; a refresh requested meanwhile goes first.

        Args:
            progressed: Takes each progress report.
            then: Takes whether there were any.
        """

        def work() -> bool:
            are_missing = self._repository.texts_missing > 0
            if are_missing:
                self._repository.read_texts(
                    self._reporter(progressed), lambda: self._refresher.has_waiting
                )
            return are_missing

        self._ask(self._refresher, "texts", work, then)

    def _reporter(self, progressed: Callable[[Progress], object]) -> Callable[[Progress], None]:
        return lambda progress: self._refresher.tell(lambda: progressed(progress))

    def select(
        self,
        query: Query,
        position: ListPosition | None,
        page_size: int,
        then: Callable[[Answer], object],
        *,
        keeps_first: bool = False,
    ) -> None:
        """Answer a query.

        Args:
            query: The query.
            position: Cursor and top row when this answer was last shown.
            page_size: Number of visible rows.
            then: Takes the answer.
            keeps_first: As `position_in` takes it.
        """

        def work() -> Answer:
            selection = self._repository.select(query)
            cursor, top = position_in(selection, position, page_size, keeps_first=keeps_first)
            return Answer(
                selection, cursor, top, read_pages(selection, range(1), top, top + page_size)
            )

        self._asked += 1
        self._ask(self._answerer, "select", work, then)

    def show_again(
        self,
        selection: Selection,
        cursor: int,
        top: int,
        page_size: int,
        then: Callable[[Answer], object],
    ) -> None:
        """Read the rows of an earlier selection."""

        def work() -> Answer:
            pages = read_pages(selection, range(1), top, top + page_size)
            return Answer(selection, cursor, top, pages)

        self._asked += 1
        self._ask(self._answerer, "select", work, then)

    def wait_briefly(self, seconds: float) -> None:
        """Block until all requests are answered, at most `seconds`."""
        self._answerer.wait_briefly(seconds)

    def complete(
        self,
        selection: Selection,
        progressed: Callable[[Progress], object],
        counted: Callable[[], object],
    ) -> None:
        """Compute the full order of a selection, or the number of posts that a search has found.

        Both stop early when another selection is requested, or by `stop_counting`.

        Args:
            selection: The selection.
            progressed: Takes each report of a slow search.
            counted: Called at the end if the number of posts was unknown before.
        """
        asked, stopped = self._asked, self._stopped

        def is_cancelled() -> bool:
            return (self._asked, self._stopped) != (asked, stopped)

        def report(progress: Progress) -> None:
            self._orderer.tell(lambda: progressed(progress))

        def work() -> bool:
            if selection.is_counted:
                selection.complete()
                return False
            selection.count(is_cancelled, report)
            return True

        self._ask(
            self._orderer, "complete", work, lambda was_unknown: counted() if was_unknown else None
        )
        self._ask(self._orderer, "ahead", lambda: selection.read_ahead(is_cancelled), _ignore)

    def stop_counting(self) -> None:
        """End a slow search; what it found until then stays."""
        self._stopped += 1

    def check_index(self, is_wanted: Callable[[], bool], then: Callable[[Checked], object]) -> None:
        """Compare a part of the index with the files, at most once a week in all.

        Args:
            is_wanted: Asked now and then in the thread; False leaves the rest for another time.
            then: Takes what was found.
        """
        repository, refresher = self._repository, self._refresher

        def work() -> Checked:
            if not repository.is_check_due:
                return Checked()
            return repository.check(
                _ignore,
                lambda: refresher.has_waiting or not is_wanted(),
                max_seconds=_MAX_CHECK_SECONDS,
            )

        self._ask(refresher, "check", work, then)

    def load_rows(
        self, selection: Selection, start: int, stop: int, then: Callable[[RowPages], object]
    ) -> None:
        """Read the rows of a selection from `start` to before `stop`."""
        self._ask(
            self._answerer, f"rows {start}", lambda: read_pages(selection, (), start, stop), then
        )

    def make_passages(
        self,
        selection: Selection,
        words: Sequence[Words],
        rows: range,
        then: Callable[[dict[int, Snippet]], object],
    ) -> None:
        """Make the passages of rows, unless another selection is requested meanwhile."""
        asked = self._asked

        def work() -> dict[int, Snippet]:
            made: dict[int, Snippet] = {}
            stop = min(rows.stop, len(selection))
            for row, post in enumerate(selection.rows(rows.start, stop), rows.start):
                if self._asked != asked:
                    break
                made[row] = passage_of(self._repository, post, words)
            return made

        self._ask(
            self._passage_maker,
            f"passages {rows.start}",
            work,
            then,
            is_wanted=lambda: self._asked == asked,
        )

    def find_row(
        self,
        find: Callable[[], int | None],
        then: Callable[[int | None], object],
        is_wanted: Callable[[], bool],
    ) -> None:
        """Look for a row; may take long in a list of a million posts."""
        self._ask(self._answerer, "row", find, then, is_wanted=is_wanted)

    def count_day(self, selection: Selection, day: date, then: Callable[[int], object]) -> None:
        """Count the posts of a day in a selection sorted by date, unless another is requested."""
        asked = self._asked
        self._ask(
            self._answerer,
            f"day {day}",
            lambda: posts_of_day(selection, day),
            then,
            is_wanted=lambda: self._asked == asked,
        )

    def load_differing(
        self,
        selection: Selection | Query,
        field: str,
        value: str,
        then: Callable[[Collection[PostId]], object],
        rows: range | None = None,
    ) -> None:
        """Find the posts whose mark or label differs from a value.

        Args:
            selection: Selection or query with the posts.
            field: The mark or label.
            value: The wanted value.
            then: Takes the posts.
            rows: Restricts the search to these rows; None for all.
        """

        def work() -> Collection[PostId]:
            if isinstance(selection, Query):
                return self._repository.select(selection).differing(field, value, rows)
            return selection.differing(field, value, rows)

        self._ask(self._orderer, "differing", work, then)

    def overview(self, then: Callable[[Overview], object]) -> None:
        """Count the whole archive."""
        repository = self._repository
        self._ask(
            self._answerer,
            "overview",
            lambda: Overview(repository.facets(EVERYTHING), repository.counts()),
            then,
        )

    def count_unread(self, then: Callable[[Facets], object]) -> None:
        """Count the unread posts by every facet."""
        self._ask(self._orderer, "unread", self._repository.unread_facets, then)

    def gather_words(
        self,
        facets: Facets,
        labels: Sequence[tuple[str, int]],
        views: Collection[str],
        then: Callable[[Vocabulary], object],
    ) -> None:
        """Gather the names and words for completion."""

        def work() -> Vocabulary:
            newest = self._repository.select(EVERYTHING)
            posts = newest.rows(0, min(_MAX_TITLES_FOR_WORDS, len(newest)))
            return query_language().make_vocabulary(
                facets, labels, [it.title for it in posts], views
            )

        self._ask(self._orderer, "words", work, then)

    def count_views(
        self, views: Sequence[SavedView], then: Callable[[Sequence[SavedView]], object]
    ) -> None:
        """Count the posts of saved views."""
        self._ask(self._orderer, "saved", lambda: count_views(self._repository, views), then)

    def count(self, then: Callable[[Counts], object]) -> None:
        """Count the posts of the built-in views alone."""
        self._ask(self._answerer, "count", self._repository.counts, then)

    def close(self) -> None:
        """Stop all threads at their next check."""
        for loader in (self._refresher, self._answerer, self._orderer, self._passage_maker):
            loader.close()

    def _ask(
        self,
        loader: Loader,
        slot: str,
        work: Callable[[], _T],
        then: Callable[[_T], object],
        is_wanted: Callable[[], bool] = always,
    ) -> None:
        loader.ask(slot, work, then, self._failed, is_wanted=is_wanted)

    def _failed(self, error: ReaderError) -> None:
        if not isinstance(error, IndexLostError | IndexUnusableError):
            raise error
        self.index_lost(error)


def _ignore(_: object) -> None:
    """Discard an answer."""


def _raise(error: ReaderError) -> None:
    raise error
