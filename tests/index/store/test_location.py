import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.index.store.location import index_file

ROOTS = st.lists(
    st.text("ab%2F /é新\udcff\n", min_size=1, max_size=120).filter(lambda name: "/" not in name),
    min_size=1,
    max_size=8,
).map(lambda names: Path("/", *names))


def test_an_index_is_called_after_the_whole_path_of_its_archive() -> None:
    assert index_file(Path("/c"), Path("/home/me/news")) == Path("/c/%2Fhome%2Fme%2Fnews.sqlite")


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
