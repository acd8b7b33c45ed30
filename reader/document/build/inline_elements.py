"""What HTML's inline elements do to the tree.

Elements that are not named here and are no blocks mean nothing to a reader and only hold text.

Source: HTML Living Standard 4.5, 4.7, 4.8, 4.10; kramdown and markdown-it-footnote for footnotes.
"""

from reader.document.addresses import file_name
from reader.document.build.block_elements import Closer, Opener
from reader.document.build.element import SHOWN_INPUTS, HtmlElement
from reader.document.build.frames import CodeFrame, HeadingFrame
from reader.document.build.inline_leaves import MarkKind, UnnumberedImage
from reader.document.build.list_frames import ItemFrame
from reader.document.build.tree import Tree
from reader.document.nodes import Emphasis, FootnoteReference
from reader.terminal_text import clean_line

_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")
_MEDIUM_MARK = "▶ "
_BACK_REFERENCES = {"footnote-backref", "reversefootnote", "footnote-back", "data-footnote-backref"}
_REFERENCES = {"footnote-ref", "footnote", "footnote-reference"}


def _nothing() -> None:
    """Close an element that opened nothing."""


def _open_link(tree: Tree, element: HtmlElement) -> Closer:
    leads_to_note = element.get("href").startswith("#fn")
    if _is_back_reference(element):
        return _cutter(tree)
    if leads_to_note and _is_reference(element):
        return _footnote_reference(tree)
    address = element.get("href")
    if not address and isinstance(tree.frame, HeadingFrame):
        tree.frame.identifier = element.first("id", "name") or tree.frame.identifier
    return tree.open_mark(MarkKind.LINK, address) if address.strip() else _nothing


def _is_back_reference(element: HtmlElement) -> bool:
    return (
        bool(element.classes & _BACK_REFERENCES)
        or element.get("role") == "doc-backlink"
        or element.get("href").startswith("#fnref")
    )


def _is_reference(element: HtmlElement) -> bool:
    return (
        bool(element.classes & _REFERENCES)
        or element.get("role") == "doc-noteref"
        or element.get("id").startswith("fnref")
    )


def _cutter(tree: Tree) -> Closer:
    start = tree.leaf_count

    def close() -> None:
        tree.cut_leaves(start)

    return close


def _footnote_reference(tree: Tree) -> Closer:
    """Replace the text in the link by a reference; a repeated one reads ``[1:2]``."""
    start = tree.leaf_count

    def close() -> None:
        label = clean_line(tree.cut_leaves(start)).strip("[]").partition(":")[0]
        if label:
            tree.add_content(FootnoteReference(label))

    return close


def _open_code_span(tree: Tree, element: HtmlElement) -> Closer:
    frame = tree.frame
    if isinstance(frame, CodeFrame):
        frame.language = frame.language or element.language
        return _nothing
    return tree.open_mark(MarkKind.CODE)


def _open_break(tree: Tree, _element: HtmlElement) -> Closer:
    tree.break_line()
    return _nothing


def _open_image(tree: Tree, element: HtmlElement) -> Closer:
    address = element.first(*_LAZY_SOURCES, "src") or _first_of_set(element)
    if address.strip().lower().startswith("data:"):
        address = ""
    words = clean_line(element.first("alt", "title"))
    if element.is_tiny and not words:
        return _nothing
    alt = words or file_name(address)
    if isinstance(tree.frame, CodeFrame):
        tree.add_text(alt)
    elif alt or address:
        tree.last_image = address
        tree.add_content(UnnumberedImage(alt, address, element.size))
    return _nothing


def _open_picture_without_script(tree: Tree, _element: HtmlElement) -> Closer:
    """Drop an image that only repeats the lazy one before it."""
    start, image = tree.leaf_count, tree.last_image
    tree.last_image = ""

    def close() -> None:
        if image and tree.last_image == image:
            tree.cut_leaves(start)
        tree.last_image = tree.last_image or image

    return close


def _first_of_set(element: HtmlElement) -> str:
    words = element.first("srcset", "data-srcset").split()
    return words[0].rstrip(",") if words else ""


def _open_medium(tree: Tree, element: HtmlElement) -> Closer:
    """Show what plays or is embedded as a link in a paragraph of its own."""
    address = element.first("src", "data-src", "data")
    words = clean_line(element.first("title", "aria-label")) or clean_line(address)
    tree.end_paragraph()
    if address.strip():
        tree.add_text(_MEDIUM_MARK)
        close_mark = tree.open_mark(MarkKind.LINK, address)
        tree.add_text(words)
        close_mark()
    start = tree.leaf_count

    def close() -> None:
        if address.strip():
            tree.cut_leaves(start)
        tree.end_paragraph()

    return close


def _open_input(tree: Tree, element: HtmlElement) -> Closer:
    kind = element.get("type").strip().lower()
    is_checked = "checked" in element.attributes
    frame = tree.frame
    if kind == "checkbox" and isinstance(frame, ItemFrame) and not frame.blocks:
        frame.is_checked = is_checked
    elif kind in {"checkbox", "radio"}:
        tree.add_text("[x] " if is_checked else "[ ] ")
    elif kind in SHOWN_INPUTS and element.get("value"):
        tree.add_text(f" {element.get('value')} ")
    return _nothing


def _open_quotation(tree: Tree, _element: HtmlElement) -> Closer:
    return _enclose(tree, "“", "”")


def _open_ruby_text(tree: Tree, _element: HtmlElement) -> Closer:
    return _enclose(tree, "(", ")")


def open_group(tree: Tree, _element: HtmlElement) -> Closer:
    """Put a part of a formula in brackets."""
    return _enclose(tree, "(", ")")


def _open_root(tree: Tree, _element: HtmlElement) -> Closer:
    return _enclose(tree, "√(", ")")


def _open_button(tree: Tree, _element: HtmlElement) -> Closer:
    return _enclose(tree, " ", " ")


def _enclose(tree: Tree, before: str, after: str) -> Closer:
    tree.add_text(before)

    def close() -> None:
        tree.add_text(after)

    return close


def _emphasis(kind: Emphasis) -> Opener:
    def open_emphasis(tree: Tree, _element: HtmlElement) -> Closer:
        return tree.open_mark(kind)

    return open_emphasis


INLINE_OPENERS: dict[str, Opener] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), _emphasis(Emphasis.EMPHASIS)),
    **dict.fromkeys(("strong", "b"), _emphasis(Emphasis.STRONG)),
    **dict.fromkeys(("del", "s", "strike"), _emphasis(Emphasis.DELETED)),
    **dict.fromkeys(("ins", "u"), _emphasis(Emphasis.INSERTED)),
    **dict.fromkeys(("code", "tt", "samp"), _open_code_span),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _open_medium),
    "mark": _emphasis(Emphasis.MARKED),
    "kbd": _emphasis(Emphasis.KEYBOARD),
    "sup": _emphasis(Emphasis.SUPERSCRIPT),
    "sub": _emphasis(Emphasis.SUBSCRIPT),
    "a": _open_link,
    "br": _open_break,
    "button": _open_button,
    "img": _open_image,
    "input": _open_input,
    "msqrt": _open_root,
    "noscript": _open_picture_without_script,
    "q": _open_quotation,
    "rt": _open_ruby_text,
}
"""Opener of each inline element by name."""
