"""A program with its pseudo-terminal, and the page that shows it now, if there is one."""

import asyncio
import secrets
import time
from contextlib import suppress
from enum import IntEnum

from aiohttp import WSCloseCode
from aiohttp.web import WebSocketResponse

from reader.serve.limits import Limits, Size
from reader.serve.modes import Modes
from reader.serve.pseudo_terminal import PseudoTerminal

_SETTLE_SECONDS = 0.2
"""How long a program gets to notice a size before the next one: two changes at once are none."""


class Ending(IntEnum):
    """Why a page is closed: the close code of its WebSocket (RFC 6455, 7.4.2: private use)."""

    ENDED = 4000
    """The program has ended."""
    ELSEWHERE = 4001
    """Another page shows the session."""
    FULL = 4002
    """There are as many sessions as the limits allow."""
    IDLE = 4003
    HUNG = 4004
    MISUNDERSTOOD = 4005
    """The page has sent what no page sends."""
    NOT_STARTED = 4006
    """No terminal is left, or the program can't be started."""


class TerminalSession:
    """One program from its start to its end; `run` is its life.

    While no page shows it, output is dropped: the next page gets the modes, and a size that the
    program has not had, after which it draws everything.
    """

    def __init__(self, terminal: PseudoTerminal, size: Size, limits: Limits) -> None:
        self.id = secrets.token_urlsafe(16)
        self._terminal = terminal
        self._limits = limits
        self._modes = Modes()
        self._page: WebSocketResponse | None = None
        self._is_new = True
        self._is_over = False
        self._attaching = asyncio.Lock()
        self._unseen = 0
        self._may_send = asyncio.Event()
        self._size = size
        now = time.monotonic()
        self._resized_at = self._left_at = self._key_at = now
        self._unread_since: float | None = None
        self._closing: set[asyncio.Task[bool]] = set()

    async def run(self) -> None:
        """Pass on output until the program ends, or has to; then the page is closed."""
        pump = asyncio.create_task(self._pump())
        ending: int = WSCloseCode.GOING_AWAY
        try:
            ending = await self._ending(pump)
        finally:
            await self._end(pump, ending)

    async def attach(self, page: WebSocketResponse, size: Size) -> None:
        """Show the program in a page from now on; the page before is closed.

        A session that has just ended closes the page as it would have closed its own.

        Raises:
            ConnectionError: The page has gone.
        """
        async with self._attaching:
            if self._page is not None:
                self._close(self._page, Ending.ELSEWHERE)
                self.detach(self._page)
            if not self._is_new:
                await page.send_bytes(self._modes.replay())
                await self._differ_from(size)
            self._is_new = False
            self._page = page
            self._unseen = 0
            self.resize(size)
            if self._is_over:
                self._close(page, Ending.ENDED)

    def detach(self, page: WebSocketResponse) -> None:
        """Note that a page has gone; nothing happens if another shows the program."""
        if self._page is page:
            self._page = None
            self._left_at = time.monotonic()
            self._may_send.set()
            self.resize(_other(self._size))

    async def type(self, keys: bytes) -> None:
        """Pass on what was typed; waits until the program takes it."""
        self._key_at = time.monotonic()
        if not self._is_over:
            await self._terminal.write(keys)

    def resize(self, size: Size) -> None:
        """Set the size of the program's terminal."""
        if size != self._size and not self._is_over:
            self._size = size
            self._resized_at = time.monotonic()
            self._terminal.resize(size)

    def seen(self, count: int) -> None:
        """Note that the page has drawn so many more bytes."""
        self._unseen -= count
        if self._unseen <= self._limits.unseen_bytes:
            self._may_send.set()

    async def _differ_from(self, size: Size) -> None:
        if size == self._size:
            self.resize(_other(size))
        await asyncio.sleep(max(0.0, self._resized_at + _SETTLE_SECONDS - time.monotonic()))

    async def _pump(self) -> None:
        while output := await self._terminal.read():
            self._modes.follow(output)
            if self._page is not None:
                await self._show(self._page, output)

    async def _show(self, page: WebSocketResponse, output: bytes) -> None:
        """Send output; return when the page may get more, or has gone."""
        self._unseen += len(output)
        if self._unseen > self._limits.unseen_bytes:
            self._may_send.clear()
        try:
            await page.send_bytes(output)
        except ConnectionError:
            self.detach(page)
        else:
            await self._may_send.wait()

    async def _ending(self, pump: asyncio.Task[None]) -> Ending:
        """Return why the session is over, once it is."""
        self._may_send.set()
        while True:
            await asyncio.wait([pump], timeout=self._limits.watch)
            if pump.done() or self._terminal.status is not None:
                return Ending.ENDED
            if self._is_hung():
                return Ending.HUNG
            if self._is_idle():
                return Ending.IDLE

    def _is_hung(self) -> bool:
        """Say whether keys have been unread for long, although the program need not wait."""
        now = time.monotonic()
        if not self._may_send.is_set() or not self._terminal.unread_bytes:
            self._unread_since = None
        elif self._unread_since is None:
            self._unread_since = now
        return self._unread_since is not None and now - self._unread_since >= self._limits.hung

    def _is_idle(self) -> bool:
        now = time.monotonic()
        if self._page is None:
            return now - self._left_at >= self._limits.kept
        return 0 < self._limits.idle <= now - self._key_at

    async def _end(self, pump: asyncio.Task[None], ending: int) -> None:
        """End the program, send what it says last, and close the page."""
        self._may_send.set()
        try:
            await self._terminal.end(self._limits.ending)
            await asyncio.wait([pump], timeout=self._limits.ending)
        finally:
            self._is_over = True
            pump.cancel()
            with suppress(asyncio.CancelledError):
                await pump
            self._terminal.close()
        if self._page is not None:
            self._close(self._page, ending)
        if self._closing:
            await asyncio.wait(self._closing)

    def _close(self, page: WebSocketResponse, ending: int) -> None:
        """Close a page without waiting for its answer, which may never come."""
        task = asyncio.create_task(page.close(code=ending))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _other(size: Size) -> Size:
    """Return a size of one line less, or more."""
    return size._replace(lines=size.lines - 1 if size.lines > 1 else 2)
