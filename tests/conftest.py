"""What holds for every test: nothing is kept where a person's own files are."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator

import pytest

from reader.messages.language import Language, choose_language


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep indexes in a folder of the test run, also those of processes that it starts."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have settings of the test run, under which no first run says welcome."""
    before = os.environ.get("XDG_CONFIG_HOME")
    folder = tmp_path_factory.mktemp("config")
    (folder / "terminal-news-reader").mkdir()
    (folder / "terminal-news-reader" / "settings.toml").write_text("welcome = false\n")
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    yield
    if before is None:
        del os.environ["XDG_CONFIG_HOME"]
    else:
        os.environ["XDG_CONFIG_HOME"] = before


@pytest.fixture(scope="session", autouse=True)
def _heard_signals() -> None:
    """Let processes that tests start be interrupted, also where a shell's background job can't."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a reading state of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have every test begin in English, whatever the machine's locale, also in its processes."""
    for name in ("LANGUAGE", "LC_MESSAGES", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield
    choose_language(Language.ENGLISH)


@pytest.fixture
def needing_permission() -> list[str]:
    """What runs a command so that it needs the permission to write, also where root runs it."""
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.fixture
def own_mounts() -> list[str]:
    """What runs a command that may mount disks of its own, seen by nobody else."""
    command = ["unshare", "--mount"]
    try:
        tried = subprocess.run(
            [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("there is no unshare")
    if tried.returncode:
        pytest.skip("this person may not mount disks")
    return command
