"""Output that needs a separate process, a pipe or a terminal to test."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.pseudo_terminal import PseudoTerminal

from reader.layout.text.cells import cell_width

Start = Callable[..., "subprocess.CompletedProcess[bytes]"]
InTerminal = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]


@pytest.fixture
def in_terminal(archive: Path) -> Iterator[InTerminal]:
    """Return a function that runs a command on the archive in a terminal to its end."""
    started = []

    def start(command: str, *arguments: str, **options: Any) -> PseudoTerminal:
        terminal = PseudoTerminal(
            [*READER, "--no-pager", command, "--archive", str(archive), *arguments], **options
        )
        started.append(terminal)
        terminal.wait_for_end()
        return terminal

    yield start
    for terminal in started:
        terminal.close()


@pytest.fixture
def large_archive(tmp_path: Path) -> Path:
    """More posts than lines fit into a pipe's buffer."""
    for number in range(600):
        (tmp_path / f"2022-01-01-{number}.md").write_text(f"# {'long title ' * 20}{number}\n")
    return tmp_path


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_pipe_that_is_closed_early_is_success(
    large_archive: Path, options: tuple[str, ...]
) -> None:
    command = [*READER, "list", "--archive", str(large_archive), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("command", [("--help",), ("list",), ("stats",), ("nonsense", "words")])
def test_a_pipe_that_nobody_reads_leaves_no_traceback(
    archive: Path, command: tuple[str, ...]
) -> None:
    read, write = os.pipe()
    os.close(read)
    environment = os.environ | {"READER_ARCHIVE": str(archive)}
    done = subprocess.run(
        [*READER, *command],
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    os.close(write)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode == (2 if command[0] == "nonsense" else 0)


def test_a_full_disk_is_one_sentence(archive: Path, reader_process: Start) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with open("/dev/full", "w") as full:
        done = reader_process(
            "list", "--archive", archive, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 3
    assert done.stderr == b"reader: no space left on device\n"


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_trouble(archive: Path, streams: str) -> None:
    command = f'"{sys.executable}" -m reader list --archive "{archive}" {streams}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_an_encoding_without_chinese_loses_nothing(
    archive: Path, reader_process: Start, environment: dict[str, str]
) -> None:
    done = reader_process("list", "--archive", archive, environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("unicode-escape").splitlines()[0].endswith("\t云出海图鉴")


def test_json_is_utf_8_whatever_the_encoding(archive: Path, reader_process: Start) -> None:
    environment = {"PYTHONIOENCODING": "gb18030"}
    done = reader_process("list", "--archive", archive, "--json", environment=environment)
    assert json.loads(done.stdout.splitlines()[0].decode("utf-8"))["title"] == "云出海图鉴"


def test_ctrl_c_ends_a_command_with_130_and_no_traceback(tmp_path: Path) -> None:
    """An unread pipe blocks the command while it writes, when Ctrl-C arrives."""
    for number in range(900):
        (tmp_path / f"2022-01-01-{number}.md").write_text(f"# {'long title ' * 20}{number}\n")
    command = [*READER, "list", "--archive", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait() == 130


def test_a_terminal_gets_columns_of_its_width(in_terminal: InTerminal) -> None:
    rows = in_terminal("list", columns=40).screen.splitlines()
    assert rows[0] == "2022-04-28 13:01   云出海图鉴"
    assert rows[2] == '2021-03-01 09:00 ! 他说"好"了'
    assert all(cell_width(row) <= 40 for row in rows)


def test_a_wide_terminal_gets_ids_that_line_up(in_terminal: InTerminal) -> None:
    rows = in_terminal("list", columns=120).screen.splitlines()[:4]
    ids = [row.split()[-1] for row in rows]
    assert ids[1] == "2022-04-27-gold"
    assert (
        len({cell_width(row.removesuffix(post_id)) for row, post_id in zip(rows, ids, strict=True)})
        == 1
    )


@pytest.mark.parametrize("command", [("list",), ("show", "2022-04-27-gold")])
def test_the_narrowest_terminal_is_no_trouble(
    in_terminal: InTerminal, command: tuple[str, ...]
) -> None:
    terminal = in_terminal(*command, columns=1)
    assert terminal.process.returncode == 0
    assert "Traceback" not in terminal.output


def test_a_terminal_gets_styles(in_terminal: InTerminal) -> None:
    assert "\x1b[1m云出海图鉴\x1b[0m" in in_terminal("show", "2022-04-28-202204282363783631").output


def test_no_color_leaves_bold_and_takes_colours(in_terminal: InTerminal) -> None:
    shown = in_terminal(
        "show", "2022-04-28-202204282363783631", environment={"NO_COLOR": "1"}
    ).output
    assert "\x1b[1m" in shown
    assert "\x1b[4;34m" not in shown


def test_a_dumb_terminal_gets_no_escape_sequences(in_terminal: InTerminal) -> None:
    shown = in_terminal("show", "2022-04-27-gold", environment={"TERM": "dumb"}).output
    assert "Gold rises" in shown
    assert "\x1b" not in shown


def test_an_exported_width_does_not_count(in_terminal: InTerminal) -> None:
    shown = in_terminal("list", columns=40, environment={"COLUMNS": "200"}).output
    assert "202204282363783631" not in shown


def test_a_terminal_without_a_screen_is_told_of_the_commands(
    archive: Path, reader_process: Start
) -> None:
    done = reader_process(archive)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"reader: can't open the screen: ")
    assert done.stderr.count(b"\n") == 1
