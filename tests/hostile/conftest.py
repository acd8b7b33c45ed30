"""Hostile archives, and the real program run on them with a time limit."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.hostile_bodies import HOSTILE_POSTS, write_posts
from support.odd_files import write_odd_files
from support.pseudo_terminal import PseudoTerminal
from support.quirks import write_quirks
from support.text_pane import write_settings

Ran = subprocess.CompletedProcess[bytes]
Run = Callable[..., Ran]

_TIMEOUT_SECONDS = 60.0


def _command() -> list[str]:
    """Return the reader's command; for root, without its privilege to read every file."""
    reader = [sys.executable, "-m", "reader"]
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *reader]
    return reader


@pytest.fixture(scope="session")
def is_permission_needed() -> bool:
    """Whether a file without read permission is unreadable for the reader."""
    return os.geteuid() != 0 or shutil.which("setpriv") is not None


@pytest.fixture(scope="session")
def odd_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file for each quirk and each odd file; 40 MB, so it is deleted afterwards."""
    root = tmp_path_factory.mktemp("odd")
    write_quirks(root)
    write_odd_files(root)
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="session")
def hostile_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small posts whose every text attacks the terminal."""
    root = tmp_path_factory.mktemp("hostile")
    write_posts(root, HOSTILE_POSTS)
    return root


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Variables that isolate the tests from the user's settings."""
    return {
        "XDG_CONFIG_HOME": str(write_settings(tmp_path_factory.mktemp("settings"))),
        "READER_ARCHIVE": "",
        "PYTHONWARNINGS": "",
        "PAGER": "cat",
    }


@pytest.fixture(autouse=True)
def _nothing_personal(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Isolate commands that run in this process, too."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def reader(environment: Mapping[str, str]) -> Run:
    """Return a function that runs a command of the reader; a hanging one fails the test."""

    def run(*arguments: str | Path, seconds: float = _TIMEOUT_SECONDS) -> Ran:
        return subprocess.run(
            [*_command(), *map(str, arguments)],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )

    return run


@pytest.fixture
def reader_in_terminal(
    environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., PseudoTerminal]]:
    """Return a function that runs the reader in a pseudo-terminal of 160 columns and 48 lines.

    With indexes of its own: those of commands in this process have what only root may read.
    """
    environment = {**environment, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}
    with ExitStack() as started:

        def run(*arguments: str | Path) -> PseudoTerminal:
            command: Sequence[str | Path] = [*_command(), *arguments]
            terminal = PseudoTerminal(command, columns=160, lines=48, environment=environment)
            return started.enter_context(terminal)

        yield run
