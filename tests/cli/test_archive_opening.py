import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from support.pseudo_terminal import PseudoTerminal

from reader.archive.query.model import EVERYTHING
from reader.cli.archive_opening import open_archive, read_headers, read_names
from reader.cli.program import program
from reader.session import open_session

Reader = Callable[..., Any]
Files = Callable[[], list[Path]]
Write = Callable[..., None]
LONG_AGO = 1_600_000_000


@pytest.fixture
def large_archive(tmp_path: Path, write_old: Write) -> Path:
    """Three posts, which `titles_of_many` counts as many; their files are old."""
    for number in range(3):
        write_old(tmp_path / f"2022-01-0{number + 1}-post.md", f"# Post {number}\n")
    return tmp_path


def titles_of_many(root: Path) -> list[str]:
    """Return the titles in an archive as a command reads it that counts three posts as many."""
    session = open_session(root)
    session.state_file.close()
    read_headers(session, quick_beyond_posts=2)
    return [post.title for post in session.repository.select(EVERYTHING).rows(0, 9)]


def titles(out: str) -> list[str]:
    return [line.rpartition("\t")[2] for line in out.splitlines()]


@pytest.mark.parametrize("option", ["--no-index", "--json"])
def test_a_long_reading_shows_its_count_and_takes_it_away(
    archive: Path, impatient: str, option: str
) -> None:
    command = [sys.executable, "-c", impatient, "list", option, "--archive", archive]
    with PseudoTerminal(command, columns=60, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_end() == 0
        assert "]  4 of 4 posts read" in terminal.output
        assert "2022-04-28" in terminal.screen.partition("\n")[0]
        assert "posts read" not in terminal.screen
        assert "\x1b" not in terminal.output


def test_a_count_is_no_part_of_what_goes_into_a_file(
    archive: Path, impatient: str, tmp_path: Path
) -> None:
    line = f'"{sys.executable}" -c "$CODE" list --archive "{archive}" > "{tmp_path}/out"'
    with PseudoTerminal(["sh", "-c", line], environment={"CODE": impatient}) as terminal:
        assert terminal.wait_for_end() == 0
        assert "4 of 4 posts read" in terminal.output
    assert "posts read" not in (tmp_path / "out").read_text(encoding="utf-8")


def test_names_are_known_in_memory_without_reading_every_header(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"2022-01-01-{number:03}.md").write_text(f"# Post {number}\n")
    with program.make_context("reader", ["--no-index", "--archive", str(tmp_path)]):
        session = open_archive()
    read_names(session)
    assert not session.repository.find("2022-01-01-000").is_header_read
    assert session.open_post(session.repository.find("2022-01-01-000").id).post.title == "Post 0"


def test_the_variable_names_the_archive(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_ARCHIVE", str(archive))
    with program.make_context("reader", []):
        assert open_archive().root == archive


def test_a_file_that_is_written_to_in_place_is_seen_where_posts_are_few(
    reader: Reader, settled: Path, write_old: Write
) -> None:
    reader("list", "--archive", settled)
    write_old(settled / "_posts/2020-01-01-plain.md", "# Another title\n", 60)
    assert "Another title" in titles(reader("list", "--archive", settled).out)


def test_a_file_that_is_written_to_in_place_is_not_looked_for_where_posts_are_many(
    reader: Reader, large_archive: Path, write_old: Write
) -> None:
    reader("index", "--archive", large_archive)
    write_old(large_archive / "2022-01-01-post.md", "# Another title\n", 60)
    assert titles_of_many(large_archive) == ["Post 2", "Post 1", "Post 0"]
    reader("index", "--archive", large_archive)
    assert "Another title" in titles_of_many(large_archive)


def test_what_came_and_went_is_seen_where_posts_are_many(
    reader: Reader, large_archive: Path
) -> None:
    reader("index", "--archive", large_archive)
    (large_archive / "2022-01-02-post.md").unlink()
    (large_archive / "2022-01-04-new.md").write_text("# New\n")
    assert titles_of_many(large_archive) == ["New", "Post 2", "Post 0"]


def test_where_posts_are_many_nothing_waits_for_another_reader_to_look_at_all(
    reader: Reader, large_archive: Path, index_files: Files
) -> None:
    reader("index", "--archive", large_archive)
    (index,) = index_files()
    with FileLock(f"{index}.lock"):
        assert titles_of_many(large_archive) == ["Post 2", "Post 1", "Post 0"]
        assert reader("show", "2022-01-01-post", "--archive", large_archive).status == 0


def test_a_post_that_came_later_is_shown(reader: Reader, archive: Path) -> None:
    reader("index", "--archive", archive)
    (archive / "_posts/2022-05-01-new.md").write_text("# New\n")
    assert reader("show", "--archive", archive, "2022-05-01-new").out.startswith("New\n")


@pytest.mark.parametrize(
    "command", [("list",), ("show", "2022-04-27-gold"), ("stats",), ("check",)]
)
@pytest.mark.parametrize("damage", ["noise", "cut"])
def test_a_damaged_index_is_rebuilt_without_a_word(
    reader: Reader, settled: Path, index_files: Files, command: tuple[str, ...], damage: str
) -> None:
    whole = reader(*command, "--archive", settled)
    (index,) = index_files()
    sound = index.read_bytes()
    for offset in range(100, len(sound), 4096):
        noise = b"" if damage == "cut" else b"\xa5" * (len(sound) - offset)
        index.write_bytes(sound[:offset] + noise)
        assert reader(*command, "--archive", settled) == whole, offset


def test_a_post_is_found_although_the_index_ends_amid_a_page(
    reader: Reader, tmp_path: Path, index_files: Files, write_old: Write
) -> None:
    for number in range(1000):
        write_old(tmp_path / f"2022-01-01-{number}.md", "# Post\n")
    os.utime(tmp_path, (LONG_AGO, LONG_AGO))
    assert reader("index", "--archive", tmp_path).status == 0
    (index,) = index_files()
    sound = index.read_bytes()
    offsets = [found.start() for found in re.finditer(b"2022-01-01-777", sound)]
    assert len(offsets) > 1
    for offset in offsets:
        index.write_bytes(sound[:offset])
        assert reader("show", "--archive", tmp_path, "2022-01-01-777").status == 0


@pytest.mark.parametrize("where", ["before", "after"])
def test_no_index_is_made_where_none_is_wanted(
    reader: Reader, archive: Path, index_files: Files, where: str
) -> None:
    command = ["list", "--archive", archive]
    ran = reader(*(["--no-index", *command] if where == "before" else [*command, "--no-index"]))
    assert (ran.status, ran.err, len(ran.out.splitlines())) == (0, "", 4)
    assert index_files() == []
    assert ran == reader(*command)
    assert len(index_files()) == 1


@pytest.mark.parametrize(
    "command", [("list",), ("show", "2022-04-27-gold"), ("stats",), ("check",)]
)
def test_a_command_says_the_same_with_and_without_an_index(
    reader: Reader, archive: Path, command: tuple[str, ...]
) -> None:
    assert reader(*command, "--archive", archive) == reader(
        *command, "--archive", archive, "--no-index"
    )


def test_the_settings_do_without_an_index(
    reader: Reader, archive: Path, settings: Callable[[str], None], index_files: Files
) -> None:
    settings("use_index = false\n")
    assert reader("list", "--archive", archive).status == 0
    assert index_files() == []


def test_where_no_index_can_be_kept_one_sentence_says_so(
    reader: Reader, archive: Path, unwritable_cache: Path
) -> None:
    ran = reader("list", "--archive", archive)
    assert (ran.status, len(ran.out.splitlines())) == (0, 4)
    assert ran.err == (
        f"reader: no index can be kept in {unwritable_cache}/terminal-news-reader/indexes:"
        " not a directory; going on in memory\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("list",), 0),
        (("search", "gold"), 0),
        (("show", "2022-04-27-gold"), 0),
        (("export", "--format", "csv"), 0),
        (("stats",), 0),
        (("check",), 0),
        (("mark-read", "tag:none"), 1),
        (("undo",), 1),
    ],
)
def test_a_home_that_is_no_folder_ends_no_command_that_reads(
    reader_process: Callable[..., Any], archive: Path, arguments: tuple[str, ...], status: int
) -> None:
    personal = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    environment = {"HOME": "/dev/null"} | dict.fromkeys(personal, "/dev/null/x")
    ran = reader_process(*arguments, "--archive", archive, environment=environment)
    assert (ran.returncode, b"Traceback" in ran.stderr) == (status, False)
    assert b"what you mark can't be saved" in ran.stderr


def test_what_can_not_be_saved_is_not_said_to_be_marked(
    reader_process: Callable[..., Any], archive: Path
) -> None:
    environment = {"XDG_DATA_HOME": "/dev/null/x"}
    ran = reader_process("mark-read", "--all", "--archive", archive, environment=environment)
    assert ran.returncode == 3
    assert b"posts marked" not in ran.stderr
