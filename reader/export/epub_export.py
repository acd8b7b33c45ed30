"""Exports posts as a book, one chapter per post.

Source: EPUB 3.3, chapters 4 (the container), 5 (the package) and 7 (the navigation).
"""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reader.export.article import make_article
from reader.export.exported_post import ExportedPost
from reader.messages.language import gettext as _

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


def write(file: BinaryIO, posts: Iterable[ExportedPost], made_at: datetime) -> None:
    """Write a book; see `ExportFormat.write`. Only the titles stay in memory."""
    titles: list[str] = []
    told = hashlib.sha256()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        for number, exported in enumerate(posts, start=1):
            titles.append(exported.post.title)
            told.update(os.fsencode(exported.post.id) + b"\0")
            article = make_article(exported, has_images=False, heading_level=1)
            book.writestr(_chapter(number), _page(exported.post.title, article))
        book.writestr("contents.xhtml", _contents(titles))
        book.writestr("book.opf", _package(len(titles), told.hexdigest(), made_at))


def _chapter(number: int) -> str:
    return f"post-{number}.xhtml"


def _page(title: str, content: Element) -> bytes:
    html = Element("html", {"xmlns": _XHTML, "xmlns:epub": _OPS})
    SubElement(SubElement(html, "head"), "title").text = title
    SubElement(html, "body").append(content)
    page: bytes = tostring(html, encoding="utf-8", xml_declaration=True)
    return page


def _contents(titles: list[str]) -> bytes:
    navigation = Element("nav", {"epub:type": "toc"})
    entries = SubElement(navigation, "ol")
    for number, title in enumerate(titles, start=1):
        SubElement(SubElement(entries, "li"), "a", href=_chapter(number)).text = title
    return _page(_("Contents"), navigation)


def _package(count: int, digest: str, made_at: datetime) -> bytes:
    package = Element(
        "package",
        {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"},
    )
    about = SubElement(package, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    SubElement(about, "dc:identifier", id="id").text = f"urn:sha256:{digest}"
    SubElement(about, "dc:title").text = _("Posts")
    SubElement(about, "dc:language").text = "und"
    modified = SubElement(about, "meta", property="dcterms:modified")
    modified.text = made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    manifest, spine = SubElement(package, "manifest"), SubElement(package, "spine")
    kind = {"media-type": "application/xhtml+xml"}
    SubElement(manifest, "item", kind, id="toc", href="contents.xhtml", properties="nav")
    for number in range(1, count + 1):
        SubElement(manifest, "item", kind, id=f"p{number}", href=_chapter(number))
        SubElement(spine, "itemref", idref=f"p{number}")
    if not count:
        SubElement(spine, "itemref", idref="toc")
    packed: bytes = tostring(package, encoding="utf-8", xml_declaration=True)
    return packed
