"""Targets of links within a text: footnotes, their references, and headings.

Source: kramdown's ids of footnotes (``fn:1``, ``fnref:1``); GitHub's ids of headings, which
Jekyll's kramdown gives them too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from reader.document.addresses import fragment_target
from reader.document.links import LinkKind, LinkTarget
from reader.document.nodes import Document, FootnoteList, Heading
from reader.layout.line import Line, Role
from reader.layout.text.inline_runs import plain_text

_NOT_IN_NAMES = re.compile(r"[^\w\- ]")


def number_footnotes(document: Document) -> Mapping[str, int]:
    """Return the link number of each footnote by label; the link back has the next number."""
    labels = dict.fromkeys(
        note.label
        for block in document.blocks
        if isinstance(block, FootnoteList)
        for note in block.footnotes
    )
    return {label: len(document.links) + 1 + 2 * index for index, label in enumerate(labels)}


def footnote_targets(footnotes: Mapping[str, int]) -> Iterator[LinkTarget]:
    """Yield the targets of the links to and from footnotes, in order of their numbers."""
    for label in footnotes:
        yield fragment_target(f"fn:{label}")
        yield fragment_target(f"fnref:{label}")


def find_anchors(
    document: Document,
    block_lines: Sequence[int],
    first_block: int,
    lines: Sequence[Line],
    footnotes: Mapping[str, int],
) -> dict[str, int]:
    """Return the target line of each link within the text, by address."""
    anchors: dict[str, int] = {}
    if any(target.kind is LinkKind.FRAGMENT for target in document.links):
        for block, line in zip(document.blocks[first_block:], block_lines, strict=False):
            if isinstance(block, Heading):
                for name in _names(block, anchors):
                    anchors.setdefault(fragment_target(name).address, line)
        anchors.setdefault(fragment_target("top").address, 0)
    if footnotes:
        _find_footnotes(lines, footnotes, anchors)
    return anchors


def _names(heading: Heading, taken: Mapping[str, int]) -> Iterator[str]:
    if heading.identifier:
        yield heading.identifier
    name = _NOT_IN_NAMES.sub("", plain_text(heading.children).lower()).replace(" ", "-")
    count = 0
    numbered = name
    while fragment_target(numbered).address in taken:
        count += 1
        numbered = f"{name}-{count}"
    yield numbered


def _find_footnotes(
    lines: Sequence[Line], footnotes: Mapping[str, int], anchors: dict[str, int]
) -> None:
    """Add the lines of each footnote and of the first reference to it."""
    addresses = {}
    for label, number in footnotes.items():
        addresses[number] = fragment_target(f"fnref:{label}").address
        addresses[number + 1] = fragment_target(f"fn:{label}").address
    for index, line in enumerate(lines):
        for run in line.runs:
            if run.link in addresses and run.role & Role.FOOTNOTE:
                anchors.setdefault(addresses[run.link], index)
