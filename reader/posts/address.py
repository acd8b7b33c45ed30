"""The address that a post has on the published site.

Source: Jekyll lib/jekyll/url.rb, drops/url_drop.rb, configuration.rb (`style_to_permalink`) and
utils.rb (`slugify`).
"""

import re
from datetime import datetime, tzinfo
from urllib.parse import quote

from reader.posts.post import Post
from reader.posts.source.file_name import stem_of
from reader.posts.source.site import Site

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_DATE_FORMATS = {
    "year": "%Y",
    "short_year": "%y",
    "month": "%m",
    "day": "%d",
    "y_day": "%j",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "w_year": "%G",
    "week": "%V",
    "w_day": "%u",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLACEHOLDER = re.compile(r":([a-z_]*[a-z])")
_SLASHES = re.compile(r"/{2,}")
_NOT_IN_SLUG = re.compile(r"[\W_]+")
_NOT_IN_PRETTY_SLUG = re.compile(r"[^\w.~!$&'()+,;=@]+")
_SAFE = "-._~!$&'()*+,;=:@/"
"""Characters that RFC 3986 allows in a path."""


def post_address(post: Post, site: Site) -> str:
    """Return a post's absolute address, or nothing if the site's is not known.

    A style's name counts only in the site's settings, a template in both.
    """
    return site.url + post_path(post, site) if site.url else ""


def post_path(post: Post, site: Site) -> str:
    """Return the path of a post's address, with that of its site, whether or not that is known."""
    collection = site.collection_of(post.path)
    template = post.permalink or _template(collection, site)
    values = _values(post, site.timezone) | {"collection": quote(collection, safe=_SAFE)}
    if collection != "posts":
        own = site.path_below_source(post.path).partition(f"_{collection}/")[2]
        values["path"] = quote(own.rpartition(".")[0], safe=_SAFE)
    path = _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
    path = f"/{path}".replace("..", "/").replace("./", "")
    return site.base_path + _SLASHES.sub("/", quote(path, safe=_SAFE + "%"))


def _template(collection: str, site: Site) -> str:
    if collection != "posts":
        return site.collection_permalinks.get(collection) or "/:collection/:path:output_ext"
    return _STYLES.get(site.permalink, site.permalink)


def _values(post: Post, zone: tzinfo) -> dict[str, str]:
    """Return what each placeholder stands for; a date's are those of the site's zone."""
    categories = dict.fromkeys(name.lower() for name in post.categories)
    texts = {
        "title": _NOT_IN_PRETTY_SLUG.sub("-", post.slug).strip("-"),
        "slug": _slug(post.slug),
        "name": _slug(stem_of(post.path)),
        "categories": "/".join(categories),
        "slugified_categories": "/".join(map(_slug, categories)),
        "output_ext": ".html",
    }
    values = {name: quote(text, safe=_SAFE) for name, text in texts.items()}
    return values | _date_values(post.date.astimezone(zone) if post.date else None)


def _slug(text: str) -> str:
    return _NOT_IN_SLUG.sub("-", text).strip("-").lower()


def _date_values(date: datetime | None) -> dict[str, str]:
    names = ("i_month", "i_day", "short_month", "long_month", "short_day", "long_day")
    if date is None:
        return dict.fromkeys((*_DATE_FORMATS, *names), "")
    month, day = _MONTHS[date.month - 1], _DAYS[date.weekday()]
    values = (str(date.month), str(date.day), month[:3], month, day[:3], day)
    formatted = {name: date.strftime(pattern) for name, pattern in _DATE_FORMATS.items()}
    return formatted | dict(zip(names, values, strict=True))
