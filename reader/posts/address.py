"""The address that a post has on the published site.

Source: Jekyll lib/jekyll/url.rb and drops/url_drop.rb; the documentation of `permalink`.
"""

import re
from datetime import datetime
from urllib.parse import quote

from reader.posts.post import Post
from reader.posts.site import Site

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PLACEHOLDER = re.compile(r":(\w+)")
_SLASHES = re.compile(r"/{2,}")


def post_address(post: Post, site: Site) -> str:
    """Return a post's absolute address, or nothing where the site's is not known."""
    if not site.url:
        return ""
    template = post.permalink or site.permalink
    path = _fill(_STYLES.get(template, template), post)
    return site.url + site.base_path + _SLASHES.sub("/", f"/{path}")


def _fill(template: str, post: Post) -> str:
    values = {
        "title": post.slug,
        "slug": post.slug,
        "name": post.slug,
        "categories": "/".join(post.categories),
        "slugified_categories": "/".join(post.categories),
        "output_ext": ".html",
        **_date_values(post.date),
    }
    return _PLACEHOLDER.sub(lambda match: _value(match, values), template)


def _value(match: re.Match[str], values: dict[str, str]) -> str:
    """Return a placeholder's value; ``:title:output_ext`` and ``:monthly`` are told apart."""
    for length in range(len(match[1]), 0, -1):
        if match[1][:length] in values:
            return quote(values[match[1][:length]], safe="/") + match[1][length:]
    return match[0]


def _date_values(date: datetime | None) -> dict[str, str]:
    if date is None:
        names = "year month i_month day i_day y_day hour minute second week short_day short_year"
        return dict.fromkeys(names.split(), "")
    return {
        "year": f"{date.year:04}",
        "short_year": f"{date.year % 100:02}",
        "month": f"{date.month:02}",
        "i_month": str(date.month),
        "day": f"{date.day:02}",
        "i_day": str(date.day),
        "y_day": f"{date.timetuple().tm_yday:03}",
        "hour": f"{date.hour:02}",
        "minute": f"{date.minute:02}",
        "second": f"{date.second:02}",
        "week": f"{date.isocalendar().week:02}",
        "short_day": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday()],
    }
