"""Files that are no posts, or hardly: what a damaged disk, a script or an enemy leaves behind."""

import os
import random
import socket
from pathlib import Path

NOT_READ = {
    "_posts/x.md": "a folder with the name of a post",
    "_posts/dangling.md": "a link that leads nowhere",
    "_posts/loop.md": "a link that leads back to itself",
    "_posts/pipe.md": "not a regular file",
    "_posts/socket.md": "not a regular file",
    "_posts/device.md": "not a regular file",
}
"""What no right helps to read, and the reason that is given."""
LOCKED = "_posts/2024-03-01-locked.md"
"""A file without read permission; root reads it all the same."""
ODD_POSTS = {
    "_posts/2024-03-02-random.md": random.Random(2).randbytes(20_000),
    "_posts/2024-03-03-zero.md": b"",
    "_posts/2024-03-04-zeros.md": bytes(100_000),
    "_posts/2024-03-05-large.md": "---\ntitle: 二十兆\n---\n".encode()
    + ("中文内容，一行一行。" * 5 + "\n").encode() * (20 * 1024**2 // 151),
    "_posts/2024-03-06-one-line.md": b"---\ntitle: one line\n---\n" + b"x" * (20 * 1024**2),
    "_posts/2024-03-07-nul.md": b"---\ntitle: a\0b\n---\na\0b\n",
    "_posts/2024-03-08-rules.md": b"---\n" * 10_000,
    "_posts/2024-03-09-deep.md": b"---\ntitle: deep\nx: " + b"[" * 30_000 + b"\n---\nbody\n",
    "_posts/2024-03-10-dashes.md": b"---\ntitle: dashes\nx: " + b"- " * 30_000 + b"\n---\nbody\n",
    "_posts/2024-03-11-endless.md": b"---\ntitle: endless\n" + b"key: value\n" * 100_000,
}
"""Readable all the same, each of them."""
ODD_NAMES = (
    b"2024-04-01-\xff\xfe\x80.md",
    b"2024-04-02-line\nfeed\ttab\rreturn.md",
    b"2024-04-03-\x1b]0;OWNED\x07\x1b[7777m\x1b[2J.md",
    "2024-04-04-\u202etxt.exe\u2066\u200f.md".encode(),
    b"2024-04-05-\xc2\x9b7777m\x7f.md",
    b"--json.md",
    b"-rf.md",
    b"--help.md",
    b"2024-04-06-" + b"n" * 241 + b".md",
    b"2024-04-07-[bold][@click=app.quit]x[red.md",
    b"2024-04-08-" + "字".encode() * 80 + b".md",
    b"2024-04-09-  spaces  .md",
    b"2024-04-10-a%1b]0;b&#27;.md",
    b" .md",
    b"~.md",
    b"$HOME.md",
)
DEEPEST = 60


def write_odd_files(root: Path) -> None:
    """Make every odd file in an archive."""
    posts = root / "_posts"
    posts.mkdir(exist_ok=True)
    for path, data in ODD_POSTS.items():
        (root / path).write_bytes(data)
    for name in ODD_NAMES:
        _write_bytes(os.fsencode(posts) + b"/" + name, b"Named oddly.\n")
    (posts / "x.md").mkdir()
    (posts / "dangling.md").symlink_to("nowhere")
    (posts / "loop.md").symlink_to("loop.md")
    (posts / "up").symlink_to("..")
    (posts / "device.md").symlink_to("/dev/zero")
    os.mkfifo(posts / "pipe.md")
    _make_socket(posts / "socket.md")
    locked = root / LOCKED
    locked.write_text("Locked.\n")
    locked.chmod(0)
    deep = posts.joinpath(*["d"] * DEEPEST)
    deep.mkdir(parents=True)
    (deep / "2024-04-11-deep-folder.md").write_text("Deep down.\n")
    levels = ", ".join(f"level{number}" for number in range(300))
    (posts / "2024-04-12-levels.md").write_text(
        f"---\ntitle: Many levels\ncategories: [{levels}]\n---\nText.\n"
    )
    (posts / "2024-04-13-path.md").write_text(
        f"---\ntitle: A long path\ncategories: {'/'.join('p' for _ in range(300))}\n---\nText.\n"
    )


def _write_bytes(path: bytes, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _make_socket(path: Path) -> None:
    """Bind from within the folder: a socket's path is limited to 108 bytes."""
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
