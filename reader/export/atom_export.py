"""Exports posts as a feed.

Source: RFC 4287 (Atom); RFC 4151 (tag URIs).
"""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from reader.export.article import add_body, add_note
from reader.export.exported_post import ExportedPost
from reader.messages.language import gettext as _

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_TAG = "tag:terminal-news-reader,2022:"


def write(file: BinaryIO, posts: Iterable[ExportedPost], made_at: datetime) -> None:
    """Write a feed, dated `made_at`; see `ExportFormat.write`.

    A post without a date is dated 1970, because every entry needs a date.
    """
    file.writelines(piece.encode("utf-8", "replace") for piece in _feed(posts, made_at))


def _feed(posts: Iterable[ExportedPost], made_at: datetime) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_TAG}export</id><title>{_('Posts')}</title><author><name>reader</name></author>"
        f"<updated>{made_at.isoformat()}</updated>\n"
    )
    for exported in posts:
        yield tostring(_entry(exported), encoding="unicode") + "\n"
    yield "</feed>\n"


def _entry(exported: ExportedPost) -> Element:
    post = exported.post
    entry = Element("entry")
    SubElement(entry, "id").text = _TAG + quote(os.fsencode(post.id))
    SubElement(entry, "title").text = post.title
    SubElement(entry, "updated").text = (post.date or _NO_DATE).isoformat()
    for name in (*post.categories, *post.tags):
        SubElement(entry, "category", term=name)
    content = SubElement(entry, "content", type="html")
    body = Element("div")
    add_note(body, exported.note)
    add_body(body, exported, has_images=True, heading_level=1)
    content.text = tostring(body, encoding="unicode", method="html")
    return entry
