"""What is known of one post file, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from reader.liquid_inputs import NO_INPUTS, LiquidInputs
from reader.messages.problem_kinds import Fields, Handling, ProblemKind

FIRST_YEAR, LAST_YEAR = 2, 9998
"""Years of a post's date; their room at both ends lets no conversion between zones overflow."""

PostId = NewType("PostId", str)
"""A post's identity in its archive: the file's name without extension.

It survives a move between folders. Only where two files share a name do the later ones (in
`archive` order) carry their whole relative path instead.
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be understood as written."""

    path: str
    """Path below the archive's root, with `/`, cleaned for the terminal."""
    line: int | None
    """Line in the file, from 1; None where the problem is the file as a whole."""
    kind: ProblemKind
    """What is wrong."""
    handling: Handling
    """How it was understood all the same."""
    fields: Fields = ()
    """What `kind` and `handling` say that they require; `describe_problem` makes sentences."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post's header and what follows from its place and name.

    All text fields are cleaned for the terminal and stand on one line.
    """

    id: PostId
    path: str
    """Path below the archive's root, with `/`, exactly as the file system has it."""
    title: str
    """Never empty: header, else first heading of the body, else the file's name."""
    date: datetime | None
    """Aware, in the zone that the site names, else in the offset that was written, else in the
    machine's own; None when unknown."""
    categories: tuple[str, ...] = ()
    """In order and without repeats; those of the folders first, as in Jekyll."""
    tags: tuple[str, ...] = ()
    """In order and without repeats."""
    authors: tuple[str, ...] = ()
    """In order and without repeats."""
    slug: str = ""
    """The file's name without date and extension, or the header's `slug`."""
    permalink: str | None = None
    """The header's own `permalink`, unresolved."""
    redirects: tuple[str, ...] = ()
    """Former addresses of the post on its site, as its header has them."""
    is_published: bool = True
    """False for ``published: false``."""
    is_draft: bool = False
    """True below a folder `_drafts`, or for ``draft: true``."""
    has_time_of_file: bool = False
    """True for a draft without a date of its own: `date` is its file's last change."""
    excerpt_separator: str | None = None
    """The header's own `excerpt_separator`; None leaves it to the site."""
    problems: tuple[Problem, ...] = ()
    is_header_read: bool = True
    """False while only the file's name has been looked at."""


@dataclass(frozen=True, slots=True)
class PostWithBody:
    """A post whose whole file has been read."""

    post: Post
    body: str
    """What follows the front matter, decoded, with line feeds only; not cleaned."""
    body_line: int
    """Line of the file on which `body` starts, from 1."""
    is_html: bool
    """True for `.html` and `.htm`, where Markdown is not expected."""
    liquid: LiquidInputs = NO_INPUTS
    """What Liquid in `body` can ask for."""
