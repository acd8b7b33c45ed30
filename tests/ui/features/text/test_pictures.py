"""Images shown in the text, when asked for."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def picture(archive: Path) -> Path:
    """A post with two images, one of which lies in the archive."""
    path = archive / "assets" / "red.png"
    path.parent.mkdir()
    Image.new("RGB", (40, 20), "red").save(path)
    (archive / "_posts" / "2023-01-01-images.md").write_text(
        "---\ntitle: Images\ndate: 2023-01-01 10:00:00 +0800\n---\n"
        "Before.\n\n![A red one](/assets/red.png)\n\nAfter.\n\n![Gone](/assets/gone.png)\n",
        encoding="utf-8",
    )
    return path


async def open_text(driver) -> None:
    await driver.press("enter")
    await driver.until_shown("▣ A red one")


async def test_no_image_is_shown_before_one_is_asked_for(start, picture: Path) -> None:
    async with start() as driver:
        await open_text(driver)
        assert "▀" not in driver.text


async def test_an_image_is_shown_below_its_words_and_taken_out_again(start, picture: Path) -> None:
    async with start() as driver:
        await open_text(driver)
        await driver.press("i", "a")
        await driver.until_shown("▀" * 40)
        rows = [line for line in driver.text.splitlines() if "▀" in line]
        assert len(rows) == 10
        await driver.until_shown("After.")
        await driver.press("i", "a")
        await driver.until(lambda: "▀" not in driver.text)


async def test_enter_on_an_image_shows_it(start, picture: Path) -> None:
    async with start() as driver:
        await open_text(driver)
        await driver.press("tab", "enter")
        await driver.until_shown("▀" * 40)


async def test_an_image_stays_where_the_text_gets_another_width(start, picture: Path) -> None:
    async with start() as driver:
        await open_text(driver)
        await driver.press("i", "a")
        await driver.until_shown("▀" * 40)
        await driver.pilot.resize_terminal(24, 40)
        await driver.until(lambda: "▀" * 40 not in driver.text and "▀" * 20 in driver.text)


async def test_an_image_that_is_nowhere_says_so(start, picture: Path) -> None:
    async with start() as driver:
        await open_text(driver)
        await driver.press("i", "s")
        await driver.until_shown("not downloaded: /assets/gone.png")


async def test_a_file_that_is_no_image_says_so(start, picture: Path) -> None:
    picture.write_bytes(b"no image")
    async with start() as driver:
        await open_text(driver)
        await driver.press("i", "a")
        await driver.until_shown("not a readable image")


async def test_an_image_of_the_web_is_fetched_when_it_is_asked_for(
    start, picture: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = picture.read_bytes()
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/x.png"
    (archive / "_posts" / "2023-01-02-web.md").write_text(f"![On the web]({address})\n")
    try:
        async with start() as driver:
            await driver.press("enter")
            await driver.until_shown("▣ On the web")
            assert not asked
            await driver.press("i")
            await driver.until_shown("▀" * 40)
            assert asked == ["/x.png"]
    finally:
        server.shutdown()
        server.server_close()


async def test_a_text_without_images_says_so(start) -> None:
    async with start() as driver:
        await driver.press("enter", "i")
        await driver.until_shown("no visible image")
