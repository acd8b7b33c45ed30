"""Who gets an answer: nobody without the token, from another site, or for another host."""

import pytest
from aiohttp import WSServerHandshakeError
from support.served_page import Served

PATHS = ("/", "/static/xterm.js", "/terminal")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["", "wrong", "é", "0" * 43])
async def test_without_the_token_everything_is_refused(path: str, token: str) -> None:
    async with Served() as served:
        assert await served.status(path, token, Origin=served.origin) == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "[", "192.0.2.1"]
)
async def test_a_host_that_is_not_meant_is_refused(path: str, host: str) -> None:
    async with Served() as served:
        assert await served.status(path, Host=host, Origin=f"http://{host}") == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
async def test_a_page_of_another_site_is_refused(path: str, origin: str) -> None:
    async with Served() as served:
        assert await served.status(path, Origin=origin) == 403


async def test_a_socket_needs_an_origin() -> None:
    async with Served() as served:
        with pytest.raises(WSServerHandshakeError, match="403"):
            await served.client.ws_connect(served.url("/terminal"))
        assert served.server.count == 0


@pytest.mark.parametrize("host", ["reader.example", "READER.example:8443", "localhost:9"])
async def test_a_named_host_and_a_forwarded_port_are_answered(host: str) -> None:
    async with Served(host_names=("Reader.example",)) as served:
        assert await served.status(Host=host, Origin=f"https://{host}") == 200


async def test_the_page_sets_a_cookie_that_stands_for_the_token() -> None:
    async with Served() as served:
        async with served.client.get(served.url()) as answer:
            (cookie,) = answer.headers.getall("Set-Cookie")
            sent = cookie.partition(";")[0]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Secure" not in cookie
        served.client.cookie_jar.clear()
        assert await served.status("/static/xterm.js", "", Cookie=sent) == 200
        assert await served.status("/static/xterm.js", "", Cookie=f"{sent}0") == 403


async def test_behind_tls_the_cookie_stays_there() -> None:
    async with Served() as served:
        headers = {"X-Forwarded-Proto": "https"}
        async with served.client.get(served.url(), headers=headers) as answer:
            assert "Secure" in answer.headers["Set-Cookie"]
