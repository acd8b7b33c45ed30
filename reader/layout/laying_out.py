"""A document is laid out at a width: its blocks, and at its end the addresses of its links."""

from reader.document.nodes import Document
from reader.layout.blocks import lay_out_blocks
from reader.layout.line import Layout, Line
from reader.layout.link_list import lay_out_links, openable_links, unlisted_links
from reader.layout.place import BLANK, Place


def lay_out(document: Document, width_cells: int) -> Layout:
    """Return `document` at a width of at least 2 columns.

    Every visible character of the document is in it, and in its order, apart from table rows,
    whose cells stand side by side. An empty document gives no lines. Costs about 10 ms for
    100 KB of Chinese.

    Raises:
        ValueError: `width_cells` is below 2.
    """
    return compose_layout([], document, width_cells)


def compose_layout(header: list[Line], document: Document, width_cells: int) -> Layout:
    """Return header, body and links of a document with a blank line between each two.

    Raises:
        ValueError: `width_cells` is below 2.
    """
    if width_cells < 2:
        raise ValueError(f"a layout needs at least 2 cells, not {width_cells}")
    body = lay_out_blocks(document.blocks, Place(width_cells, unlisted=unlisted_links(document)))
    lines: list[Line] = []
    for part in (header, body, lay_out_links(document, width_cells)):
        if lines and part:
            lines.append(BLANK)
        lines += part
    addresses = tuple(target.address for target in document.links)
    return Layout(tuple(lines), width_cells, addresses, openable_links(document))
