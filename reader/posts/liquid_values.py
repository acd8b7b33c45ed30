"""What Liquid in a post can ask for, put together from the post, its header and its site.

Source: Jekyll's documentation, "Variables"; lib/jekyll/drops/document_drop.rb and excerpt.rb.
"""

import re
from collections.abc import Mapping
from functools import partial

from reader.liquid_inputs import NO_INPUTS, LiquidInputs, LiquidValue, has_liquid
from reader.posts.address import post_path
from reader.posts.front_matter.plain_values import Value
from reader.posts.post import Post
from reader.posts.source.site import Site
from reader.posts.source.site_files import read_data, read_text

_MAX_EXCERPT_CHARACTERS = 20_000
_FALSE = frozenset({"false", "no", "off"})
_FOLDER = re.compile(r"[\w/.\-]+")


def liquid_inputs(post: Post, body: str, values: Mapping[str, Value], site: Site) -> LiquidInputs:
    """Return the inputs of a post; of a body without Liquid, which is nearly every one, none.

    Args:
        post: The post.
        body: What follows its header.
        values: Its header and the site's defaults for it, by key.
        site: Its site.
    """
    if not has_liquid(body):
        return NO_INPUTS
    is_off = str(values.get("render_with_liquid", "")).lower() in _FALSE
    return LiquidInputs(
        page=_page(post, body, values, site),
        site=site.values,
        read_data=partial(_data, site),
        read_include=partial(_include, site, post.path),
        is_carried_out=not is_off,
    )


def _page(post: Post, body: str, values: Mapping[str, Value], site: Site) -> dict[str, LiquidValue]:
    url = post_path(post, site).removeprefix(site.base_path)
    page: dict[str, LiquidValue] = {"excerpt": _excerpt(post, body, site), **values}
    page["title"] = post.title
    page["slug"] = post.slug
    page["date"] = post.date.strftime("%Y-%m-%d %H:%M:%S %z") if post.date else None
    page["categories"] = list(post.categories)
    page["tags"] = list(post.tags)
    page["url"] = url
    page["id"] = url.removesuffix(".html").rstrip("/")
    page["path"] = site.path_below_source(post.path)
    page["name"] = post.path.rpartition("/")[2]
    page["collection"] = site.collection_of(post.path)
    page["draft"] = "true" if post.is_draft else None
    return page


def _excerpt(post: Post, body: str, site: Site) -> str:
    """Return the start of a body as written."""
    separator = post.excerpt_separator or site.excerpt_separator
    return body.lstrip()[:_MAX_EXCERPT_CHARACTERS].partition(separator)[0].strip()


def _home(site: Site) -> str:
    return f"{site.folder}/{site.source}" if site.source and site.folder else site.folder


def _data(site: Site) -> Mapping[str, LiquidValue]:
    home = _home(site)
    return read_data(f"{home}/{_setting(site, 'data_dir', '_data')}") if home else {}


def _include(site: Site, post_path: str, name: str) -> str | None:
    home = _home(site)
    if not name.startswith("./"):
        return read_text(home, f"{_setting(site, 'includes_dir', '_includes')}/{name}")
    above = f"{site.prefix}/{post_path}".rpartition("/")[0].strip("/")
    return read_text(site.folder, f"{above}/{name[2:]}".lstrip("/"))


def _setting(site: Site, key: str, usual: str) -> str:
    """Return the name of a folder of the site, by a key of its settings."""
    value = site.values.get(key)
    is_plain = isinstance(value, str) and _FOLDER.fullmatch(value) and ".." not in value
    return str(value).strip("/") if is_plain else usual
