"""Which posts an address may lead to, seen from a post of the same site.

Source: Jekyll's styles of permalinks (see `address`), whose addresses hold the parts of a file's
name; `post_url` and `link`, which give that name itself.
"""

import re
from urllib.parse import unquote, urlsplit

from reader.posts.file_name import is_dated_name, is_post_name, stem_of
from reader.posts.site import Site

_DATED_PATH = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})/([^/]+?)(?:\.html?)?/?\Z")


def stems_at(address: str, site: Site) -> tuple[str, ...]:
    """Return the stems of the files to which `address` may lead, the likeliest first.

    Args:
        address: As a document has it: absolute, or relative where the site's address is unknown.
        site: The site on which the link stands.
    """
    path = _path_on(address, site)
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


def _path_on(address: str, site: Site) -> str | None:
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
