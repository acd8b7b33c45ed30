"""Exports posts as one self-contained HTML page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO
from xml.etree.ElementTree import tostring

from reader.export.article import make_article
from reader.export.exported_post import ExportedPost
from reader.messages.language import gettext as _

_HEAD = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body { max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.6; }
img { max-width: 100%; }
.about { color: gray; }
.note { border-left: .2em solid; padding-left: 1em; }
table { border-collapse: collapse; }
td, th { border: 1px solid silver; padding: .2em .5em; }
</style>
</head>
<body>
"""


def write(file: BinaryIO, posts: Iterable[ExportedPost], _made_at: datetime) -> None:
    """Write a page; see `ExportFormat.write`."""
    file.writelines(piece.encode("utf-8", "replace") for piece in _page(posts))


def _page(posts: Iterable[ExportedPost]) -> Iterator[str]:
    yield _HEAD.replace("{title}", _("Posts"))
    for exported in posts:
        article = make_article(exported, has_images=True, heading_level=2)
        yield tostring(article, encoding="unicode", method="html") + "\n"
    yield "</body>\n</html>\n"
