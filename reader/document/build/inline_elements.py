"""What HTML's inline elements do to the tree.

Elements that are not named here and are no blocks mean nothing to a reader and only hold text.

Source: HTML Living Standard 4.5, 4.7.
"""

from reader.document.build.block_elements import Closer, Opener
from reader.document.build.element import HtmlElement
from reader.document.build.frames import CodeFrame, HeadingFrame
from reader.document.build.inline_leaves import MarkKind, UnnumberedImage
from reader.document.build.list_frames import ItemFrame
from reader.document.build.tree import Tree
from reader.document.markup.html_events import FOOTNOTE, IMAGE, MEDIUM, TASK
from reader.document.markup.visibility import CHECKED, first_of
from reader.document.nodes import Emphasis, FootnoteReference

_MEDIUM_MARK = "▶ "


def _nothing() -> None:
    """Close an element that opened nothing."""


def _open_link(tree: Tree, element: HtmlElement) -> Closer:
    address = element.get("href")
    if not address and isinstance(tree.frame, HeadingFrame):
        named = first_of(element.attributes, "id", "name")
        tree.frame.identifier = named or tree.frame.identifier
    return tree.open_mark(MarkKind.LINK, address) if address.strip() else _nothing


def _add_footnote_reference(tree: Tree, element: HtmlElement) -> Closer:
    tree.add_content(FootnoteReference(element.get("label")))
    return _nothing


def _open_code_span(tree: Tree, element: HtmlElement) -> Closer:
    frame = tree.frame
    if isinstance(frame, CodeFrame):
        frame.language = frame.language or element.language
        return _nothing
    return tree.open_mark(MarkKind.CODE)


def _open_break(tree: Tree, _element: HtmlElement) -> Closer:
    tree.break_line()
    return _nothing


def _add_image(tree: Tree, element: HtmlElement) -> Closer:
    words = element.get("words")
    if isinstance(tree.frame, CodeFrame):
        tree.add_text(words)
    else:
        tree.add_content(UnnumberedImage(words, element.get("address"), element.size))
    return _nothing


def _add_medium(tree: Tree, element: HtmlElement) -> Closer:
    """Show what plays or is embedded as a link in a paragraph of its own."""
    tree.end_paragraph()
    tree.add_text(_MEDIUM_MARK)
    close_mark = tree.open_mark(MarkKind.LINK, element.get("address"))
    tree.add_text(element.get("words"))
    close_mark()
    return tree.end_paragraph


def _mark_item(tree: Tree, element: HtmlElement) -> Closer:
    mark = element.get("mark")
    frame = tree.frame
    if isinstance(frame, ItemFrame) and not frame.blocks:
        frame.is_checked = mark == CHECKED
    else:
        tree.add_text(mark)
    return _nothing


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
    "mark": _emphasis(Emphasis.MARKED),
    "kbd": _emphasis(Emphasis.KEYBOARD),
    "sup": _emphasis(Emphasis.SUPERSCRIPT),
    "sub": _emphasis(Emphasis.SUBSCRIPT),
    "a": _open_link,
    "br": _open_break,
    FOOTNOTE: _add_footnote_reference,
    IMAGE: _add_image,
    MEDIUM: _add_medium,
    TASK: _mark_item,
}
"""Opener of each inline element by name."""
