"""The end of a screen that nobody uses."""

import asyncio
from dataclasses import replace
from pathlib import Path

from reader.session import open_session
from reader.ui.app import ReaderApp
from reader.ui.idle import IdleEnd


async def test_a_screen_ends_after_its_time_without_a_key(archive: Path) -> None:
    app = ReaderApp(open_session(archive, uses_index=False))
    async with app.run_test():
        ended = asyncio.Event()
        app.exit = lambda *_, **__: ended.set()  # type: ignore[method-assign]
        IdleEnd(app, 0.05 / 60).start()
        await asyncio.wait_for(ended.wait(), 10)


async def test_a_key_begins_the_time_again(archive: Path) -> None:
    session = replace(open_session(archive, uses_index=False), idle_minutes=30)
    app = ReaderApp(session)
    async with app.run_test() as pilot:
        idle = app._idle
        assert idle is not None
        before = idle._last
        await pilot.press("j")
        assert idle._last > before
