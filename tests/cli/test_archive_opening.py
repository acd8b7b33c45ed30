import sys
from pathlib import Path

import pytest
from pseudo_terminal import PseudoTerminal

from reader.cli.archive_opening import open_archive, read_names
from reader.cli.program import program

IMPATIENT = (
    "import sys, reader.cli.archive_opening as opening; opening.PATIENCE_SECONDS = 0\n"
    "from reader.__main__ import main; sys.exit(main())"
)


def test_a_long_reading_shows_its_count_and_takes_it_away(archive: Path) -> None:
    command = [sys.executable, "-c", IMPATIENT, "list", "--archive", archive]
    with PseudoTerminal(command, columns=60, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_end() == 0
        assert "\r4 of 4 posts read\r" in terminal.output
        assert terminal.screen.startswith("2022-04-28 13:01   云出海图鉴\n")
        assert "\x1b" not in terminal.output


def test_a_count_is_no_part_of_what_goes_into_a_file(archive: Path, tmp_path: Path) -> None:
    line = f'"{sys.executable}" -c "$CODE" list --archive "{archive}" > "{tmp_path}/out"'
    with PseudoTerminal(["sh", "-c", line], environment={"CODE": IMPATIENT}) as terminal:
        assert terminal.wait_for_end() == 0
        assert "4 of 4 posts read" in terminal.output
    assert "posts read" not in (tmp_path / "out").read_text(encoding="utf-8")


def test_names_are_known_without_reading_every_header(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"2022-01-01-{number:03}.md").write_text(f"# Post {number}\n")
    with program.make_context("reader", []):
        session = open_archive(tmp_path)
    read_names(session)
    assert not session.repository.find("2022-01-01-000").is_header_read
    assert session.open_post(session.repository.find("2022-01-01-000").id).post.title == "Post 0"


def test_the_variable_names_the_archive(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_ARCHIVE", str(archive))
    with program.make_context("reader", []):
        assert open_archive(None).root == archive
