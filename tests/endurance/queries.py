"""Random queries, asked of memory and of an index right after a messy archive has changed."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from support.archive_files import open_in_memory, open_indexed
from support.changing_archive import Change, ChangingArchive, changes, queries

from endurance.figures import Figures
from reader.archive.query.matching import reads_text
from reader.archive.query.model import Query
from reader.archive.repository import Repository
from reader.posts.post import PostId
from reader.state.reading_state import ReadingState

QUERIES = 25
EXAMPLES = 4
"""The first is the simplest that there is, so one alone would be no random one."""


def ask_both(number: int, figures: Figures) -> None:
    """Change an archive and ask both repositories, before and after texts are read.

    Raises:
        AssertionError: They answer differently.
    """

    @seed(number)
    @settings(
        deadline=None,
        max_examples=EXAMPLES,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(
        st.lists(changes(), min_size=10, max_size=25),
        st.lists(changes(), min_size=1, max_size=8),
        st.lists(queries, min_size=QUERIES, max_size=QUERIES),
    )
    def play(first: list[Change], later: list[Change], asked: list[Query]) -> None:
        _play(first, later, asked, figures)

    play()


def _play(first: list[Change], later: list[Change], asked: list[Query], figures: Figures) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "archive"
        root.mkdir()
        archive, state = ChangingArchive(root), ReadingState()
        both = [open_in_memory(root, state), open_indexed(root, root.parent, state)]
        for step in (first, later):
            for change in step:
                change(archive)
            archive.age_folders()
            archive.touched.clear()
            for repository in both:
                repository.refresh()
            for is_read in (False, True):
                if is_read:
                    both[1].read_texts()
                for query in asked:
                    if is_read or not reads_text(query.condition):
                        figures.counts["queries"] += 1
                        wanted, found = (_ids(repository, query) for repository in both)
                        assert found == wanted, query


def _ids(repository: Repository, query: Query) -> list[PostId]:
    selection = repository.select(query)
    selection.count()
    return list(selection.ids(0, len(selection)))
