"""A page and its program: size, keys, limits, coming back, and every way in which it ends."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from support.served_page import Served

from reader.serve.limits import Size


@pytest.fixture(autouse=True)
def _no_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a page or a program does, the server has no error of its own."""
    yield
    assert caplog.messages == []


QUICK = {"watch": 0.02, "ending": 0.2}


async def test_keys_go_in_and_output_comes_out_as_bytes() -> None:
    async with Served() as served:
        page = await served.open(columns=90, lines=30)
        await page.wait_for(b"size 90x30;")
        await page.socket.send_bytes("经济\x1b[A\x00".encode())
        await page.wait_for("got 经济\x1b[A\x00;".encode())


async def test_a_new_size_is_told_to_the_program() -> None:
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size 80x24;")
        await page.socket.send_json({"columns": 100, "lines": 40})
        await page.wait_for(b"size 100x40;")


@pytest.mark.parametrize(
    ("asked", "got"), [((0, 0), b"1x1"), ((1, 1), b"1x1"), ((9999999, 10**30), b"500x200")]
)
async def test_sizes_are_bounded(asked: tuple[int, int], got: bytes) -> None:
    async with Served() as served:
        page = await served.open(columns=asked[0], lines=asked[1])
        await page.wait_for(b"size " + got + b";")


async def test_the_program_has_a_terminal_of_its_own_and_few_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "BROWSER", "EDITOR", "SECRET", "PYTHONPATH", "LC_TERMINAL"):
        monkeypatch.setenv(name, "/nowhere")
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.send_bytes(b"env")
        await page.wait_for(b"]")
        await page.socket.send_bytes(b"tty")
        await page.wait_for(b"/dev/")
    async with Served("import os; print(sorted(os.environ), os.environ['TERM'])") as served:
        page = await served.open()
        await page.wait_for_close()
    assert b"xterm-256color" in page.output
    given = {word.decode() for word in page.output.split(b"'")[1::2]}
    assert given <= {
        *("COLORTERM", "HOME", "LANG", "LC_CTYPE", "LOGNAME", "PATH", "PYTHONUTF8", "TERM"),
        *("TMPDIR", "TZ", "USER", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"),
        *("READER_ARCHIVE", "XDG_STATE_HOME"),
    }


async def test_a_page_that_comes_back_finds_its_program_drawing_again() -> None:
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size 80x24;")
        await page.socket.close()
        back = await served.open(page.session)
        await back.wait_for(b"\x1bc\x1b[?1049h\x1b[?2004h")
        await back.wait_for(b"size 80x24;")
        assert back.session == page.session
        await back.socket.send_bytes(b"a")
        await back.wait_for(b"got a;")
        assert served.server.count == 1


async def test_a_second_page_takes_the_session_over() -> None:
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size 80x24;")
        second = await served.open(page.session)
        await second.wait_for(b"size 80x24;")
        assert await page.wait_for_close() == 4001
        await second.socket.send_bytes(b"a")
        await second.wait_for(b"got a;")


async def test_a_session_nobody_comes_back_to_ends() -> None:
    async with Served(kept=0.05, **QUICK) as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.close()
        await until(lambda: served.server.count == 0)
        late = await served.open(page.session)
        await late.wait_for(b"size")
        assert late.session != page.session


async def test_an_unknown_session_is_a_new_one() -> None:
    async with Served() as served:
        page = await served.open("../made up")
        await page.wait_for(b"size")
        assert page.session not in {"", "../made up"}


async def test_the_end_of_the_program_closes_the_page_after_its_last_words() -> None:
    async with Served("print('last words')") as served:
        page = await served.open()
        assert await page.wait_for_close() == 4000
        assert b"last words" in page.output
        await until(lambda: served.server.count == 0)


async def test_keys_and_sizes_that_come_after_the_end_do_nothing() -> None:
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size")
        (session,) = served.server._sessions.values()
        await page.socket.send_bytes(b"q")
        assert await page.wait_for_close() == 4000
        await until(lambda: served.server.count == 0)
        await session.type(b"late")
        session.resize(Size(10, 10))


async def test_a_page_that_types_into_a_hung_program_is_let_go() -> None:
    async with Served(hung=0.1, **QUICK) as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.send_bytes(b"hang")
        await page.wait_for(b"hangs;")
        for _ in range(10):
            await page.socket.send_bytes(b"x" * 10_000)
        assert await page.wait_for_close() == 4004


async def test_a_killed_program_closes_the_page() -> None:
    async with Served("import os; os.kill(os.getpid(), 9)") as served:
        page = await served.open()
        assert await page.wait_for_close() == 4000


async def test_a_program_that_dies_while_another_holds_its_terminal_is_noticed() -> None:
    child = "import os, time\nif os.fork() == 0: os.setsid(); time.sleep(1.0); os._exit(0)"
    async with Served(child, **QUICK) as served:
        page = await served.open()
        assert await page.wait_for_close() == 4000


async def test_a_hung_program_is_noticed_and_killed() -> None:
    async with Served(hung=0.1, **QUICK) as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.send_bytes(b"hang")
        await page.wait_for(b"hangs;")
        await page.socket.send_bytes(b"are you there?")
        assert await page.wait_for_close() == 4004
        await until(lambda: served.server.count == 0)


async def test_without_a_key_for_long_the_session_ends() -> None:
    async with Served(idle=0.1, **QUICK) as served:
        page = await served.open()
        assert await page.wait_for_close() == 4003


async def test_no_more_sessions_than_the_limit() -> None:
    async with Served(sessions=1) as served:
        page = await served.open()
        await page.wait_for(b"size")
        assert await (await served.open()).wait_for_close() == 4002
        again = await served.open(page.session)
        await again.wait_for(b"size")


async def test_a_program_that_is_not_there_is_said() -> None:
    async with Served() as served:
        served.server._options = type(served.server._options)(("/nowhere/reader",))
        assert await (await served.open()).wait_for_close() == 4006
        assert served.server.count == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"columns": "a"}', '{"seen": -1}', '{"seen": 1.5}', "[" * 9999]
)
async def test_what_no_page_sends_closes_it_and_nothing_else(text: str) -> None:
    async with Served() as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.send_str(text)
        assert await page.wait_for_close() == 4005
        again = await served.open(page.session)
        await again.wait_for(b"size")
        assert again.session == page.session


async def test_a_first_message_that_is_no_start_is_refused() -> None:
    async with Served() as served:
        socket = await served.client.ws_connect(served.url("/terminal"), origin=served.origin)
        await socket.send_bytes(b"keys")
        assert (await socket.receive(timeout=20)).data == 4005
        assert served.server.count == 0


async def test_a_message_that_is_too_long_closes_the_page() -> None:
    async with Served(message_bytes=1000) as served:
        page = await served.open()
        await page.wait_for(b"size")
        await page.socket.send_bytes(b"x" * 1001)
        assert await page.wait_for_close() == 1009


async def test_a_page_that_draws_slowly_holds_the_program_back() -> None:
    async with Served(unseen_bytes=10_000) as served:
        page = await served.open()
        await page.wait_for(b"size 80x24;")
        await page.socket.send_bytes(b"much")
        got = 0
        while got <= 9_000:
            got += len((await page.socket.receive(timeout=20)).data)
        with suppress(TimeoutError):
            while True:
                got += len((await page.socket.receive(timeout=0.3)).data)
        assert got < 50_000
        while b"done;" not in page.output:
            await page.socket.send_json({"seen": got})
            page.output = (await page.socket.receive(timeout=20)).data
            got = len(page.output)


async def test_what_is_typed_faster_than_it_is_read_waits() -> None:
    slow = "import os, sys, tty, time; tty.setraw(0); print('on', flush=True); time.sleep(0.3)\n"
    slow += "n = 0\nwhile n < 300_000: n += len(os.read(0, 1000))\nprint('all', n)"
    async with Served(slow) as served:
        page = await served.open()
        await page.wait_for(b"on")
        for _ in range(30):
            await page.socket.send_bytes(b"x" * 10_000)
        await page.wait_for(b"all 300000")


async def test_the_end_of_the_server_ends_the_programs() -> None:
    async with Served("import os; print(os.getpid(), flush=True); os.read(0, 1)") as served:
        page = await served.open()
        await page.wait_for(b"\n")
        assert served.server.count == 1
        (session,) = served.server._sessions.values()
        pid = session._terminal._pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def until(is_so: object) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # type: ignore[operator]
            await asyncio.sleep(0.01)
