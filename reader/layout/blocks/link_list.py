"""The numbered addresses below a text."""

from dataclasses import replace

from reader.document.link_hosts import ascii_host
from reader.document.links import Doubt, LinkKind, LinkTarget
from reader.document.nodes import Document
from reader.layout.blocks.block_context import BLANK, BlockContext, add_marker
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width, cut, split_at_cells
from reader.layout.text.line_breaking import break_lines
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_HEADING = gettext_noop("Links")
_REMARKS = {
    LinkKind.REFUSED: gettext_noop("not opened"),
    LinkKind.RELATIVE: gettext_noop("site address unknown"),
}
_DOUBTS = {
    Doubt.OTHER_HOST: gettext_noop("! the text names another host"),
    Doubt.LOOKALIKE: gettext_noop("! the letters look like those of another host"),
}


def unlisted_links(document: Document) -> frozenset[int]:
    """Return the numbers of links within the post, which the list omits."""
    return frozenset(
        number
        for number, target in enumerate(document.links, 1)
        if target.kind is LinkKind.FRAGMENT
    )


def doubtful_hosts(document: Document) -> dict[int, str]:
    """Return the true hosts of links that might be taken for others, by number."""
    return {
        number: ascii_host(target.address)
        for number, target in enumerate(document.links, 1)
        if target.doubt is not Doubt.NONE
    }


def lay_out_links(document: Document, width_cells: int) -> list[Line]:
    """Return a heading and the addresses, broken at any character; nothing if there are none.

    An address that is itself the text of its link is not repeated.
    """
    unlisted = unlisted_links(document)
    listed = [
        (number, target)
        for number, target in enumerate(document.links, 1)
        if number not in unlisted
        and (number not in document.shown_links or target.doubt is not Doubt.NONE)
    ]
    if not listed:
        return []
    context = BlockContext(width_cells)
    label_cells = len(f"[{listed[-1][0]}] ")
    heading = cut(f"── {_(_HEADING)} {'─' * width_cells}", width_cells)
    lines = [Line((Run(heading, Role.MARKER),))]
    for number, target in listed:
        label = Run(f"[{number}] ".rjust(label_cells), Role.LINK_NUMBER, number)
        lines += add_marker(
            label, _lay_out_address(number, target, context.inside(label_cells)), context
        )
    return lines


def _lay_out_address(number: int, target: LinkTarget, context: BlockContext) -> list[Line]:
    is_refused = target.kind is LinkKind.REFUSED
    run = Run("", Role.TEXT) if is_refused else Run("", Role.LINK, number)
    pieces = split_at_cells(target.address, context.width_cells)
    lines = [Line((replace(run, text=piece),), None, "") for piece in pieces] or [BLANK]
    lines[-1] = replace(lines[-1], joint=None)
    remark = _REMARKS.get(target.kind) or _DOUBTS.get(target.doubt)
    if remark is None:
        return lines
    note = Run(f" ({_(remark)})", Role.META)
    if cell_width(lines[-1].text) + cell_width(note.text) <= context.width_cells:
        return [*lines[:-1], Line((*lines[-1].runs, note))]
    return lines + break_lines([replace(note, text=note.text.lstrip())], context.width_cells)
