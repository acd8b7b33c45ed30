"""Which posts an address may lead to, seen from a post of the same site.

Source: Jekyll's styles of permalinks (see `address`), whose addresses hold the parts of a file's
name; `post_url` and `link`, which give that name itself; `url.rb` for all other addresses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from reader.posts.address import post_path
from reader.posts.post import Post
from reader.posts.source.file_name import (
    POST_FOLDERS,
    categories_of,
    ends_in,
    is_dated_name,
    is_post_name,
    own_name,
    stem_of,
    words_apart,
)
from reader.posts.source.site import Site

_DATED_PATH = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})/([^/]+?)(?:\.html?)?/?\Z")
_PLACEHOLDER = re.compile(":[a-z]")
_WORD = re.compile(r"[^\W_]+")


def stems_at(address: str, site: Site) -> tuple[str, ...]:
    """Return the stems of the files to which `address` may lead, the likeliest first.

    Args:
        address: As a document has it: absolute, or relative where the site's address is unknown.
        site: The site on which the link stands.
    """
    path = path_on(address, site)
    if path is None:
        return ()
    dated = _DATED_PATH.search(path)
    stems = []
    if dated is not None:
        year, month, day, title = dated.groups()
        stems.append(f"{year}-{month.zfill(2)}-{day.zfill(2)}-{title}")
        stems.append(f"{year}-{int(month)}-{int(day)}-{title}")
    name = path.rstrip("/").rpartition("/")[2]
    if is_post_name(name):
        stems.append(stem_of(name))
    elif is_dated_name(name) or (
        name and (name == path or (path[0] not in "/." and path[-1] != "/"))
    ):
        stems.append(name)
    return tuple(dict.fromkeys(stems))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, by which its post can be found."""
    return tuple(_WORD.findall(name))


def words_at_end(path: str) -> tuple[str, ...]:
    """Return the words of the last part of a page's path, by which its post can be found.

    Empty where the path is that of the whole site, or has no word in its last part.
    """
    last = _page(path).rpartition("/")[2]
    return words_of(last)


def may_be_named(post: Post, words: tuple[str, ...]) -> bool:
    """Say whether a post's name or slug ends in words, or its header's addresses have them."""
    ending, has = ends_in(words), _has(words)
    permalink = unquote(post.permalink or "")
    return bool(
        ending.match(own_name(post.path))
        or ending.match(post.slug)
        or _PLACEHOLDER.search(permalink)
        or any(has.search(unquote(text)) for text in (permalink, *post.redirects))
    )


@lru_cache(maxsize=8)
def _has(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(words_apart(words), re.IGNORECASE | re.DOTALL)


def pages_of(address: str, site: Site, origin: Post | None) -> tuple[str, ...]:
    """Return the paths that an address may mean on the site, the likeliest first.

    Args:
        address: As a document has it.
        site: The site on which the link stands.
        origin: The post in which it stands, where that is known.
    """
    path = path_on(address, site)
    if not path:
        return ()
    if path.startswith("/") or origin is None:
        return (path,)
    bases = [unquote(post_path(origin, site)).rpartition("/")[0]]
    if POST_FOLDERS.isdisjoint(origin.path.split("/")):
        place = _place_by_file(origin, site)
        bases[:0] = [place, place.rpartition("/")[0]]
    return tuple(dict.fromkeys([*(normpath(f"{base}/{path}") for base in bases), path]))


def is_at(post: Post, path: str, site: Site, *, folds_case: bool = False) -> bool:
    """Say whether a post's page has, or had, this path on the published site.

    Args:
        post: Any post.
        path: As `pages_of` gave it.
        site: The post's site.
        folds_case: Whether letter case is left aside.
    """
    wanted = _page(path)
    pages = {_page(unquote(page)) for page in _addresses(post, site)}
    if folds_case:
        return wanted.casefold() in map(str.casefold, pages)
    return wanted in pages


def _addresses(post: Post, site: Site) -> Iterator[str]:
    """Yield the paths of a post's page: its own, its former ones, its file's where that tells."""
    yield post_path(post, site)
    for former in post.redirects:
        path = _path_in(former)
        yield path if path.startswith("/") else f"/{path}"
        yield f"{site.base_path}/{path.lstrip('/')}"
    if POST_FOLDERS.isdisjoint(post.path.split("/")):
        yield _place_by_file(post, site)


def _place_by_file(post: Post, site: Site) -> str:
    """Return the path of a page that stands where its file does, as Hugo's and Zola's do."""
    folder = post.path.removeprefix("content/").rpartition("/")[0]
    name = own_name(post.path)
    is_index = folder.rpartition("/")[2] == name != stem_of(post.path)
    return f"{site.base_path}/{folder}" + ("" if is_index else f"/{name}")


def nearest(posts: Sequence[Post], page: str, origin: Post | None, site: Site) -> Post | None:
    """Return the post that a link means of those whose files share a name.

    The path of the link decides, then the folder of the post in which it stands. None where the
    link names a folder, such as that of a language, in which none of them lies.

    Args:
        posts: Posts whose files have the name that the link has.
        page: The link's path, as `path_on` gave it.
        origin: The post in which the link stands, where that is known.
        site: Their site.
    """
    dated = _DATED_PATH.search(page)
    above = page[: dated.start()] if dated else page.rpartition("/")[0]
    named = {part.casefold() for part in _folders(above.removeprefix(site.base_path))}
    home = origin.path.split("/")[:-1] if origin else []
    is_name_alone = "/" not in page

    def distance(post: Post) -> tuple[bool, int, int, str]:
        folders = post.path.split("/")[:-1]
        own = {part.casefold() for part in _folders("/".join(folders))}
        shared = next(
            (n for n, (one, other) in enumerate(zip(folders, home, strict=False)) if one != other),
            min(len(folders), len(home)),
        )
        is_top = is_name_alone and folders == ["_posts"]
        return not is_top, len(own ^ named) if named else 0, -shared, post.path

    def may_be_meant(post: Post) -> bool:
        outer = site.places.outer
        folders = post.path.split("/")[:-1] if are_several else categories_of(post.path, outer)
        own = {part.casefold() for part in _folders("/".join(folders))}
        return not own or not named or not own.isdisjoint(named)

    are_several = len(posts) > 1
    return min(filter(may_be_meant, posts), key=distance, default=None)


def _folders(path: str) -> Iterator[str]:
    """Yield the folders of a path that tell a place from others."""
    return (part for part in path.split("/") if part not in {"", ".", "..", *POST_FOLDERS})


def _path_in(address: str) -> str:
    """Return the path of an address; nothing for one that can't be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _page(path: str) -> str:
    """Return a path without what a server does not need to find a page."""
    stem = path.removesuffix("index.html").rstrip("/")
    return stem.removesuffix(".html").removesuffix(".md")


def path_on(address: str, site: Site) -> str | None:
    """Return the path of an address on this site, decoded; None for another site's."""
    try:
        parts = urlsplit(address)
        home = urlsplit(site.url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        is_ours = bool(home.netloc) and parts.netloc.lower() == home.netloc.lower()
        if not is_ours or parts.scheme not in ("http", "https"):
            return None
    return unquote(parts.path)
