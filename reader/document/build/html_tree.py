"""HTML becomes blocks: parsed by BeautifulSoup over lxml, walked without recursion.

Source: hidden elements as in the HTML Living Standard 15.3.1.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from reader.document.addresses import LinkTable
from reader.document.build.block_elements import BLOCK_OPENERS, Closer
from reader.document.build.element import HtmlElement
from reader.document.build.inline_elements import INLINE_OPENERS, open_group
from reader.document.build.scraped_headings import SCRAPED_LEVEL, is_scraped_heading
from reader.document.build.tree import Tree
from reader.document.nodes import Block

_OPENERS = BLOCK_OPENERS | INLINE_OPENERS
_NEVER_SHOWN = frozenset(
    {
        "annotation",
        "annotation-xml",
        "area",
        "base",
        "basefont",
        "col",
        "colgroup",
        "datalist",
        "defs",
        "desc",
        "head",
        "link",
        "meta",
        "metadata",
        "param",
        "rp",
        "script",
        "source",
        "style",
        "template",
        "title",
        "track",
    }
)
_LINE_NUMBERS = frozenset(
    ["gutter", "rouge-gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "line-number"]
)
_SIGNS_BETWEEN = {
    "mfrac": "/",
    "msup": "^",
    "msub": "_",
    "msubsup": "_^",
    "munderover": "_^",
    "mover": "^",
    "munder": "_",
}
"""What stands between the parts of a formula when it is written on one line, in their order."""


def read_html(html: str, links: LinkTable) -> tuple[Block, ...]:
    """Return the blocks that `html` shows; addresses are numbered in `links`.

    Raises:
        RecursionError: The parser could not cope with the nesting.
    """
    # The prefix keeps BeautifulSoup from guessing that a short text is a file name, or XML.
    soup = BeautifulSoup(f"<!DOCTYPE html><body>{html}", "lxml")
    tree = Tree(links)
    _walk(soup, tree)
    _free(soup)
    return tree.finish()


def _free(soup: BeautifulSoup) -> None:
    """Take a tree to pieces, which hold each other.

    To find 75,000 of them the garbage collector would stop every thread for 50 ms and more.
    """
    for child in list(soup.contents):
        if isinstance(child, Tag):
            child.decompose()


def _walk(root: Tag, tree: Tree) -> None:
    open_tags: list[tuple[Iterator[PageElement], Closer | None]] = [(iter(root.contents), None)]
    while open_tags:
        children, close = open_tags[-1]
        for child in children:
            if isinstance(child, Tag):
                element = _element(child)
                if not _is_dropped(element):
                    _separate_formula(child, tree)
                    opener = open_group if _is_group(child) else _OPENERS.get(element.name)
                    open_tags.append(
                        (iter(child.contents), opener(tree, element) if opener else None)
                    )
                    break
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                tree.add_text(str(child))
        else:
            open_tags.pop()
            if close:
                close()


def _element(tag: Tag) -> HtmlElement:
    attributes = {
        name.lower(): " ".join(value) if isinstance(value, list) else str(value)
        for name, value in tag.attrs.items()
    }
    if tag.name in {"video", "audio"} and not attributes.get("src"):
        sources = (child for child in tag.contents if isinstance(child, Tag))
        attributes["src"] = next((str(child["src"]) for child in sources if child.get("src")), "")
    name = f"h{SCRAPED_LEVEL}" if is_scraped_heading(tag) else tag.name
    return HtmlElement(name, attributes)


def _is_dropped(element: HtmlElement) -> bool:
    return (
        element.name in _NEVER_SHOWN
        or element.is_hidden
        or ("class" in element.attributes and not _LINE_NUMBERS.isdisjoint(element.classes))
    )


def _is_group(tag: Tag) -> bool:
    """Say whether brackets have to show what belongs together in a fraction or an exponent."""
    if tag.name != "mrow" or tag.parent is None or tag.parent.name not in _SIGNS_BETWEEN:
        return False
    return sum(isinstance(child, Tag) for child in tag.contents) > 1


def _separate_formula(tag: Tag, tree: Tree) -> None:
    parent = tag.parent
    if parent is None or parent.name not in _SIGNS_BETWEEN:
        return
    signs = _SIGNS_BETWEEN[parent.name]
    before = len(tag.find_previous_siblings(limit=len(signs)))
    if before:
        tree.add_text(signs[before - 1])
