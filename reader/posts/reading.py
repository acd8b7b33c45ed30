"""A file becomes a post; no file whatsoever raises out of here.

A file is opened without waiting (a pipe would block for ever) and looked at before it is read.
Where it can't be read, the answer is a `Problem` instead of a post.
"""

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

from reader.posts.encodings import decode
from reader.posts.fields import Source, make_post
from reader.posts.file_name import is_html_name
from reader.posts.front_matter import (
    Format,
    FrontMatter,
    has_key_lines,
    split_front_matter,
    without_header,
)
from reader.posts.header_lines import read_lines
from reader.posts.header_values import HeaderError, Value, load_json, load_toml, load_yaml
from reader.posts.post import Post, PostId, PostWithBody, Problem
from reader.posts.site import Site
from reader.terminal_text import clean_line

FIRST_BYTES = 4096
"""Read of a file for its header: the usual one is 200 bytes long."""
MORE_BYTES = 64 * 1024
"""Read where the header does not end within the first bytes."""
MOST_BYTES = 32 * 1024 * 1024
"""Longest file that is read whole; of a longer one, the beginning."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_header(root: Path, path: str, site: Site, post_id: PostId) -> Post | Problem:
    """Read no more of a file than its header needs."""
    data = _read_bytes(root, path, FIRST_BYTES)
    if isinstance(data, Problem):
        return data
    if len(data) == FIRST_BYTES and _may_go_on(data):
        data = _read_bytes(root, path, MORE_BYTES)
        if isinstance(data, Problem):
            return data
    is_part = len(data) in {FIRST_BYTES, MORE_BYTES}
    return _parse(data, path, site, post_id, is_part=is_part).post


def read_whole(root: Path, path: str, site: Site, post_id: PostId) -> PostWithBody | Problem:
    """Read a whole file, up to `MOST_BYTES`."""
    data = _read_bytes(root, path, MOST_BYTES + 1)
    if isinstance(data, Problem):
        return data
    if len(data) <= MOST_BYTES:
        return parse_post(data, path, site, post_id)
    whole = _parse(data[:MOST_BYTES], path, site, post_id, is_part=True)
    problem = Problem(
        clean_line(path),
        None,
        f"the file is longer than {MOST_BYTES // 1024**2} MB",
        "only its beginning is shown",
    )
    return replace(whole, post=replace(whole.post, problems=(*whole.post.problems, problem)))


def parse_post(data: bytes, path: str, site: Site, post_id: PostId) -> PostWithBody:
    """Return what the bytes of a whole file mean."""
    return _parse(data, path, site, post_id, is_part=False)


def _parse(data: bytes, path: str, site: Site, post_id: PostId, *, is_part: bool) -> PostWithBody:
    decoded = decode(data, is_part=is_part)
    problems: list[Problem] = []
    place = clean_line(path)
    if not data:
        problems.append(Problem(place, None, "the file is empty", "listed by its name"))
    elif decoded.is_guessed:
        reason = "not text in UTF-8, UTF-16 or GB18030"
        problems.append(Problem(place, None, reason, "what is no text shows as \ufffd"))
    front = split_front_matter(decoded.text)
    values, front, found = _read_values(front, decoded.text, place)
    source = Source(path, site, front.header, front.header_line)
    post = make_post(values, front.body, source, post_id, (*problems, *found))
    return PostWithBody(post, front.body, front.body_line, is_html_name(path))


def _read_values(
    front: FrontMatter, text: str, place: str
) -> tuple[dict[str, Value], FrontMatter, tuple[Problem, ...]]:
    """Parse a header, else read it line by line; prose between rules turns out to be body."""
    if front.is_unclosed:
        reason = "the header is not closed by --- or ..."
        return {}, front, (Problem(place, 1, reason, "shown as part of the text"),)
    try:
        return _load(front), front, ()
    except HeaderError as error:
        if front.format is Format.YAML and not has_key_lines(front.header):
            return {}, without_header(text), ()
        values = read_lines(front.header)
        line = None if error.line is None else front.header_line + error.line - 1
        return values, front, (Problem(place, line, error.reason, _understood(values)),)


def _load(front: FrontMatter) -> dict[str, Value]:
    match front.format:
        case Format.YAML:
            return load_yaml(front.header)
        case Format.TOML:
            return load_toml(front.header)
        case Format.JSON:
            return load_json(front.header)[0]
        case Format.NONE:
            return {}


def _understood(values: dict[str, Value]) -> str:
    if not values:
        return "nothing in the header could be read"
    return f"read line by line: {', '.join(values)}"


def _may_go_on(data: bytes) -> bool:
    """Say whether the header may end beyond `data`."""
    front = split_front_matter(decode(data, is_part=True).text)
    return front.format is Format.NONE


def _read_bytes(root: Path, path: str, most_bytes: int) -> bytes | Problem:
    try:
        descriptor = os.open(os.path.join(root, path), _FLAGS)  # noqa: PTH118 - 3 us a Path
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return _unreadable(path, "not a regular file")
            return _read_up_to(descriptor, most_bytes)
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unreadable(path, _reason(error))
    except ValueError:
        return _unreadable(path, "a name that no file can have")


def _read_up_to(descriptor: int, most_bytes: int) -> bytes:
    """Read with a buffer no larger than the file: larger ones use up memory maps."""
    wanted = min(most_bytes, os.fstat(descriptor).st_size)
    data = os.read(descriptor, wanted)
    while len(data) < wanted and (more := os.read(descriptor, wanted - len(data))):
        data += more
    return data


def _unreadable(path: str, reason: str) -> Problem:
    return Problem(clean_line(path), None, reason, "left out")


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return (error.strerror or str(error)).lower()
