"""Which post a file is, told from its place alone."""

from collections.abc import Iterable

from reader.posts.post import PostId


def assign_ids(paths: Iterable[str]) -> dict[str, PostId]:
    """Give every path its post's id; all ids differ.

    The id is the file's name without extension, so that it survives a move between folders.
    Where several files share a name the first keeps it (those below `_posts` come first, then
    by path) and the others are told apart by their whole path. The one that is left after a
    move that copied first and deleted later thus has the id that the post always had.
    """
    ids: dict[str, PostId] = {}
    taken: set[str] = set()
    for path in sorted(paths, key=_precedence):
        name = path.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        ids[path] = PostId(path if stem in taken else stem)
        taken.update((stem, ids[path]))
    return ids


def _precedence(path: str) -> tuple[bool, str]:
    return ("/_posts/" not in f"/{path}", path)
