"""An archive of real files, and the app on it, driven by Textual's pilot."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.browsing.sidebar_rows import SidebarRow
from reader.browsing.views import read_query
from reader.config import Settings, TextPane
from reader.session import open_session
from reader.ui.app import ReaderApp
from reader.ui.main_screen import MainScreen

USUAL = Settings(follow_after_ms=0, use_index=False, text_pane=TextPane.ALWAYS)
"""The settings of a test that names none."""
POSTS = {
    "_posts/2022-04-28-1.md": (
        "title: 云出海图鉴\ndate: 2022-04-28 13:01:28 +0800\ncategories: 财经\ntags: 每日 云",
        "<p>第一段，说的是云。</p><p>第二段。</p>\n\n<https://a.example/1>\n\n"
        "[返回首页](https://a.example/)\n",
    ),
    "_posts/2022-04-27-2.md": (
        "title: Gold rises\ndate: 2022-04-27 09:00:00 +0800\ncategories: [news, asia]\ntags: gold",
        "Gold rose.\n\n" + "\n\n".join(f"Paragraph {n} of gold." for n in range(60)) + "\n",
    ),
    "_posts/2022-04-26-3.md": (
        "title: 央行降准\ndate: 2022-04-26 09:00:00 +0800\ncategories: [news, asia]",
        "央行决定降准。\n",
    ),
    "old_post/2021-03-01-4.md": (
        'title: "他说"好"了"\ndate: 2021-03-01 09:00:00 +0800\ncategories: news',
        "He said so.\n",
    ),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small site with four posts, one of them with a header that is not YAML."""
    root = tmp_path / "archive"
    for path, (header, body) in POSTS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"---\n{header}\n---\n{body}", encoding="utf-8")
    return root


@dataclass
class Driver:
    """The running app: press keys, wait for what must come, look at the screen."""

    app: ReaderApp
    pilot: Pilot[Any]

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def until(self, claim: Callable[[], bool]) -> None:
        """Run the app until `claim` holds."""
        for _ in range(500):
            if claim():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true; the screen:\n{self.text}")

    async def until_shown(self, words: str) -> None:
        await self.until(lambda: words in self.text)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def titles(self) -> list[str]:
        """The titles of the list's posts, as far as they are read."""
        posts = self.screen.widgets.posts
        rows = [posts.post_at(index) for index in range(posts.line_count)]
        return [post.title for post in rows if post is not None]

    async def choose(self, query: str, name: str) -> None:
        """Choose a row of the sidebar."""
        row = SidebarRow(
            f"test:{name}", name, None, read_query(query, self.app.session.state), name
        )
        self.screen.features.listing.choose_row(row)
        await self.until_shown(f"{name} · newest first")

    @property
    def text(self) -> str:
        """All lines that are visible, as plain text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


Start = Callable[..., Any]


@pytest.fixture
def start(archive: Path) -> Start:
    """Run the app on the archive and wait until it has read all headers."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 40),
        settings: Settings | None = None,
        root: Path = archive,
        *,
        reads_file: bool = False,
        welcome: bool = False,
    ) -> AsyncIterator[Driver]:
        app = ReaderApp(
            open_session(root, None if reads_file else replace(settings or USUAL, welcome=welcome))
        )
        try:
            async with app.run_test(size=size) as pilot:
                driver = Driver(app, pilot)
                await driver.until(lambda: driver.screen.widgets.sidebar.line_count > 6)
                await driver.until(lambda: not driver.screen.features.refresh.is_refreshing)
                await pilot.pause()
                yield driver
        finally:
            app.session.state_file.close()

    return run


__all__ = ["Awaitable", "Driver", "Start"]
