import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.index.store.location import index_file, older_files
from reader.index.store.schema import SCHEMA_VERSION

ROOTS = st.lists(
    st.text("ab%2F /é新\udcff\n", min_size=1, max_size=120).filter(lambda name: "/" not in name),
    min_size=1,
    max_size=8,
).map(lambda names: Path("/", *names))


def test_an_index_is_called_after_the_whole_path_of_its_archive() -> None:
    name = f"%2Fhome%2Fme%2Fnews%v{SCHEMA_VERSION}.sqlite"
    assert index_file(Path("/c"), Path("/home/me/news")) == Path("/c") / name


def test_older_files_are_those_of_the_same_archive_and_a_lower_version(tmp_path: Path) -> None:
    index = index_file(tmp_path, Path("/a"))
    older = [tmp_path / name for name in ("%2Fa.sqlite", "%2Fa%v1.sqlite")]
    newer = tmp_path / f"%2Fa%v{SCHEMA_VERSION + 1}.sqlite"
    of_others = [tmp_path / name for name in ("%2Fab.sqlite", "%2Fa%2Fb.sqlite", "%2Fa.sqlite-wal")]
    for file in (index, newer, *older, *of_others):
        file.touch()
    assert sorted(older_files(index)) == sorted(older)


@settings(deadline=None)
@given(ROOTS, ROOTS)
def test_two_archives_never_share_an_index(one: Path, other: Path) -> None:
    folder = Path("/c")
    assert (index_file(folder, one) == index_file(folder, other)) == (one == other)


@settings(deadline=None)
@given(ROOTS)
def test_any_archive_has_a_name_of_an_index_that_a_file_can_have(root: Path) -> None:
    index = index_file(Path("/c"), root)
    assert index.parent == Path("/c")
    assert len(os.fsencode(index.name)) + len("-journal") <= 255
    assert index.name.isprintable()
