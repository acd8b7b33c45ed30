"""Reads a file as a post; no file raises an error.

If a file can't be read, the answer is a `Problem` instead of a post. What is known of a post
does not depend on how much of its file was read, as long as the text is sound.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from reader.liquid_inputs import NO_INPUTS, LiquidInputs, has_liquid
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.fields import HeaderSource, fields_in, make_post, title_in
from reader.posts.front_matter.loose_header import USUAL_KEYS
from reader.posts.front_matter.plain_header import read_plain, split_plain
from reader.posts.front_matter.plain_values import HeaderError, Value
from reader.posts.front_matter.repair import read_lines, with_spaces_in_lists
from reader.posts.front_matter.split import (
    SEARCHED_CHARACTERS,
    Format,
    FrontMatter,
    may_go_on,
    split_before_prose,
    split_front_matter,
    split_sooner,
    without_header,
)
from reader.posts.front_matter.values import load_json, load_toml, load_yaml
from reader.posts.headings import SEARCHED_CHARACTERS as HEADING_CHARACTERS
from reader.posts.headings import first_heading
from reader.posts.liquid_values import liquid_inputs
from reader.posts.page_titles import SEARCHED_CHARACTERS as PAGE_CHARACTERS
from reader.posts.page_titles import looks_like_page, page_title
from reader.posts.post import Post, PostId, PostWithBody, Problem
from reader.posts.source.encodings import Decoded, decode, plain_lines
from reader.posts.source.file_bytes import FileBytes, read_bytes
from reader.posts.source.file_name import is_html_name, title_of
from reader.posts.source.site import Site
from reader.terminal_text import clean_line

FIRST_BYTES = 4096
"""Bytes read of a file for its header, which usually has 200."""
MORE_BYTES = 4 * (SEARCHED_CHARACTERS + PAGE_CHARACTERS)
"""Bytes read if the first do not suffice; no encoding takes more than four a character."""
MAX_BYTES = 32 * 1024 * 1024
"""Bytes of the longest file that is read whole; of a longer one the beginning is read."""

_HANDLINGS = {ProblemKind.HEADER_NOT_CLOSED: Handling.READ_UP_TO_LAST_KEY}
_SEARCHED_CHARACTERS = 1000
"""Characters searched for zero bytes: they are in the first bytes whatever the encoding."""


class StampedPost(NamedTuple):
    """A post and the state of the file in which it was read."""

    post: Post
    size: int
    """Bytes of the file."""
    mtime_ns: int
    """When it had last been changed before it was read, in nanoseconds since 1970."""


class StampedBody(NamedTuple):
    """What follows a header, and the state of the file in which it was read."""

    body: str
    """As `PostWithBody.body`."""
    is_html: bool
    """As `PostWithBody.is_html`."""
    liquid: LiquidInputs
    """As `PostWithBody.liquid`."""
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file as far as it was read."""

    post: PostWithBody
    wants_more: bool
    """True where more of the file could change the post."""


def read_header(root: Path, path: str, site: Site, post_id: PostId) -> Post | Problem:
    """Read no more of a file than its header needs."""
    stamped = read_stamped_header(root, path, site, post_id)
    return stamped if isinstance(stamped, Problem) else stamped.post


def read_stamped_header(
    root: Path, path: str, site: Site, post_id: PostId
) -> StampedPost | Problem:
    """Read no more of a file than its header needs, and stamp it with the state of the file.

    The stamp is that of the very file which was read, taken before its first byte.
    """
    file = read_bytes(root, path, FIRST_BYTES)
    if isinstance(file, Problem):
        return file
    post, wants_more = parse_header(file, path, site, post_id)
    if wants_more:
        file = read_bytes(root, path, MORE_BYTES)
        if isinstance(file, Problem):
            return file
        post, _ = parse_header(file, path, site, post_id)
    return StampedPost(post, file.size, file.mtime_ns)


def parse_header(file: FileBytes, path: str, site: Site, post_id: PostId) -> tuple[Post, bool]:
    """Return what the beginning of a file means, and whether more of it could change the post."""
    post = _read_plain(file, path, site, post_id)
    if post is not None:
        return post, False
    reading = _read(file, path, site, post_id)
    return reading.post.post, file.is_part and reading.wants_more


def read_whole(
    root: Path, path: str, site: Site, post_id: PostId, max_bytes: int = MAX_BYTES
) -> PostWithBody | Problem:
    """Read a whole file, or the first `max_bytes` of a larger one, and say so as a problem."""
    file = read_bytes(root, path, max_bytes)
    if isinstance(file, Problem):
        return file
    whole = _read(file, path, site, post_id).post
    if not file.is_part:
        return whole
    problem = Problem(
        clean_line(path),
        None,
        ProblemKind.FILE_TOO_LONG,
        Handling.BEGINNING_SHOWN,
        (("max_mb", max_bytes // 1024**2),),
    )
    return replace(whole, post=replace(whole.post, problems=(*whole.post.problems, problem)))


def read_stamped_body(root: Path, path: str, site: Site) -> StampedBody | Problem:
    """Read the body of a post alone, as `read_whole` has it, in a tenth of the time."""
    file = read_bytes(root, path, MAX_BYTES)
    if isinstance(file, Problem):
        return file
    body = None if file.is_part else _body_after_plain_header(file.data)
    liquid = NO_INPUTS
    if body is None or has_liquid(body):
        whole = _read(file, path, site, PostId("")).post
        body, liquid = whole.body, whole.liquid
    return StampedBody(body, is_html_name(path), liquid, file.size, file.mtime_ns)


def _body_after_plain_header(data: bytes) -> str | None:
    split = split_plain(data, is_part=False)
    if split is None or USUAL_KEYS.isdisjoint(read_plain(split[0]) or ()):
        return None
    return plain_lines(split[1])


def _read_plain(file: FileBytes, path: str, site: Site, post_id: PostId) -> Post | None:
    """Read a header of the usual shape with a title; None for any other."""
    split = split_plain(file.data, is_part=file.is_part)
    values = None if split is None else read_plain(split[0])
    if split is None or values is None:
        return None
    header, fields = split[0], site.defaults_for(path) | fields_in(values)
    title = title_in(fields)
    if not title:
        return None
    return make_post(fields, title, HeaderSource(path, site, header, 2, file.mtime_ns), post_id)


def _read(file: FileBytes, path: str, site: Site, post_id: PostId) -> _Reading:
    decoded = decode(file.data, is_part=file.is_part)
    split = split_front_matter(decoded.text)
    place = clean_line(path)
    values, front, found = _read_values(split, decoded.text, place)
    source = HeaderSource(path, site, front.header, front.header_line, file.mtime_ns)
    problems = (*_problems_of_bytes(file, decoded, place), *found)
    fields = site.defaults_for(path) | fields_in(values)
    own_title = title_in(fields)
    is_page = not own_title and looks_like_page(front.body)
    title = own_title or (page_title(front.body) if is_page else "")
    title = title or first_heading(front.body) or title_of(path)
    post = make_post(fields, title, source, post_id, problems)
    searched = PAGE_CHARACTERS if is_page else HEADING_CHARACTERS
    is_short = len(front.body) < searched and not own_title
    return _Reading(
        PostWithBody(
            post,
            front.body,
            front.body_line,
            is_html_name(path),
            liquid_inputs(post, front.body, {**fields, **values}, site),
        ),
        is_short or may_go_on(split, decoded.text),
    )


def _problems_of_bytes(file: FileBytes, decoded: Decoded, place: str) -> tuple[Problem, ...]:
    if not file.data:
        return (Problem(place, None, ProblemKind.EMPTY_FILE, Handling.LISTED_BY_NAME),)
    if decoded.is_guessed:
        kind, handling = ProblemKind.UNKNOWN_ENCODING, Handling.REPLACEMENTS_SHOWN
        return (Problem(place, None, kind, handling),)
    if decoded.doubtful_encoding:
        kind, handling = ProblemKind.ENCODING_DOUBTFUL, Handling.READ_AS_ENCODING
        return (Problem(place, None, kind, handling, (("encoding", decoded.doubtful_encoding),)),)
    if "\0" in decoded.text[:_SEARCHED_CHARACTERS]:
        return (Problem(place, None, ProblemKind.ZERO_BYTES, Handling.NULL_SYMBOLS_SHOWN),)
    return ()


def _read_values(
    front: FrontMatter, text: str, place: str
) -> tuple[dict[str, Value], FrontMatter, tuple[Problem, ...]]:
    """Parse a header, or read it line by line if it is invalid; prose is body."""
    problem: tuple[Problem, ...] = ()
    try:
        values = _load(front)
    except HeaderError as error:
        sooner = split_sooner(front, text)
        if sooner is not None:
            return _read_values(sooner, text, place)
        values = read_lines(with_spaces_in_lists(front.header))
        if not values:
            return {}, without_header(text), ()
        line = None if error.line is None else front.header_line + error.line - 1
        fields = (*error.fields, ("keys", ", ".join(values)))
        problem = (Problem(place, line, error.kind, Handling.READ_LINE_BY_LINE, fields),)
    if _is_prose(values, front):
        return {}, without_header(text), ()
    sooner = None if problem else split_before_prose(front, text)
    if sooner is not None:
        return _read_values(sooner, text, place)
    return values, front, (*_problems_of_delimiters(front, place), *problem)


def _problems_of_delimiters(front: FrontMatter, place: str) -> tuple[Problem, ...]:
    """Say what is odd about where a header stands, begins and ends."""
    is_json = front.format is Format.JSON  # whose end is guessed only where it is no JSON
    start = max(front.header_line - 1, 1)
    end = front.header_line + front.header.count("\n")
    return tuple(
        Problem(
            place,
            end if kind is ProblemKind.HEADER_END_MISTYPED else start,
            kind,
            _HANDLINGS.get(kind, Handling.READ_ALL_THE_SAME),
        )
        for kind in front.faults
        if not (is_json and kind is ProblemKind.HEADER_NOT_CLOSED)
    )


def _is_prose(values: dict[str, Value], front: FrontMatter) -> bool:
    """Say whether what stands between two rules is text that happens to be valid YAML."""
    if not values or any(key.lower() in USUAL_KEYS for key in values):
        return False
    looks_like_text = front.header.startswith("\n") or bool(front.faults)
    return looks_like_text or not any(key.isascii() and " " not in key for key in values)


def _load(front: FrontMatter) -> dict[str, Value]:
    match front.format:
        case Format.YAML:
            return load_yaml(with_spaces_in_lists(front.header))
        case Format.TOML:
            return load_toml(front.header)
        case Format.JSON:
            return load_json(front.header)[0]
        case Format.LINES:
            return _with_status(read_lines(front.header, USUAL_KEYS | {"status"}))
        case Format.NONE:
            return {}


def _with_status(values: dict[str, Value]) -> dict[str, Value]:
    """Return the values of Pelican's header, where a status says what is a draft."""
    status = values.pop("status", None)
    return {"draft": "true", **values} if status == "draft" else values
