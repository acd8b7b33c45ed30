"""The page in a browser: open, type Chinese, search, read, resize, copy, close, come back."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from support.chromium import CHROMIUM, Chromium, Tab, chromium

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of three posts."""
    posts = {
        "2024-03-01-gold": "黄金价格创新高\n---\n[金价](https://gold.example/)再创新高，投资者观望。",
        "2024-03-02-bank": "央行宣布降准\n---\n降准五十个基点，释放长期资金。",
        "2024-03-03-chips": "Chips for，（一），“二”，（三）：\n---\nA new factory.",
    }
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, text in posts.items():
        title, _, body = text.partition("\n---\n")
        header = f"---\ntitle: {title}\ncategory: 行业，研究\n---\n"
        (folder / f"{name}.md").write_text(f"{header}{body}\n", "utf-8")
    return folder


@asynccontextmanager
async def serving(*options: str) -> AsyncIterator[str]:
    """Run `reader serve`; yield its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reader", "serve", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 30)
        yield line.decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def opened(browser: Chromium, address: str) -> Tab:
    tab = await browser.tab()
    await tab.open(address)
    await tab.wait_for_text("Chips for")
    return tab


async def test_the_reader_is_used_in_a_browser_and_found_again(
    archive: Path, tmp_path: Path
) -> None:
    async with (
        serving("--archive", str(archive)) as address,
        chromium(tmp_path / "profile") as browser,
    ):
        tab = await opened(browser, address)
        assert await tab.evaluate("location.search") == ""
        await tab.wait_for(f"{WIDEST} <= 1")
        await tab.press("/")
        await tab.type("金价")
        await tab.press("Enter")
        await tab.wait_for_text("1/1")
        await tab.press("Enter")
        await tab.wait_for_text("投资者观望")
        await resized(tab)
        await copied(tab)
        await lost_and_found(tab)
        await tab.call("Page.close")
        again = await browser.tab()
        await again.open(address.partition("?")[0])  # the cookie has the token
        await again.wait_for_text("央行宣布降准")
        assert again.said == []


async def resized(tab: Tab) -> None:
    before = await tab.evaluate("terminal.cols")
    size = {"width": 700, "height": 500, "deviceScaleFactor": 1, "mobile": False}
    await tab.call("Emulation.setDeviceMetricsOverride", **size)
    await tab.wait_for(f"terminal.cols < {before}")
    await tab.wait_for_text("投资者观望")
    await tab.wait_for(f"{WIDEST} <= 1")


async def copied(tab: Tab) -> None:
    await tab.call("Page.bringToFront")
    allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    await tab.call("Browser.grantPermissions", permissions=allowed)
    await tab.press("y")
    await tab.wait_for("(await navigator.clipboard.readText()).includes('投资者观望')")


async def lost_and_found(tab: Tab) -> None:
    """Lose the connection, and then the page; both times the same post is shown again."""
    session = await tab.evaluate("sessionStorage.session")
    for loss in ("terminal.reset(), socket.close()", "location.reload()"):
        await tab.evaluate("globalThis.is_before = true")
        await tab.evaluate(loss)
        await tab.wait_for_text("投资者观望")
        await tab.wait_for("terminal.buffer.active.type === 'alternate'")
        assert await tab.evaluate("sessionStorage.session") == session


WIDEST = """(() => {
  const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
  const ends = [...document.querySelectorAll(".xterm-rows span")].map(
    (span) => span.getBoundingClientRect().right);
  return Math.max(...ends) - screen.right;
})()"""
"""How many pixels the widest line is wider than the terminal: what pushes columns apart."""


async def test_a_page_of_another_site_gets_nothing(archive: Path, tmp_path: Path) -> None:
    async with (
        serving("--archive", str(archive)) as address,
        chromium(tmp_path / "profile") as browser,
    ):
        await opened(browser, address)
        tab = await browser.tab()
        socket = address.replace("http", "ws", 1).replace("/?", "/terminal?")
        tried = f"""await new Promise((done) => {{
          const socket = new WebSocket({socket!r});
          socket.onopen = () => done("open");
          socket.onclose = () => done("refused");
        }})"""
        assert await tab.evaluate(tried) == "refused"
        await tab.open(address.partition("?")[0].replace("127.0.0.1", "localhost"))
        await tab.wait_for("document.body.innerText.includes('403')")
