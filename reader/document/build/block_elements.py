"""What HTML's block elements do to the tree.

An opener takes the tree and the element and returns what closes it. Every block element ends the
paragraph before it, and the one in it; those that mean nothing more are containers.

Source: HTML Living Standard 4.3, 4.4, 4.9; kramdown and markdown-it-footnote for footnotes.
"""

from collections.abc import Callable
from typing import TypeAlias

from reader.document.build.element import HtmlElement
from reader.document.build.frames import (
    CodeFrame,
    FootnoteFrame,
    FootnoteListFrame,
    Frame,
    HeadingFrame,
    QuoteFrame,
)
from reader.document.build.list_frames import (
    DefinitionListFrame,
    DescriptionFrame,
    ItemFrame,
    ListFrame,
    NumberedListFrame,
    TermFrame,
)
from reader.document.build.table_frames import (
    CalloutFrame,
    CaptionFrame,
    CellFrame,
    DetailsFrame,
    FigureFrame,
    RowFrame,
    TableFrame,
)
from reader.document.build.tree import Tree
from reader.document.markup.visibility import BLOCKS, CODE, is_footnote_list
from reader.document.nodes import Alignment, Emphasis, ThematicBreak
from reader.terminal_text import clean_line

Closer: TypeAlias = Callable[[], None]
Opener: TypeAlias = Callable[[Tree, HtmlElement], Closer]

MOST_COLUMNS_SPANNED = 100
"""HTML allows 1,000; a terminal has no room for them."""

_MOST_ROWS_SPANNED = 1000
_CODE_CLASSES = {"highlight", "codehilite", "code-wrapper", "sourcecode"}
_CODE_TABLES = {"rouge-table", "highlighttable", "codehilitetable"}


def open_container(tree: Tree, _element: HtmlElement) -> Closer:
    """End the paragraph before; end the one in it when it closes."""
    tree.end_paragraph()
    return tree.end_paragraph


def _open_paragraph(tree: Tree, element: HtmlElement) -> Closer:
    if isinstance(tree.frame, CalloutFrame) and "callout-title" in element.classes:
        return _push(tree, element, CaptionFrame())
    if isinstance(tree.frame, ItemFrame):
        tree.end_paragraph()
        tree.frame.is_tight = False
    return open_container(tree, element)


def _open_division(tree: Tree, element: HtmlElement) -> Closer:
    if is_footnote_list(element.attributes):
        return _push(tree, element, FootnoteListFrame())
    classes = element.classes
    if not classes & _CODE_CLASSES and not any("highlight" in name for name in classes):
        return open_container(tree, element)
    return _open_code_wrapper(tree, element)


def _open_code_wrapper(tree: Tree, element: HtmlElement) -> Closer:
    """Keep the language that a wrapper around code names for the code within."""
    tree.end_paragraph()
    before = tree.language
    tree.language = element.language or before

    def close() -> None:
        tree.end_paragraph()
        tree.language = before

    return close


def _open_heading(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, HeadingFrame(int(element.name[1]), element.get("id")))


def _open_quote(tree: Tree, element: HtmlElement) -> Closer:
    kind = clean_line(element.get("data-callout")) if "callout" in element.classes else ""
    return _push(tree, element, CalloutFrame(kind) if kind else QuoteFrame())


def _open_code(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, CodeFrame(element.language or tree.language))


def _open_figure(tree: Tree, element: HtmlElement) -> Closer:
    if element.language or element.classes & _CODE_CLASSES:
        return _open_code_wrapper(tree, element)
    return _push(tree, element, FigureFrame())


def _open_caption(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, CaptionFrame())


def _open_bullet_list(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, ListFrame())


def _open_ordered_list(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    if isinstance(tree.frame, FootnoteListFrame):
        return open_container(tree, element)
    if is_footnote_list(element.attributes):
        return _push(tree, element, FootnoteListFrame())
    numbering = element.get("type")
    if numbering not in set("aAiI"):
        numbering = "1"
    is_reversed = "reversed" in element.attributes
    start = element.optional_integer("start")
    return _push(tree, element, NumberedListFrame(start, numbering, is_reversed))


def _open_item(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    if isinstance(tree.frame, FootnoteListFrame):
        return _push(tree, element, FootnoteFrame())
    if isinstance(tree.frame, ListFrame):
        return _push(tree, element, ItemFrame(element.optional_integer("value")))
    return _open_stray_item(tree, element)


def _open_stray_item(tree: Tree, element: HtmlElement) -> Closer:
    """Give an item outside any list, which browsers show with a bullet, a list of its own."""
    close_list = _push(tree, element, ListFrame())
    if not isinstance(tree.frame, ListFrame):
        return close_list
    close_item = _push(tree, element, ItemFrame())

    def close() -> None:
        close_item()
        close_list()

    return close


def _open_definition_list(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, DefinitionListFrame())


def _open_term(tree: Tree, element: HtmlElement) -> Closer:
    return _open_part_of_definition(tree, element, TermFrame())


def _open_description(tree: Tree, element: HtmlElement) -> Closer:
    return _open_part_of_definition(tree, element, DescriptionFrame())


def _open_part_of_definition(tree: Tree, element: HtmlElement, frame: Frame) -> Closer:
    """Open a term or a description; it ends one that is open, which libxml2 would nest it in."""
    tree.end_paragraph()
    if isinstance(tree.frame, DefinitionListFrame):
        tree.push(frame)
        return tree.pop
    if isinstance(tree.frame, TermFrame | DescriptionFrame):
        tree.pop()
        tree.push(frame)
        return tree.end_paragraph
    return open_container(tree, element)


def _open_table(tree: Tree, element: HtmlElement) -> Closer:
    is_layout = element.get("role").strip().lower() in {"presentation", "none"}
    is_code = bool(element.classes & _CODE_TABLES)
    has_border = element.integer("border", 0) > 0
    return _push(tree, element, TableFrame(is_layout or is_code, has_border))


def _open_table_part(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    frame = tree.frame
    if not isinstance(frame, TableFrame):
        return open_container(tree, element)
    frame.begin_part(element.name)

    def close() -> None:
        tree.end_paragraph()
        frame.begin_part("")

    return close


def _open_row(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    if isinstance(tree.frame, TableFrame):
        return _push(tree, element, RowFrame(element.alignment, tree.frame.is_in_head))
    return open_container(tree, element)


def _open_cell(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    around = tree.frame
    if not isinstance(around, RowFrame | TableFrame):
        return open_container(tree, element)
    alignment = element.alignment
    if alignment is Alignment.DEFAULT and isinstance(around, RowFrame):
        alignment = around.alignment
    frame = CellFrame(
        element.name == "th" or around.is_in_head,
        alignment,
        element.span("colspan", MOST_COLUMNS_SPANNED),
        element.span("rowspan", _MOST_ROWS_SPANNED),
    )
    tree.push(frame)
    return tree.pop


def _open_details(tree: Tree, element: HtmlElement) -> Closer:
    return _push(tree, element, DetailsFrame())


def _open_summary(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    if isinstance(tree.frame, DetailsFrame):
        return _push(tree, element, CaptionFrame())
    end_paragraph = open_container(tree, element)
    end_mark = tree.open_mark(Emphasis.STRONG)

    def close() -> None:
        end_paragraph()
        end_mark()

    return close


def _open_rule(tree: Tree, element: HtmlElement) -> Closer:
    tree.end_paragraph()
    is_footnote_rule = "footnotes-sep" in element.classes
    if not is_footnote_rule and not isinstance(tree.frame, FootnoteListFrame):
        tree.frame.add(ThematicBreak())
    return tree.end_paragraph


def _push(tree: Tree, element: HtmlElement, frame: Frame) -> Closer:
    """Open `frame`, or a mere container in code and where it would be nested too deep."""
    is_part = isinstance(frame, RowFrame | ItemFrame | FootnoteFrame)
    if isinstance(tree.frame, CodeFrame) or not (is_part or tree.can_nest):
        return open_container(tree, element)
    tree.push(frame)
    return tree.pop


BLOCK_OPENERS: dict[str, Opener] = {
    **dict.fromkeys(BLOCKS, open_container),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
    **dict.fromkeys(CODE, _open_code),
    **dict.fromkeys(("ul", "menu", "dir"), _open_bullet_list),
    **dict.fromkeys(("td", "th"), _open_cell),
    **dict.fromkeys(("caption", "figcaption"), _open_caption),
    **dict.fromkeys(("div", "section"), _open_division),
    "blockquote": _open_quote,
    "dd": _open_description,
    "details": _open_details,
    "dl": _open_definition_list,
    "dt": _open_term,
    "figure": _open_figure,
    "hr": _open_rule,
    "li": _open_item,
    "ol": _open_ordered_list,
    "p": _open_paragraph,
    "summary": _open_summary,
    "table": _open_table,
    **dict.fromkeys(("tbody", "tfoot", "thead"), _open_table_part),
    "tr": _open_row,
}
"""Opener of each of `BLOCKS` by name."""
