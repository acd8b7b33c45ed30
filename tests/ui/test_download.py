"""One file from the web: bounded, and from nowhere else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reader.errors import PictureError
from reader.ui.loaders.download import download


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        places = {"/away": "/there", "/file": "file:///etc/passwd", "/ftp": "ftp://127.0.0.1/x"}
        if self.path in places:
            self.send_response(302)
            self.send_header("Location", places[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.end_headers()
        self.wfile.write(b"x" * 1000)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server of this machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_there_is_fetched_also_after_a_redirection(home: str) -> None:
    assert download(f"{home}/there") == b"x" * 1000
    assert download(f"{home}/away") == b"x" * 1000


def test_more_than_was_bargained_for_is_refused(home: str) -> None:
    with pytest.raises(PictureError, match="more than"):
        download(f"{home}/there", most_bytes=999)


@pytest.mark.parametrize("path", ["/file", "/ftp", "/none"])
def test_nothing_but_a_file_of_the_web_is_fetched(home: str, path: str) -> None:
    with pytest.raises(PictureError):
        download(home + path)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "x.png", "mailto:a"]
)
def test_an_address_of_no_web_is_not_even_asked(address: str) -> None:
    with pytest.raises(PictureError, match="not fetched"):
        download(address)
