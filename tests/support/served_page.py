"""A page of `reader serve` without a browser: what it sends, and what it would show."""

import json
import sys
from types import TracebackType
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestServer

from reader.serve.limits import Limits
from reader.serve.server import ServeOptions, Server

ECHO = """
import os, select, signal, sys, tty
tty.setraw(0)
woken, wake = os.pipe()
os.set_blocking(wake, False)
signal.set_wakeup_fd(wake)  # a signal just before `read` would wait for a key
def tell(*_):
    size = os.get_terminal_size()
    os.write(1, b"size %dx%d;" % size)
signal.signal(signal.SIGWINCH, tell)
signal.signal(signal.SIGHUP, lambda *_: sys.exit(0))
os.write(1, b"\\x1b[?1049h\\x1b[?2004h\\x1b[?2026h\\x1b[?2026l")
tell()
while True:
    if woken in select.select([0, woken], [], [])[0]:
        os.read(woken, 100)
        continue
    keys = os.read(0, 1 << 16)
    if keys == b"q":
        sys.exit(7)
    if keys == b"hang":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.write(1, b"hangs;")
        while True:
            signal.pause()
    if keys == b"much":
        for _ in range(2000):
            os.write(1, b"x" * 1000)
        os.write(1, b"done;")
    if keys == b"env":
        os.write(1, repr(sorted(os.environ)).encode() + b";")
    if keys == b"tty":
        os.write(1, os.ttyname(os.open("/dev/tty", os.O_RDWR)).encode() + b";")
    os.write(1, b"got " + keys + b";")
"""
"""A program that tells its size, at the start and when it changes, and what is typed."""


class Served:
    """A server on loopback whose sessions run a Python program."""

    def __init__(
        self, program: str = ECHO, host_names: tuple[str, ...] = (), **limits: Any
    ) -> None:
        command = (sys.executable, "-c", program)
        self.server = Server(ServeOptions(command, host_names=host_names, limits=Limits(**limits)))
        self._http = TestServer(self.server.application())
        self.client = ClientSession()

    async def __aenter__(self) -> "Served":
        await self._http.start_server()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.client.close()
        await self._http.close()

    def url(self, path: str = "/", token: str | None = None) -> str:
        """Return an address of the server, with its token or another."""
        query = {"token": self.server.access.token if token is None else token}
        return str(self._http.make_url(path).with_query(query))

    @property
    def origin(self) -> str:
        """What a browser names as the server's own page."""
        return str(self._http.make_url("/")).rstrip("/")

    async def status(self, path: str = "/", token: str | None = None, **headers: str) -> int:
        """Return the status of an answer."""
        async with self.client.get(self.url(path, token), headers=headers) as answer:
            return answer.status

    async def open(
        self, session: str | None = None, columns: int = 80, lines: int = 24
    ) -> "ServedPage":
        """Open a page, of a new session or one to come back to."""
        socket = await self.client.ws_connect(
            self.url("/terminal"), origin=self.origin, max_msg_size=0
        )
        await socket.send_json({"session": session, "columns": columns, "lines": lines})
        return ServedPage(socket)


class ServedPage:
    """One page's WebSocket."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.session: str = ""
        self.output = b""

    async def wait_for(self, text: bytes) -> None:
        """Receive until a text has come; what is before and in it is taken off the output.

        Raises:
            AssertionError: The socket is closed before.
        """
        while text not in self.output:
            message = await self.socket.receive(timeout=20)
            if message.type is WSMsgType.TEXT:
                self.session = json.loads(message.data)["session"]
            else:
                assert message.type is WSMsgType.BINARY, (message, self.output)
                self.output += message.data
        self.output = self.output.partition(text)[2]

    async def wait_for_close(self) -> int | None:
        """Receive until the socket is closed; return the code."""
        while True:
            message = await self.socket.receive(timeout=20)
            if message.type is WSMsgType.BINARY:
                self.output += message.data
            elif message.type is not WSMsgType.TEXT:
                return self.socket.close_code if message.data is None else message.data
