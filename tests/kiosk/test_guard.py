"""The audit hook, in processes of their own: it can't be removed."""

import subprocess
import sys
from pathlib import Path

import pytest

PREPARED = """
import ctypes, errno, os, pathlib, shutil, socket, sqlite3, subprocess, sys, tempfile, webbrowser
from pathlib import Path
from reader.kiosk.guard import refuse_ways_out
inside, outside, index = (Path(argument) for argument in sys.argv[1:4])
refuse_ways_out([inside], [index])
"""
REFUSED = [
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.execv('/bin/true', ['true'])",
    "os.fork()",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "socket.socket(socket.AF_INET)",
    "socket.socket(socket.AF_INET6)",
    "socket.create_connection(('127.0.0.1', 9))",
    "socket.socket(socket.AF_UNIX).bind(str(outside / 's'))",
    "socket.socket(socket.AF_UNIX).connect(str(outside / 's'))",
    "socket.getaddrinfo('localhost', 80)",
    "ctypes.CDLL(None)",
    "open(outside / 'new', 'w')",
    "open(outside / 'file', 'a')",
    "open(outside / 'file', 'r+')",
    "os.open(outside / 'file', os.O_RDWR)",
    "(inside / 'link').open('w')",
    "(inside / '..' / 'outside' / 'new').open('w')",
    "os.open('new', os.O_WRONLY | os.O_CREAT, dir_fd=os.open(outside, os.O_RDONLY))",
    "os.mkdir(outside / 'folder')",
    "os.remove(outside / 'file')",
    "os.rename(inside / 'file', outside / 'moved')",
    "os.rename(outside / 'file', inside / 'moved')",
    "os.symlink('x', inside / 'y')",
    "os.link(outside / 'file', inside / 'y')",
    "os.chmod(outside / 'file', 0o777)",
    "os.truncate(outside / 'file', 0)",
    "shutil.copyfile(inside / 'file', outside / 'copied')",
    "tempfile.mkstemp(dir=outside)",
    "sqlite3.connect(outside / 'new.sqlite')",
    "sqlite3.connect('file:' + str(outside / 'new.sqlite') + '?mode=rwc', uri=True)",
    "breakpoint()",
    "webbrowser.open('http://a.example')",
]
ALLOWED = [
    "(inside / 'new').write_text('x')",
    "os.rename(inside / 'new', inside / 'moved')",
    "(inside / 'moved').unlink()",
    "(outside / 'file').read_text()",
    "open(os.devnull, 'w').close()",
    "sqlite3.connect(inside / 'new.sqlite').execute('CREATE TABLE a (b)')",
    "sqlite3.connect('file:' + str(index / 'index') + '?mode=ro', uri=True)",
    "sqlite3.connect(':memory:')",
    "socket.socketpair()",
    "import asyncio; asyncio.run(asyncio.sleep(0))",
]


def tried(tmp_path: Path, code: list[str]) -> list[str]:
    """Return what came of each piece of code: ``done``, or the name of the error."""
    folders = [tmp_path / name for name in ("inside", "outside", "index")]
    for folder in folders:
        folder.mkdir()
        (folder / "file").write_text("text")
    (tmp_path / "inside/link").symlink_to(tmp_path / "outside/linked")
    (tmp_path / "index/index").touch()
    lines = [
        f"try:\n    {piece}\n    print('done')\n"
        "except BaseException as error:\n    print(type(error).__name__)"
        for piece in code
    ]
    command = [sys.executable, "-c", "\n".join([PREPARED, *lines]), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="ways out of Linux")
def test_every_way_out_is_refused_and_leaves_nothing_outside(tmp_path: Path) -> None:
    outcomes = dict(zip(REFUSED, tried(tmp_path, REFUSED), strict=True))
    assert {piece: end for piece, end in outcomes.items() if end != "PermissionError"} == {}
    assert [file.name for file in (tmp_path / "outside").iterdir()] == ["file"]
    assert (tmp_path / "outside/file").read_text() == "text"


def test_what_a_kiosk_does_itself_is_not_refused(tmp_path: Path) -> None:
    outcomes = dict(zip(ALLOWED, tried(tmp_path, ALLOWED), strict=True))
    assert {piece: end for piece, end in outcomes.items() if end != "done"} == {}
