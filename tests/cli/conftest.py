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

from reader.cli.program import run

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
    """How a run of the reader ended."""

    status: int
    out: str
    err: str
    opened: list[Path | None] = field(default_factory=list)
    """The archives on which a screen was asked for."""

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(autouse=True)
def _nothing_personal(tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any) -> None:
    """Keep the settings and variables of whoever runs the tests out of them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
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
    """Return what runs a command line in this process, its output caught."""

    def run_here(*arguments: str | Path) -> Ran:
        opened: list[Path | None] = []

        def open_screen(path: Path | None) -> int:
            opened.append(path)
            return 0

        status = run([str(argument) for argument in arguments], open_screen)
        return Ran(status, *capsys.readouterr(), opened)

    return run_here


@pytest.fixture
def reader_process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return what runs a command line in a process of its own, its output in pipes."""

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
