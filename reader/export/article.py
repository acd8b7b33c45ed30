"""Renders a post as one HTML element: title, metadata, the user's note and text."""

from xml.etree.ElementTree import Element, SubElement

from reader.export.exported_post import ExportedPost
from reader.export.html_elements import DocumentElements, add_text
from reader.terminal_text import clean_text


def make_article(exported: ExportedPost, *, has_images: bool, heading_level: int) -> Element:
    """Return an ``article``; the headings of its text are below its own level."""
    post = exported.post
    article = Element("article")
    SubElement(article, f"h{heading_level}").text = post.title
    about = SubElement(article, "p", {"class": "about"})
    if post.date is not None:
        time = SubElement(about, "time", datetime=post.date.isoformat())
        time.text = post.date.isoformat(" ", "minutes")
    add_text(about, "".join(f" · {name}" for name in (*post.categories, *post.tags)))
    add_note(article, exported.note)
    add_body(article, exported, has_images=has_images, heading_level=heading_level)
    return article


def add_body(
    parent: Element, exported: ExportedPost, *, has_images: bool, heading_level: int
) -> None:
    """Append the text of a post to an element."""
    elements = DocumentElements(
        exported.document, has_images=has_images, headings_below=heading_level
    )
    elements.add_to(parent)


def add_note(parent: Element, note: str) -> None:
    """Append a note to an element, one paragraph per line; nothing for an empty note."""
    if note:
        aside = SubElement(parent, "aside", {"class": "note"})
        for line in clean_text(note).splitlines():
            SubElement(aside, "p").text = line
