"""An archive of real files, and the command line run on it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reader.cli.archive_choice import ArchiveChoice
from reader.cli.program import run
from reader.ui.keys.keys_page import keys_page_of

LONG_AGO = 1_600_000_000
"""Seconds since 1970, old enough for a stamp to be trusted."""
POSTS = {
    "_config.yml": "url: https://site.example\ntimezone: Asia/Shanghai\n",
    "_posts/2022-04-28-202204282363783631.md": (
        "---\ntitle: 云出海图鉴\ndate: 2022-04-28 13:01:28 +0800\n"
        "categories: 财经\ntags: 每日 云\n---\n"
        "<p>第一段，说的是云。</p>\n\n[返回首页](/index.html)\n"
    ),
    "_posts/2022-04-27-gold.md": (
        "---\ntitle: Gold rises\ndate: 2022-04-27 09:00:00 +0800\n"
        "categories: [news, asia]\ntags: gold\n---\n# Metals\n\nGold **rose**.\n"
    ),
    "old_post/2021-03-01-said.md": (
        '---\ntitle: "他说"好"了"\ndate: 2021-03-01 09:00:00 +0800\ncategories: news\n---\nSo.\n'
    ),
    "_posts/2020-01-01-plain.md": "# No header\n\nJust text.\n",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """Result of a run of the reader."""

    status: int
    out: str
    err: str
    screens: list[ArchiveChoice] = field(default_factory=list)
    """The choice that a screen was opened with."""

    @property
    def opened(self) -> list[Path | None]:
        """The archives that a screen was opened on."""
        return [choice.path for choice in self.screens]

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(autouse=True)
def _nothing_personal(tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any) -> None:
    """Isolate the tests from the settings, variables and indexes of the user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("READER_ARCHIVE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name in ("PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONINSPECT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small site: four posts, one with a header that is not YAML, one with none."""
    root = tmp_path / "site"
    for path, text in POSTS.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs a command line in this process and captures its output."""

    def run_here(*arguments: str | Path) -> Ran:
        screens: list[ArchiveChoice] = []

        def open_screen(choice: ArchiveChoice) -> int:
            screens.append(choice)
            return 0

        status = run([str(argument) for argument in arguments], open_screen, keys_page_of)
        return Ran(status, *capsys.readouterr(), screens)

    return run_here


@pytest.fixture
def reader_process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return a function that runs a command line in another process, with output in pipes."""

    def run_there(
        *arguments: str | Path, environment: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "reader", *(str(argument) for argument in arguments)],
            env=os.environ | dict(environment or {}),
            check=False,
            **({"capture_output": True, "stdin": subprocess.DEVNULL} | options),
        )

    return run_there


@pytest.fixture
def settings() -> Callable[[str], None]:
    """Return a function that writes the settings file."""

    def write(text: str) -> None:
        file = Path(os.environ["XDG_CONFIG_HOME"]) / "terminal-news-reader" / "settings.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    return write


@pytest.fixture
def unwritable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder below a file, where no folder can be created."""
    cache = tmp_path / "file" / "cache"
    cache.parent.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return cache


@pytest.fixture
def impatient() -> str:
    """Python code that runs the command line and shows progress without delay."""
    return (
        "import sys, reader.cli.progress_line as line\n"
        "line.PATIENCE_SECONDS = line.STEP_SECONDS = 0\n"
        "from reader.__main__ import main; sys.exit(main())"
    )


@pytest.fixture
def index_files() -> Callable[[], list[Path]]:
    """Return a function that finds the indexes in the cache."""
    return lambda: list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.sqlite"))


@pytest.fixture
def write_old() -> Callable[..., None]:
    """Return a function that writes a file with an old mtime, each some seconds later."""

    def write(file: Path, text: str, seconds_later: int = 0) -> None:
        file.write_text(text, encoding="utf-8")
        os.utime(file, (LONG_AGO + seconds_later, LONG_AGO + seconds_later))

    return write


@pytest.fixture
def settled(archive: Path) -> Path:
    """The archive, with old mtimes of all files and folders."""
    for path in [archive, *archive.rglob("*")]:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return archive
