"""Post files for tests, with times of change that lie in the past.

What was changed within the last two seconds is looked at again in any case; an old time of change
has to be told from another.
"""

import os
from datetime import UTC
from pathlib import Path

from reader.archive.memory_repository import MemoryRepository
from reader.archive.query.parser import parse_query
from reader.archive.repository import Repository
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.index.store.location import index_file
from reader.posts.post import Post
from reader.posts.source.site import Site
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

OLD_NS = 1_600_000_000_000_000_000
SITE = Site(timezone=UTC)


def write_post(
    root: Path,
    path: str,
    title: str = "title",
    date: str = "2022-04-28 13:01:28 +0000",
    more: str = "",
    *,
    mtime_ns: int = OLD_NS,
) -> Path:
    """Write a post; `more` is further lines of its header."""
    header = f"title: {title}\n" + (f"date: {date}\n" if date else "") + (more and f"{more}\n")
    return write_text(root, path, f"---\n{header}---\nbody of {title}\n", mtime_ns=mtime_ns)


def write_text(root: Path, path: str, text: str, *, mtime_ns: int = OLD_NS) -> Path:
    """Write a file and the folders above it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(mtime_ns, mtime_ns))
    return file


def write_posts(root: Path, count: int, *, per_folder: int = 1000) -> None:
    """Write many small posts, a minute apart; post ``n`` has the title ``t<n>``."""
    for number in range(count):
        folder = root / f"_posts/{number // per_folder:03}"
        if number % per_folder == 0:
            folder.mkdir(parents=True, exist_ok=True)
        minutes = f"{number // 1440 % 28 + 1:02} {number // 60 % 24:02}:{number % 60:02}"
        text = (
            f"---\ntitle: t{number}\ndate: 2022-04-{minutes}:00 +0800\ntags: [g{number % 7}]\n---\n"
        )
        file = folder / f"2022-04-01-{number:06}.md"
        file.write_text(text)
        os.utime(file, ns=(OLD_NS, OLD_NS))


def open_in_memory(root: Path, state: ReadingState) -> Repository:
    """Open the reference."""
    return MemoryRepository(root, SITE, state)


def open_indexed(
    root: Path, cache: Path, state: ReadingState | None = None, *, is_in_child: bool = False
) -> Repository:
    """Open an archive with its index in a folder."""
    archive = Archive(root, SiteFolder(root, SITE))
    state = state or ReadingState()
    repository, remark = open_repository(
        archive, state, IndexFolders(cache), is_in_child=is_in_child
    )
    assert not remark
    return repository


def index_of(root: Path, cache: Path) -> Path:
    """Return the file of an archive's index."""
    return index_file(cache, root)


def posts(repository: Repository, query: str = "") -> list[Post]:
    """Return the answer to a query, in order."""
    selection = repository.select(parse_query(query))
    selection.count()
    return list(selection.rows(0, len(selection)))


def titles(repository: Repository, query: str = "") -> list[str]:
    """Return the titles of the answer to a query, in order."""
    return [post.title for post in posts(repository, query)]
