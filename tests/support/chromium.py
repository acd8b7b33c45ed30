"""A headless Chromium, driven over the DevTools protocol."""

import asyncio
import base64
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

CHROMIUM = shutil.which("chromium")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--remote-debugging-port=0", "--window-size=1200,700"),
)
_SECONDS = 20.0
_KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Down": (40, ""), "Tab": (9, "")}


class Tab:
    """One tab of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.said: list[str] = []
        """What the page has said on the console, and what the browser has refused it."""

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol and return its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(_SECONDS):
            async for message in self._socket:
                assert message.type is WSMsgType.TEXT
                answer = json.loads(message.data)
                if answer.get("id") == number:
                    assert "error" not in answer, answer
                    return answer["result"]
                if answer.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown"}:
                    self.said.append(message.data)
        raise AssertionError("the tab has gone")

    async def open(self, address: str) -> None:
        """Go to an address."""
        for domain in ("Page", "Log", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=address)

    async def evaluate(self, code: str) -> Any:
        """Return the value of an expression of JavaScript, awaited; None where it throws."""
        result = await self.call(
            "Runtime.evaluate",
            expression=code,
            returnByValue=True,
            awaitPromise=True,
            replMode=True,  # `await` at the top
        )
        return result["result"].get("value")

    async def wait_for(self, code: str) -> None:
        """Wait until an expression is true."""
        try:
            async with asyncio.timeout(_SECONDS):
                while not await self.evaluate(code):
                    await asyncio.sleep(0.02)
        except TimeoutError:
            screen = f"{await self.screen()}\n{self.said}"
            raise AssertionError(f"waited for {code}; the screen is:\n{screen}") from None

    async def screen(self) -> str:
        """Return the terminal's lines."""
        return str(await self.evaluate(_SCREEN))

    async def wait_for_text(self, text: str) -> None:
        """Wait until a text is in the terminal."""
        await self.wait_for(f"{_SCREEN}.includes({json.dumps(text)})")

    async def type(self, text: str) -> None:
        """Enter text, as an input method does."""
        await self.call("Input.insertText", text=text)

    async def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key: a character, or a name of `_KEYS`; modifiers are 2 for Ctrl, 8 Shift."""
        code, text = _KEYS.get(key, (ord(key.upper()[0]), key))
        name = f"Arrow{key}" if key == "Down" else key
        event = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        typed = {} if modifiers & 2 else {"text": text}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **event, **typed)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def picture(self, file: Path) -> None:
        """Write a picture of the tab."""
        result = await self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(result["data"]))


_SCREEN = """(() => {
  const buffer = terminal.buffer.active, lines = [];
  for (let y = 0; y < terminal.rows; y++)
    lines.push(buffer.getLine(buffer.baseY + y).translateToString(true));
  return lines.join("\\n");
})()"""


class Chromium:
    """A running browser."""

    def __init__(self, client: ClientSession, address: str) -> None:
        self._client = client
        self._address = address

    async def tab(self) -> Tab:
        """Open a new tab."""
        async with self._client.put(f"http://{self._address}/json/new?about:blank") as answer:
            target = await answer.json()
        socket = await self._client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
        return Tab(socket)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """Run a browser whose profile is a new folder."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *_FLAGS,
        f"--user-data-dir={folder}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with ClientSession() as client:
            yield Chromium(client, f"127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with its helpers; the profile is thrown away
        await process.wait()


async def _port(file: Path) -> int:
    async with asyncio.timeout(_SECONDS):
        while True:
            if file.exists() and "\n" in (text := file.read_text()):
                return int(text.partition("\n")[0])
            await asyncio.sleep(0.02)
