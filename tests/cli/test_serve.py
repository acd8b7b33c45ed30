"""``reader serve`` as a command: what it prints, what it refuses, and how it ends."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

READER = (sys.executable, "-m", "reader")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*READER, "serve", "--archive", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        yield it
        it.kill()


def refused(*arguments: str) -> str:
    done = subprocess.run(
        [*READER, "serve", *arguments], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 2
    assert not done.stdout
    (sentence,) = done.stderr.splitlines()
    return sentence


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_prints_its_address_and_ends_by_a_signal(
    server: subprocess.Popen[str], number: int
) -> None:
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address) as answer:
        assert b'id="terminal"' in answer.read()
    with pytest.raises(urllib.error.HTTPError, match="403") as refusal:
        urllib.request.urlopen(address.partition("?")[0])
    refusal.value.close()
    server.send_signal(number)
    out, err = server.communicate(timeout=20)
    assert server.returncode == 0
    assert not out
    assert err == "reader: open this address in a browser; Ctrl-C ends the server\n"


def test_a_port_that_is_taken_is_said_in_a_sentence(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    port = server.stdout.readline().split(":")[2].partition("/")[0]
    done = subprocess.run(
        [*READER, "serve", "--port", port], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "address already in use" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--address", "0.0.0.0"), "needs --host-name"),
        (("--kiosk-config", "/x"), "needs --kiosk"),
        (("--kiosk", "--archive", "/x"), "the administrator's file names the archive"),
        (("--port", "65536"), "65536"),
        (("--sessions", "0"), "0"),
    ],
)
def test_what_can_not_be_served_is_refused_in_a_sentence(
    arguments: tuple[str, ...], reason: str
) -> None:
    assert reason in refused(*arguments)


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "aiohttp.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'aiohttp'\", name='aiohttp')\n"
    )
    done = subprocess.run(
        [*READER, "serve"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "reader: reader serve needs aiohttp: pip install 'terminal-news-reader[serve]'\n"
    )


def test_serve_must_stand_first_for_its_kiosk_option_to_be_its_own() -> None:
    done = subprocess.run(
        [*READER, "--kiosk", "serve"], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 2
    assert "takes no other option" in done.stderr
