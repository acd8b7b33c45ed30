"""The page and its files: all from the package, and nothing else gets in."""

import re

import pytest
from support.served_page import Served

from reader.messages.language import Language, choose_language


@pytest.mark.parametrize(("path", "token"), [("/", None), ("/static/page.js", None), ("/", "no")])
async def test_every_answer_keeps_other_sites_out(path: str, token: str | None) -> None:
    async with Served() as served, served.client.get(served.url(path, token)) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert re.search(r"script-src 'self'(;|$)", policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        expected = "no-cache" if path.startswith("/static") else "no-store"
        assert answer.headers["Cache-Control"] == expected


async def test_all_that_the_page_names_comes_from_the_server() -> None:
    async with Served() as served:
        async with served.client.get(served.url()) as answer:
            text = await answer.text()
        named = re.findall(r'(?:src|href)="([^"]*)"', text)
        assert len(named) == 6
        assert {await served.status(f"/{name}") for name in named} == {200}
        assert not re.search(r"<script[^>]*>[^<]|<style|\son\w+=|https?:", text)


@pytest.mark.parametrize("name", ["VERSIONS", "..%2fserver.py", "none.js"])
async def test_other_files_are_not_found(name: str) -> None:
    async with Served() as served:
        assert await served.status(f"/static/{name}") == 404


async def test_a_known_file_is_not_sent_again() -> None:
    async with Served() as served:
        async with served.client.get(served.url("/static/xterm.js")) as answer:
            tag = answer.headers["ETag"]
        assert await served.status("/static/xterm.js", **{"If-None-Match": tag}) == 304


async def test_the_page_speaks_the_language_of_the_run() -> None:
    choose_language(Language.SIMPLIFIED_CHINESE)
    async with Served() as served, served.client.get(served.url()) as answer:
        assert '<html lang="zh-CN">' in await answer.text()
