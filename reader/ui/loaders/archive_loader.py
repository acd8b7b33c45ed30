"""Asks the repository in the background: refresh, selections, their rows, and counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from reader.archive.facets import Facets
from reader.archive.query.fields.words import Words
from reader.archive.query.model import EVERYTHING, Query
from reader.archive.repository import (
    WHOLE,
    Changes,
    Counts,
    Progress,
    RefreshScope,
    Repository,
    Selection,
)
from reader.errors import ArchiveError, IndexLostError, IndexUnusableError, ReaderError
from reader.posts.post import Post, PostId
from reader.ui.loaders.loader import Deliver, Loader, Work
from reader.ui.saved_views import SavedView, count_views
from reader.ui.views import Place, place_in

if TYPE_CHECKING:
    from reader.archive.query.vocabulary import Vocabulary
    from reader.archive.snippets import Snippet

_WORDS_FROM_TITLES = 1000
"""The newest titles, from which words are offered: 60 ms."""
PAGE_ROWS = 128
"""Rows that are read together."""


class RefreshProgressed(Message):
    """A refresh has come further."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class RefreshEnded(Message):
    """A refresh is through."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.changes = changes


class RefreshFailed(Message):
    """The archive can't be listed."""

    def __init__(self, error: ArchiveError) -> None:
        super().__init__()
        self.error = error


class IndexLost(Message):
    """The index can't be read any more; a refresh makes it anew, or does without."""

    def __init__(self, error: ReaderError) -> None:
        super().__init__()
        self.error = error


class SelectionReady(Message):
    """A query was answered."""

    def __init__(
        self, request: int, selection: Selection, cursor: int, top: int, rows: Pages
    ) -> None:
        super().__init__()
        self.request = request
        self.selection = selection
        self.cursor = cursor
        self.top = top
        self.pages = rows


class SelectionCompleted(Message):
    """The order of a selection is known as a whole: any row is there in a moment."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class SelectionCounted(Message):
    """The length of a selection is known, which was not when its first rows were shown."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class TextsRead(Message):
    """No text is missing any more, or somebody wanted something more urgent."""


class RowsReady(Message):
    """Rows of a selection were read."""

    def __init__(self, selection: Selection, pages: Pages) -> None:
        super().__init__()
        self.selection = selection
        self.pages = pages


class VocabularyReady(Message):
    """The names and words of the archive are known."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary


class SavedViewsCounted(Message):
    """It is known how many posts the person's own views have."""

    def __init__(self, views: Sequence[SavedView]) -> None:
        super().__init__()
        self.views = views


class PassagesReady(Message):
    """Passages of what was searched for were made."""

    def __init__(self, selection: Selection, passages: dict[int, Snippet]) -> None:
        super().__init__()
        self.selection = selection
        self.passages = passages


class PlaceFound(Message):
    """A row that was looked for was found, or there is none."""

    def __init__(self, request: int, selection: Selection, place: int | None) -> None:
        super().__init__()
        self.request = request
        self.selection = selection
        self.place = place


class PostsReady(Message):
    """The posts of a selection are known in which a field is to have another value."""

    def __init__(
        self, selection: Selection, field: str, value: str, posts: Collection[PostId]
    ) -> None:
        super().__init__()
        self.selection = selection
        self.field = field
        self.value = value
        self.posts = posts


class OverviewReady(Message):
    """The counts of the sidebar are known."""

    def __init__(self, facets: Facets, counts: Counts) -> None:
        super().__init__()
        self.facets = facets
        self.counts = counts


class UnreadReady(Message):
    """The unread posts of every row of the sidebar are known."""

    def __init__(self, facets: Facets) -> None:
        super().__init__()
        self.facets = facets


class CountsReady(Message):
    """The counts of the views alone are known."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self.counts = counts


Pages = dict[int, Sequence[Post]]
"""Rows by the number of their page of `PAGE_ROWS`."""


class ArchiveLoader:
    """Four threads: one refreshes, one answers, one works orders out, one makes passages.

    So no answer waits for a long refresh, and no page of rows for a long order.
    """

    def __init__(self, repository: Repository, deliver: Deliver) -> None:
        self._repository = repository
        self._deliver = deliver
        self._asked = 0
        self._refresher = Loader("refresh", deliver)
        self._answerer = Loader("answer", deliver)
        self._orderer = Loader("order", deliver)
        self._passage_maker = Loader("passages", deliver)

    def refresh(self, scope: RefreshScope = WHOLE) -> None:
        """Bring the repository up to date; answered by progress, then by its end or failure."""
        self._refresher.request("refresh", lambda: self._refresh(scope))

    def _refresh(self, scope: RefreshScope) -> Message:
        try:
            changes = self._repository.refresh(
                self._report, lambda: self._refresher.is_closed, scope
            )
        except ArchiveError as error:
            return RefreshFailed(error)
        except IndexLostError as error:
            return IndexLost(error)
        return RefreshEnded(changes)

    def read_texts(self) -> None:
        """Read the texts that are missing; answered by progress, then by `TextsRead`.

        A refresh that is asked for meanwhile comes first.
        """
        self._refresher.request("texts", self._guarded(self._read_texts))

    def _read_texts(self) -> Message:
        if self._repository.texts_missing:
            self._repository.read_texts(self._report, lambda: self._refresher.has_waiting)
        return TextsRead()

    def _report(self, progress: Progress) -> None:
        self._deliver(RefreshProgressed(progress))

    def select(self, request: int, query: Query, place: Place | None, page_size: int) -> None:
        """Answer a query with `SelectionReady`, which carries `request`.

        Args:
            request: Told apart from others by it.
            query: What is asked.
            place: Where the cursor was when the answer was shown last.
            page_size: Rows that are visible.
        """

        def work() -> Message:
            selection = self._repository.select(query)
            cursor, top = place_in(selection, place)
            pages = _pages(selection, range(1), top, top + page_size)
            return SelectionReady(request, selection, cursor, top, pages)

        self._asked += 1
        self._answer("select", work)

    def show_again(
        self, request: int, selection: Selection, cursor: int, top: int, page_size: int
    ) -> None:
        """Read the rows of a selection that was shown before, answered by `SelectionReady`."""

        def work() -> Message:
            pages = _pages(selection, range(1), top, top + page_size)
            return SelectionReady(request, selection, cursor, top, pages)

        self._asked += 1
        self._answer("select", work)

    def settle(self, seconds: float) -> None:
        """Wait until what was asked for is answered, but for so long at most."""
        self._answerer.settle(seconds)

    def complete(self, selection: Selection) -> None:
        """Work out what a selection does not know yet.

        Answered by `SelectionCompleted`, or, of what was searched for, by `SelectionCounted`,
        unless another selection is asked for meanwhile.
        """
        asked = self._asked

        def is_cancelled() -> bool:
            return self._asked != asked

        self._orderer.request("complete", self._guarded(lambda: _complete(selection, is_cancelled)))
        self._orderer.request("ahead", self._guarded(lambda: selection.read_ahead(is_cancelled)))

    def load_rows(self, selection: Selection, start: int, stop: int) -> None:
        """Read rows of a selection again, answered by `RowsReady`."""
        self._answer(
            f"rows {start}", lambda: RowsReady(selection, _pages(selection, (), start, stop))
        )

    def make_passages(
        self, selection: Selection, words: Sequence[Words], start: int, stop: int
    ) -> None:
        """Make the passages of rows, answered by `PassagesReady`.

        No more are made once another selection is asked for.
        """
        asked = self._asked

        def work() -> Message | None:
            from reader.archive.snippet_reading import passage_of  # noqa: PLC0415 - 5 ms

            made: dict[int, Snippet] = {}
            for place, post in enumerate(selection.rows(start, min(stop, len(selection))), start):
                if self._asked != asked:
                    return None
                made[place] = passage_of(self._repository, post, words)
            return PassagesReady(selection, made)

        self._passage_maker.request(f"passages {start}", self._guarded(work))

    def find_place(
        self, request: int, selection: Selection, find: Callable[[Selection], int | None]
    ) -> None:
        """Look for a row of a selection, answered by `PlaceFound`."""
        self._answer("place", lambda: PlaceFound(request, selection, find(selection)))

    def load_differing(
        self,
        selection: Selection,
        field: str,
        value: str,
        rows: range | None = None,
    ) -> None:
        """Find the posts of a selection that have another value, answered by `PostsReady`.

        Args:
            selection: Whose posts.
            field: Of which the value is asked.
            value: The value that is wanted, of a mark or label.
            rows: Only these rows; None for all.
        """

        def work() -> Message:
            return PostsReady(selection, field, value, selection.differing(field, value, rows))

        self._orderer.request("differing", self._guarded(work))

    def load_differing_of(self, query: Query, field: str, value: str) -> None:
        """Find the posts that answer a query and have another value; see `load_differing`."""

        def work() -> Message:
            selection = self._repository.select(query)
            return PostsReady(selection, field, value, selection.differing(field, value))

        self._orderer.request("differing", self._guarded(work))

    def overview(self) -> None:
        """Count everything, answered by `OverviewReady`."""
        self._answer(
            "overview",
            lambda: OverviewReady(self._repository.facets(EVERYTHING), self._repository.counts()),
        )

    def count_unread(self) -> None:
        """Count the unread posts everywhere, answered by `UnreadReady`."""
        self._orderer.request(
            "unread", self._guarded(lambda: UnreadReady(self._repository.unread_facets()))
        )

    def gather_words(self, facets: Facets, labels: Sequence[tuple[str, int]]) -> None:
        """Gather what a search can be completed with, answered by `VocabularyReady`."""

        def work() -> Message:
            from reader.archive.query.vocabulary import make_vocabulary  # noqa: PLC0415 - 10 ms

            newest = self._repository.select(EVERYTHING)
            posts = newest.rows(0, min(_WORDS_FROM_TITLES, len(newest)))
            return VocabularyReady(make_vocabulary(facets, labels, [it.title for it in posts]))

        self._orderer.request("words", self._guarded(work))

    def count_views(self, views: Sequence[SavedView]) -> None:
        """Count the posts of the person's own views, answered by `SavedViewsCounted`."""
        self._orderer.request(
            "saved",
            self._guarded(lambda: SavedViewsCounted(count_views(self._repository, views))),
        )

    def count(self) -> None:
        """Count the views alone, answered by `CountsReady`."""
        self._answer("count", lambda: CountsReady(self._repository.counts()))

    def close(self) -> None:
        """Stop all threads at their next step."""
        for loader in (self._refresher, self._answerer, self._orderer, self._passage_maker):
            loader.close()

    def _answer(self, kind: str, work: Work) -> None:
        self._answerer.request(kind, self._guarded(work))

    def _guarded(self, work: Work) -> Work:
        def guarded() -> Message | None:
            try:
                return work()
            except (IndexLostError, IndexUnusableError) as error:
                return IndexLost(error)

        return guarded


def _complete(selection: Selection, is_cancelled: Callable[[], bool]) -> Message | None:
    """Work out the order; of what was searched for, the length, as few people go to the end."""
    if selection.is_counted:
        selection.complete()
        return SelectionCompleted(selection)
    selection.count(is_cancelled)
    return SelectionCounted(selection) if selection.is_counted else None


def _pages(selection: Selection, always: Sequence[int], start: int, stop: int) -> Pages:
    """Return the pages that hold the rows from `start` to before `stop`, and those of `always`.

    The last page has no more rows than are known: to learn of more may take long.
    """
    known = len(selection)
    last = max(min(stop, known) - 1, 0) // PAGE_ROWS
    wanted = {*always, *range(max(start, 0) // PAGE_ROWS, last + 1)}
    return {
        page: selection.rows(page * PAGE_ROWS, min((page + 1) * PAGE_ROWS, known))
        for page in sorted(wanted)
    }
