"""Which post a file is, told from its place alone.

The rule is local: whether a file keeps its plain name depends only on the files that share it.
"""

from collections.abc import Iterable

from reader.posts.post import PostId
from reader.posts.source.file_name import stem_of


def assign_ids(paths: Iterable[str]) -> dict[str, PostId]:
    """Give every path its post's id; all ids differ.

    The id is the file's name without extension, so that it survives a move between folders.
    Where several files share a name the first keeps it (those below `_posts` come first, then
    by path) and the others are told apart by their whole path. The one that is left after a
    move that copied first and deleted later thus has the id that the post always had.
    """
    by_stem: dict[str, list[str]] = {}
    for path in paths:
        by_stem.setdefault(stem_of(path), []).append(path)
    ids: dict[str, PostId] = {}
    for stem, sharing in by_stem.items():
        first, *others = sorted(sharing, key=precedence)
        ids[first] = PostId(stem)
        ids.update((path, id_by_path(path)) for path in others)
    return ids


def precedence(path: str) -> tuple[bool, str]:
    """Sort key of files that share a name; the first one's id is the name."""
    return ("/_posts/" not in f"/{path}", path)


def id_by_path(path: str) -> PostId:
    """Return the id of a file whose name another one has taken; no name has a slash."""
    return PostId(path if "/" in path else f"./{path}")
