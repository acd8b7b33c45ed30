"""An archive with an index, and marks in it, whose names a shell asks for."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.archive_files import write_post

NAMES = ("宏观", "宏观 经济", "AI", "aircraft", 'said "so"', "not")


def run_reader(*arguments: str, wanted: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reader", *arguments], capture_output=True, check=False
    )
    assert done.returncode == wanted, done.stderr
    return done.stdout.decode()


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, and an archive with an index in it."""
    folder = tmp_path_factory.mktemp("completion")
    root = folder / "news"
    for number, name in enumerate(NAMES):
        more = f"tags: ['{name}', common]\ncategories: [财经/股市]\nauthor: 李"
        write_post(root, f"_posts/2022-04-2{number}-{number}.md", f"Title {number}", more=more)
    config = folder / "XDG_CONFIG_HOME" / "terminal-news-reader"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f"[archives.finews]\npath = '{root}'\n")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(folder / name))
        run_reader("list", "--archive", str(root))
    return folder


@pytest.fixture
def news(_kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default archive, which is also called ``finews``."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(_kept / name))
    monkeypatch.setenv("READER_ARCHIVE", str(_kept / "news"))
    return _kept / "news"


@pytest.fixture
def asked(news: Path) -> Callable[..., list[str]]:
    """Ask for words as a script does; returns them without their meanings."""

    def ask(*arguments: str) -> list[str]:
        lines = run_reader("complete-words", *arguments).splitlines()
        return [line.partition("\t")[0] for line in lines]

    return ask
