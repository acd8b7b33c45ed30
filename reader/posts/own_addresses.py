"""Which posts an address may lead to, seen from a post of the same site.

Source: Jekyll's styles of permalinks (see `address`), whose addresses hold the parts of a file's
name; `post_url` and `link`, which give that name itself; `url.rb` for all other addresses.
"""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from reader.posts.address import post_path
from reader.posts.post import Post
from reader.posts.source.file_name import ends_in, is_dated_name, is_post_name, stem_of, words_apart
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
    elif is_dated_name(name) or (name and name == path):
        stems.append(name)
    return tuple(dict.fromkeys(stems))


def words_at_end(path: str) -> tuple[str, ...]:
    """Return the words of the last part of a page's path, by which its post can be found.

    Empty where the path is that of the whole site, or has no word in its last part.
    """
    last = _page(path).rpartition("/")[2]
    return tuple(_WORD.findall(last))


def may_be_named(post: Post, words: tuple[str, ...]) -> bool:
    """Say whether a post's file or slug ends in words, or its header's permalink may have them."""
    ending, permalink = ends_in(words), unquote(post.permalink or "")
    return bool(
        ending.match(stem_of(post.path))
        or ending.match(post.slug)
        or _PLACEHOLDER.search(permalink)
        or _has(words).search(permalink)
    )


@lru_cache(maxsize=8)
def _has(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(words_apart(words), re.IGNORECASE)


def is_at(post: Post, path: str, site: Site) -> bool:
    """Say whether a post's page has this path, as `path_on` gave it, on the published site."""
    return _page(unquote(post_path(post, site))) == _page(path)


def _page(path: str) -> str:
    """Return a path without what a server does not need to find a page."""
    return path.removesuffix("index.html").rstrip("/").removesuffix(".html")


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
