"""Elements that are never shown or that hide themselves are cut out of text."""

import re

from reader.document.build.block_elements import BLOCK_OPENERS
from reader.document.markup.html_tags import REST_OF_TAG, TAG, element_of
from reader.document.markup.literals import BREAK, protect

NEVER_SHOWN = frozenset(
    {
        *("annotation", "annotation-xml", "colgroup", "datalist", "defs", "desc", "head"),
        *("metadata", "rp", "template"),
    }
)
"""Elements of whose content nothing is shown, besides those that hold raw text."""

LINE_NUMBERS = frozenset(
    ["gutter", "rouge-gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "line-number"]
)
"""Classes of elements that number the lines of code."""

_HIDING = re.compile("hidden|none|collapse|gutter|line-?no|line-number", re.IGNORECASE)
_MAY_BE_UNSEEN = re.compile(
    rf"<(?:(?:{'|'.join(sorted(NEVER_SHOWN))}|video|audio|iframe|object|embed)(?=[\s/>])"
    rf"|[a-z][^<>]*?(?:{_HIDING.pattern}))",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"\s*+<(?P<close>)(?P<name>source)(?=[\s/>]){REST_OF_TAG}", re.IGNORECASE)
_TAG_OR_BREAK = re.compile(rf"{BREAK}|{TAG.pattern}")
_VOID = frozenset(
    {
        *("area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
_BLOCKS = frozenset(BLOCK_OPENERS) - {"hr"}
MEDIA = frozenset({"video", "audio", "iframe", "object", "embed"})
"""Elements that are shown as links, and whose content is what else could be shown."""

_ENDED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option", "rp"})


def without_unseen(text: str) -> str:
    """Cut out elements that are never shown or that hide themselves; name media in their place.

    One pass over the tags. An element without end tag ends with the block around it, as parsers
    have it; one that may leave its end tag out ends at the next block.
    """
    if not _MAY_BE_UNSEEN.search(text):
        return text
    kept = []
    position = 0
    unseen: _Unseen | None = None
    for tag in _TAG_OR_BREAK.finditer(text):
        if unseen and not unseen.ends_at(tag):
            continue
        if unseen:
            position = tag.end() if unseen.is_closed else tag.start()
            unseen = None
        if (words := _words_instead(tag)) is None:
            continue
        kept += [text[position : tag.start()], words]
        position = tag.end()
        if tag["name"].lower() not in _VOID:
            unseen = _Unseen(tag["name"].lower())
    if not unseen:
        kept.append(text[position:])
    return "".join(kept)


def _words_instead(tag: re.Match[str]) -> str | None:
    """Return what stands for the element that begins with `tag`; None if it is shown as it is."""
    if tag["name"] is None or tag["close"]:
        return None
    name = tag["name"].lower()
    if name in NEVER_SHOWN:
        return ""
    if name not in MEDIA and not _HIDING.search(tag["rest"]):
        return None
    element = element_of(tag)
    if element.is_hidden or not LINE_NUMBERS.isdisjoint(element.classes):
        return ""
    address = element.first("src", "data-src", "data") if name in MEDIA else ""
    if not address and name in {"video", "audio"}:
        source = _SOURCE.match(tag.string, tag.end())
        address = element_of(source).get("src") if source else ""
    words = element.first("title", "aria-label") or address
    return f"{BREAK}{protect(words)}{BREAK}" if address.strip() else None


class _Unseen:
    """An open element that is not shown, until its end."""

    def __init__(self, name: str) -> None:
        self.is_closed = False
        """True when it ended with its own end tag."""
        self._name = name
        self._is_container = name in BLOCK_OPENERS and name not in _ENDED_BY_NEXT
        self._nested = 0
        self._blocks = 0

    def ends_at(self, tag: re.Match[str]) -> bool:
        """Say whether the element has ended, with or before `tag`; asked of each tag in turn."""
        name = (tag["name"] or "").lower()
        step = -1 if tag["close"] else 1
        if name == self._name and (step < 0 or self._blocks or name not in _ENDED_BY_NEXT):
            self._nested += step
            self.is_closed = self._nested < 0
            return self.is_closed
        if self._name == "p" or not name:
            return not self._is_container and not self._blocks and (not name or name in _BLOCKS)
        if name not in _BLOCKS or (self._is_container and name in _ENDED_BY_NEXT):
            return False
        self._blocks += step
        return self._blocks < 0 or name == self._name
