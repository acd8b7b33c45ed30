"""Where the file of an image may lie in the folders of a site.

Source: Jekyll copies every file that is no page to the same path of the published site.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from reader.posts.source.site import Site


def image_paths(address: str, post_path: str, site: Site) -> tuple[str, ...]:
    """Return paths below the site's folder, the likeliest first; none leads out of it.

    Args:
        address: As a document has it: absolute, or relative where the site's address is unknown.
        post_path: Path of the post, below the same folder.
        site: The site on which the image stands.
    """
    try:
        parts, home = urlsplit(address), urlsplit(site.url)
    except ValueError:
        return ()
    if (parts.netloc or parts.scheme) and parts.netloc.lower() != home.netloc.lower():
        return ()
    path = unquote(parts.path)
    if "\0" in path or not path.strip("/"):
        return ()
    return tuple(dict.fromkeys(_within(_candidates(path, post_path, site.base_path))))


def _candidates(path: str, post_path: str, base_path: str) -> Iterator[str]:
    if path.startswith(f"{base_path}/"):
        yield path[len(base_path) :].lstrip("/")
    yield join(dirname(post_path), path)
    yield path.lstrip("/")


def _within(paths: Iterator[str]) -> Iterator[str]:
    for path in paths:
        normal = normpath(path)
        if not normal.startswith(("../", "/")) and normal not in ("..", "."):
            yield normal
