"""Whatever an archive holds and however it changes, memory and index give the same answers."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archive_files import index_of, open_in_memory, open_indexed
from support.changing_archive import USUAL_QUERIES, Change, ChangingArchive, changes, queries
from support.recount import assert_sound

from reader.archive.query.model import EVERYTHING, Query
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.archive.repository import WHOLE, RefreshScope, Repository
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState
from reader.state.records import Mark


def spelled(post: Post) -> dict[str, object]:
    """Return every field; a date by what it shows, since zones that agree need not be equal."""
    return {**asdict(post), "date": post.date and post.date.isoformat()}


def assert_agree(reference: Repository, repository: Repository, asked: list[Query]) -> None:
    """Compare every answer of two repositories."""
    assert repository.counts() == reference.counts()
    assert repository.problems() == reference.problems()
    assert sorted(repository.folders()) == sorted(reference.folders())
    for query in [*USUAL_QUERIES, *asked]:
        wanted, found = reference.select(query), repository.select(query)
        found.count()
        rows = [spelled(post) for post in wanted.rows(0, len(wanted))]
        assert len(found) == len(wanted)
        assert [spelled(post) for post in found.rows(0, len(found))] == rows
        ids = list(wanted.ids(0, len(wanted)))
        assert list(found.ids(0, len(found))) == ids
        assert [found.index_of(post_id) for post_id in ids] == list(range(len(ids)))
        assert repository.facets(query) == reference.facets(query)
    for post in (posts := reference.select(EVERYTHING)).rows(0, len(posts)):
        for wanted_name in (post.id, post.path, post.path.rpartition("/")[2]):
            assert repository.find(wanted_name).path == reference.find(wanted_name).path
        assert repository.read(post.id) == reference.read(post.id)


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """Make a folder for an archive and one for its index."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "archive"
        root.mkdir()
        yield root, root.parent


def read_some(state: ReadingState, repository: Repository) -> None:
    """Mark every other post as read and every third as starred, and one that there never was."""
    selection = repository.select(EVERYTHING)
    ids = list(selection.ids(0, len(selection)))
    state.set_mark(Mark.READ, [*ids[::2], PostId("never")], is_set=True)
    state.set_mark(Mark.STARRED, [*ids[::3], PostId("x/never.md")], is_set=True)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(changes(), min_size=1, max_size=25),
    st.lists(st.tuples(st.lists(changes(), min_size=1, max_size=5), st.booleans()), max_size=4),
    st.lists(queries, min_size=3, max_size=6),
)
def test_memory_and_index_agree_however_an_archive_changes(
    first: list[Change], later: list[tuple[list[Change], bool]], asked: list[Query]
) -> None:
    with folders() as (root, cache):
        archive, state = ChangingArchive(root), ReadingState()
        reference = open_in_memory(root, state)
        repository = open_indexed(root, cache, state)
        for step, is_old in [(first, True), *later]:
            for change in step:
                change(archive)
            if is_old:
                archive.age_folders()
            archive.touched.clear()
            reference.refresh()
            repository.refresh()
            repository.read_texts()
            read_some(state, reference)
            assert_agree(reference, repository, asked)
            assert_sound(index_of(root, cache))
        assert not repository.refresh()
        fresh = open_indexed(root, cache / "fresh", state)
        fresh.refresh()
        fresh.read_texts()
        assert_agree(fresh, repository, asked)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(changes(), min_size=5, max_size=25),
    st.lists(st.tuples(st.lists(changes(), min_size=1, max_size=4), st.booleans()), max_size=5),
)
def test_looks_at_a_part_end_in_what_a_look_at_everything_finds(
    first: list[Change], later: list[tuple[list[Change], bool]]
) -> None:
    with folders() as (root, cache):
        archive, state = ChangingArchive(root), ReadingState()
        repository = open_indexed(root, cache, state)
        for step, is_quick in [(first, True), *later]:
            for change in step:
                change(archive)
            archive.age_folders()
            scope = (
                RefreshScope(is_quick=True)
                if is_quick
                else RefreshScope(frozenset(archive.touched))
            )
            archive.touched.clear()
            repository.refresh(scope=scope)
            assert_sound(index_of(root, cache))
        repository.refresh(scope=WHOLE)
        fresh = open_indexed(root, cache / "fresh", state)
        fresh.refresh()
        for each in (fresh, repository):
            each.read_texts()
        assert_agree(fresh, repository, [])


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(changes(), min_size=10, max_size=25), st.lists(queries, min_size=1, max_size=12))
def test_queries_as_they_are_spelled_are_answered_alike(
    first: list[Change], asked: list[Query]
) -> None:
    with folders() as (root, cache):
        archive, state = ChangingArchive(root), ReadingState()
        for change in first:
            change(archive)
        reference, repository = open_in_memory(root, state), open_indexed(root, cache, state)
        reference.refresh()
        repository.refresh()
        repository.read_texts()
        read_some(state, reference)
        assert_agree(reference, repository, [parse_query(spell(query)) for query in asked])
