"""The program as the only thing that an account of a real OpenSSH server may run."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal
from support.ssh_server import SshServer

PARAGRAPHS = "\n\n".join(f"Paragraph {number}." for number in range(200))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an archive, a secret beside it, and the administrator's file."""
    for name in ("archive/_posts", "state", "runtime", "outside"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "outside/2024-01-09-secret.md").write_text("---\ntitle: Secret\n---\nsecret\n")
    posts = tmp_path / "archive/_posts"
    (posts / "2024-01-01-long.md").write_text(f"---\ntitle: 长文\n---\n{PARAGRAPHS}\n")
    (posts / "2024-01-02-gold.md").write_text("---\ntitle: Gold\n---\n金价上涨。\n")
    (posts / "2024-01-09-link.md").symlink_to(tmp_path / "outside/2024-01-09-secret.md")
    keys = "".join(f'{name} = "{tmp_path / name}"\n' for name in ("archive", "state", "runtime"))
    (tmp_path / "kiosk.toml").write_text(f"{keys}[limits]\nsessions = 12\n")
    (tmp_path / "kiosk.toml").chmod(0o644)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[SshServer]:
    config = str(folder / "kiosk.toml")
    command = [sys.executable, "-I", "-m", "reader", "--kiosk", "--kiosk-config", config]
    with SshServer(folder / "ssh", command) as running:
        yield running


def test_a_stranger_logs_in_browses_and_searches(server: SshServer) -> None:
    with PseudoTerminal(server.login()) as terminal:
        terminal.wait_for("Gold")
        assert "Secret" not in terminal.screen
        terminal.send("/长文\r")
        terminal.wait_until(lambda: "Gold" not in terminal.screen)
        terminal.send("\r")
        terminal.wait_for("Paragraph 5.")
        terminal.send("Q")
        assert terminal.wait_for_end() == 0
        assert not terminal.modes_left_on


@pytest.mark.parametrize(
    "asked",
    [
        ["sh"],
        ["sh -c 'echo broken out'"],
        ["reader", "list"],
        ["--", "--linear", "/etc"],
    ],
)
def test_whatever_the_client_asks_for_it_gets_the_reader(
    server: SshServer, asked: list[str]
) -> None:
    with PseudoTerminal(server.login(*asked)) as terminal:
        terminal.wait_for("Gold")
        assert "broken out" not in terminal.output
        terminal.send("Q")
        assert terminal.wait_for_end() == 0


def test_no_files_are_transferred(server: SshServer) -> None:
    with PseudoTerminal(server.login("-s", "sftp")) as terminal:
        assert terminal.wait_for_end() != 0


def test_no_port_is_forwarded(server: SshServer) -> None:
    with PseudoTerminal(["ssh", "-N", "-R", "0:127.0.0.1:9", *server.login()[1:]]) as terminal:
        assert terminal.wait_for_end() != 0


def test_no_variable_of_the_client_but_those_allowed_is_heard(
    server: SshServer, folder: Path
) -> None:
    hostile = {
        "READER_ARCHIVE": str(folder / "outside"),
        "PYTHONPATH": str(folder / "outside"),
        "PYTHONINSPECT": "1",
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "zh_CN.UTF-8",
    }
    with PseudoTerminal(server.login(), environment=hostile) as terminal:
        terminal.wait_for("未读")
        assert "Secret" not in terminal.screen
        terminal.send("Q")
        assert terminal.wait_for_end() == 0
        assert ">>>" not in terminal.output


def test_no_key_leads_out(server: SshServer, folder: Path) -> None:
    before = {path for path in folder.rglob("*") if path.is_file()}
    with PseudoTerminal(server.login()) as terminal:
        terminal.wait_for("Gold")
        for key in ("\x1a", "\x1c", "!", "|", "w", "E", "X", "\x05", ":suspend\r", ":shell\r"):
            terminal.send(key)
            terminal.read_quiet()
            assert "$ " not in terminal.screen
            terminal.send("\x1b")
            terminal.read_quiet(0.4)  # so that no key follows within a sequence
        terminal.send("Q")
        assert terminal.wait_for_end() == 0
        assert not terminal.modes_left_on
    after = {path for path in folder.rglob("*") if path.is_file()}
    assert {path.relative_to(folder).parts[0] for path in after - before} <= {"state", "runtime"}


def test_after_a_dropped_line_the_place_and_the_marks_are_found_again(server: SshServer) -> None:
    with PseudoTerminal(server.login()) as terminal:
        terminal.wait_for("Gold")
        terminal.send("/长文\r")
        terminal.wait_until(lambda: "Gold" not in terminal.screen)
        terminal.send("s\r")
        terminal.wait_for("Paragraph 5.")
        terminal.send(" " * 3)
        terminal.wait_until(lambda: "Paragraph 5." not in terminal.screen)
        terminal.read_quiet(1.5)
        terminal.send("\x1b[")  # the beginning of an arrow key
        os.kill(terminal.process.pid, signal.SIGKILL)
    with PseudoTerminal(server.login()) as terminal:
        terminal.wait_for("★")
        terminal.send("\r")
        terminal.wait_for("Paragraph")
        terminal.wait_until(lambda: "Paragraph 5." not in terminal.screen)
        terminal.send("Q")
        assert terminal.wait_for_end() == 0


def test_ten_strangers_read_at_once(server: SshServer) -> None:
    with ExitStack() as stack:
        terminals = [stack.enter_context(PseudoTerminal(server.login())) for _ in range(10)]
        for terminal in terminals:
            terminal.wait_for("Gold", seconds=60)
        for terminal in terminals:
            terminal.send("jQ")
        assert [terminal.wait_for_end(60) for terminal in terminals] == [0] * 10
