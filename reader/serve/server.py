"""The server: a page, its files, and a WebSocket that each page talks to its program through.

The protocol: a page first sends ``{"session": ID or null, "columns": N, "lines": N}`` and gets
``{"session": ID}``. Then bytes are output and keys, and the page sends ``{"columns": N, "lines":
N}`` when its size changes and ``{"seen": N}`` for the bytes that it has drawn. A close code says
why a session is over: see `Ending`.
"""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from reader.serve import page
from reader.serve.access import Access
from reader.serve.environment import page_environment
from reader.serve.limits import Limits, Size
from reader.serve.pseudo_terminal import PseudoTerminal
from reader.serve.session import Ending, TerminalSession

_START_SECONDS = 10.0
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - what stands for all addresses
_SHUTDOWN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is served, and where."""

    command: Sequence[str]
    """The program of a session, as a path, and its arguments."""
    address: str = "127.0.0.1"
    port: int = 0
    """0 is any free port."""
    host_names: Sequence[str] = ()
    """What browsers call the server, besides its address and the loopback names."""
    limits: Limits = field(default_factory=Limits)


class Server:
    """The sessions, and how requests are answered."""

    def __init__(self, options: ServeOptions) -> None:
        self.access = Access([options.address, *options.host_names])
        self._options = options
        self._sessions: dict[str, TerminalSession] = {}
        self._lives: set[asyncio.Task[None]] = set()

    @property
    def count(self) -> int:
        """How many sessions there are."""
        return len(self._sessions)

    def application(self) -> web.Application:
        """Return the application; its clean-up ends all sessions."""
        application = web.Application()
        application.on_response_prepare.append(page.protect)
        application.on_shutdown.append(self._end_all)
        application.router.add_get("/", self._page, allow_head=False)
        application.router.add_get("/static/{name}", self._part, allow_head=False)
        application.router.add_get("/terminal", self._terminal, allow_head=False)
        return application

    async def _page(self, request: web.Request) -> web.Response:
        self.access.check(request, needs_origin=False)
        response = page.page(self._options.limits)
        self.access.keep_token(request, response)
        return response

    async def _part(self, request: web.Request) -> web.Response:
        self.access.check(request, needs_origin=False)
        return page.part(request.match_info["name"], request)

    async def _terminal(self, request: web.Request) -> web.WebSocketResponse:
        self.access.check(request, needs_origin=True)
        limits = self._options.limits
        socket = web.WebSocketResponse(
            max_msg_size=limits.message_bytes,
            heartbeat=limits.heartbeat,
            timeout=_SHUTDOWN_SECONDS,
        )
        await socket.prepare(request)
        try:
            ending = await self._talk(socket)
            if ending is not None:
                await socket.close(code=ending)
        except ConnectionError:
            pass  # the page has gone; its session waits for it
        return socket

    async def _talk(self, socket: web.WebSocketResponse) -> Ending | None:
        """Connect a page with its session; return why it is to be closed, if it is."""
        try:
            start = _message(await socket.receive_str(timeout=_START_SECONDS))
            size = _size(start)
        except (TimeoutError, TypeError, ValueError):
            return Ending.MISUNDERSTOOD
        session = self._sessions.get(str(start.get("session")))
        if session is None:
            if self.count >= self._options.limits.sessions:
                return Ending.FULL
            try:
                session = self._start(size)
            except OSError:
                return Ending.NOT_STARTED
        try:
            await socket.send_json({"session": session.id})
            await session.attach(socket, size)
            return await _listen(socket, session)
        finally:
            session.detach(socket)

    def _start(self, size: Size) -> TerminalSession:
        environment = page_environment(os.environ)
        terminal = PseudoTerminal(self._options.command, environment, size)
        session = TerminalSession(terminal, size, self._options.limits)
        self._sessions[session.id] = session
        life = asyncio.create_task(self._live(session))
        self._lives.add(life)
        life.add_done_callback(self._lives.discard)
        return session

    async def _live(self, session: TerminalSession) -> None:
        try:
            await session.run()
        finally:
            del self._sessions[session.id]

    async def _end_all(self, _application: web.Application) -> None:
        lives = list(self._lives)
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)


async def _listen(socket: web.WebSocketResponse, session: TerminalSession) -> Ending | None:
    """Pass on what a page sends, one message after the other, until it goes."""
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            await session.type(message.data)
        elif message.type is WSMsgType.TEXT:
            try:
                _obey(_message(message.data), session)
            except (TypeError, ValueError):
                return Ending.MISUNDERSTOOD
    return None


def _obey(message: Mapping[str, Any], session: TerminalSession) -> None:
    if "seen" in message:
        session.seen(_count(message["seen"]))
    else:
        session.resize(_size(message))


def _message(text: str) -> Mapping[str, Any]:
    """Return a page's message.

    Raises:
        ValueError: It is no JSON object.
    """
    try:
        message = json.loads(text)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(message, dict):
        raise ValueError
    return message


def _size(message: Mapping[str, Any]) -> Size:
    return Size(_count(message.get("columns")), _count(message.get("lines"))).bounded()


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


async def serve(options: ServeOptions, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP, then end all sessions.

    Args:
        options: What is served, and where.
        announce: Is called with the address, token included, once the server listens.

    Raises:
        OSError: The address or port can't be had.
    """
    server = Server(options)
    runner = web.AppRunner(
        server.application(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, options.address, options.port)
        await site.start()
        port = runner.addresses[0][1]
        announce(f"http://{_shown_host(options)}:{port}/?token={server.access.token}")
        await _until_signal()
    finally:
        await runner.cleanup()


def _shown_host(options: ServeOptions) -> str:
    is_wildcard = options.address in _WILDCARDS and options.host_names
    host = options.host_names[0] if is_wildcard else options.address
    return f"[{host}]" if ":" in host else host


async def _until_signal() -> None:
    loop = asyncio.get_running_loop()
    is_over = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, is_over.set)
    await is_over.wait()
