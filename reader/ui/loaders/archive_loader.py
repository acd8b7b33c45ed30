"""Asks the repository in the background: refresh, selections, and the counts of the sidebar."""

from textual.message import Message

from reader.archive.facets import Facets
from reader.archive.query import EVERYTHING, Query
from reader.archive.repository import Changes, Counts, Progress, Repository, Selection
from reader.errors import ArchiveError
from reader.posts.post import Problem
from reader.ui.loaders.loader import Deliver, Loader


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


class SelectionReady(Message):
    """A query was answered."""

    def __init__(self, request: int, selection: Selection) -> None:
        super().__init__()
        self.request = request
        self.selection = selection


class OverviewReady(Message):
    """The counts of the sidebar are known."""

    def __init__(self, facets: Facets, counts: Counts, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.facets = facets
        self.counts = counts
        self.problems = problems


class CountsReady(Message):
    """The counts of the views alone are known."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self.counts = counts


class ArchiveLoader:
    """Two threads: one refreshes, one answers, so that a long refresh delays no answer."""

    def __init__(self, repository: Repository, deliver: Deliver) -> None:
        self._repository = repository
        self._deliver = deliver
        self._refresher = Loader("refresh", deliver)
        self._answerer = Loader("answer", deliver)

    def refresh(self) -> None:
        """Bring the repository up to date; answered by progress, then by its end or failure."""
        self._refresher.request("refresh", self._refresh)

    def _refresh(self) -> Message:
        try:
            changes = self._repository.refresh(self._report, lambda: self._refresher.is_closed)
        except ArchiveError as error:
            return RefreshFailed(error)
        return RefreshEnded(changes)

    def _report(self, progress: Progress) -> None:
        self._deliver(RefreshProgressed(progress))

    def select(self, request: int, query: Query) -> None:
        """Answer a query with `SelectionReady`, which carries `request`."""
        self._answerer.request(
            "select", lambda: SelectionReady(request, self._repository.select(query))
        )

    def overview(self) -> None:
        """Count everything, answered by `OverviewReady`."""
        self._answerer.request(
            "overview",
            lambda: OverviewReady(
                self._repository.facets(EVERYTHING),
                self._repository.counts(),
                tuple(self._repository.problems()),
            ),
        )

    def count(self) -> None:
        """Count the views alone, answered by `CountsReady`."""
        self._answerer.request("count", lambda: CountsReady(self._repository.counts()))

    def close(self) -> None:
        """Stop both threads at their next step."""
        self._refresher.close()
        self._answerer.close()
