"""Arguments that begin with a dash: what is no option of ours is the query's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Reader = Callable[..., Any]
NUMBERED = "-202205262391921712"
"""An id as scrapers make them, without a day."""


@pytest.fixture
def archive(archive: Path) -> Path:
    """The small site, with posts that have a dash where it matters."""
    (archive / f"_posts/{NUMBERED}.md").write_text("---\ntitle: Fell -5% again\n---\nBody.\n")
    (archive / "_posts/2019-01-01---foo.md").write_text("---\ntitle: The --foo flag\n---\nBody.\n")
    return archive


def ids(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize("query", [("tag:gold", "-is:read"), ("-is:read", "tag:gold")])
@pytest.mark.parametrize("command", ["list", "search"])
def test_a_term_with_a_dash_belongs_to_the_query(
    reader: Reader, archive: Path, command: str, query: tuple[str, ...]
) -> None:
    assert ids(reader(command, *query, "--archive", archive).out) == ["2022-04-27-gold"]


def test_a_number_with_a_dash_is_looked_for(reader: Reader, archive: Path) -> None:
    assert ids(reader("search", "-5%", "--archive", archive).out) == [NUMBERED]


def test_a_word_with_a_dash_is_what_posts_must_not_have(reader: Reader, archive: Path) -> None:
    assert NUMBERED not in ids(reader("list", "-fell", "--archive", archive).out)


def test_every_id_that_list_prints_can_be_shown(reader: Reader, archive: Path) -> None:
    for post in ids(reader("list", "--archive", archive).out):
        assert reader("show", post, "--archive", archive).status == 0


@pytest.mark.parametrize("command", ["export", "mark-read"])
def test_other_commands_take_dashes_too(reader: Reader, archive: Path, command: str) -> None:
    assert reader(command, "tag:gold", "-is:read", "--archive", archive).status == 0


def test_options_work_before_between_and_behind_a_query(reader: Reader, archive: Path) -> None:
    runs = [
        reader("list", "--limit", "1", "-is:read", "-fell", "--archive", archive),
        reader("list", "-is:read", "--limit=1", "-fell", "--archive", archive),
        reader("list", "-is:read", "-fell", f"--archive={archive}", "--limit", "1"),
    ]
    assert runs[0] == runs[1] == runs[2]
    assert len(ids(runs[0].out)) == 1


def test_everything_behind_two_dashes_is_the_query(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, "--", "--foo")
    assert ids(ran.out) == ["2019-01-01---foo"]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("--limt", "--limit"), ("--limt=3", "--limit"), ("-limit", "--limit"), ("--jsn", "--json")],
)
def test_a_mistyped_option_is_an_error_with_the_nearest_name(
    reader: Reader, typed: str, nearest: str
) -> None:
    ran = reader("list", "gold", typed)
    assert (ran.status, ran.out) == (2, "")
    assert f"did you mean {nearest}?" in ran.err


@pytest.mark.parametrize("typed", ["--quux", "-n", "-n5", "-N"])
def test_what_may_be_an_option_or_a_term_is_said_with_the_way_to_write_it(
    reader: Reader, typed: str
) -> None:
    ran = reader("search", "gold", typed)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("reader: no such option: -")
    assert f"as in -- {typed}; see" in ran.err
    assert "did you mean" not in ran.err


def test_an_option_keeps_its_value_whatever_that_is(reader: Reader) -> None:
    assert "invalid value for '--limit': -5" in reader("list", "--limit", "-5").err
