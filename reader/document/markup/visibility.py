"""The rules of what HTML shows: what is hidden, what breaks lines, what is shown in words.

The reading pane and the search read HTML by these rules alone, so that what search finds is what
the pane shows. Attributes are mappings of lower-case names to decoded values.

Source: HTML Living Standard 4 and 15 (rendering, hidden elements); MathML Core; kramdown, comrak
and markdown-it-footnote for footnotes.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

from reader.document.addresses import file_name
from reader.terminal_text import clean_line

Attributes: TypeAlias = Mapping[str, str]

NEVER_SHOWN = frozenset(
    {
        *("annotation", "annotation-xml", "area", "base", "basefont", "col"),
        *("datalist", "defs", "desc", "head", "link", "meta", "metadata", "param", "rp"),
        *("script", "source", "style", "template", "title", "track"),
    }
)
"""Elements of which nothing is shown."""

VOID = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image"),
        *("img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Elements without content. libxml2 nests in `source` and `track` what follows them."""

CODE = frozenset({"pre", "listing", "xmp", "plaintext"})
"""Elements in which white space counts."""

MEDIA = frozenset({"video", "audio", "iframe", "object", "embed"})
"""Elements that are shown as links; their content is what else could be shown."""

BLOCKS = (
    frozenset(
        {
            *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
            *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
            *("footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
            *("hgroup", "hr", "html", "legend", "li", "main", "marquee", "menu", "nav"),
            *("noframes", "ol", "optgroup", "option", "p", "search", "section", "select"),
            *("summary", "table", "tbody", "td", "text", "tfoot", "th", "thead", "tr", "ul"),
        }
    )
    | CODE
    | MEDIA
)
"""Elements that end the paragraph before them and the one in them; ``text`` is SVG's."""

ENCLOSED = {"q": ("“", "”"), "rt": ("(", ")"), "msqrt": ("√(", ")"), "button": (" ", " ")}
"""What is shown before and after the content of an element."""

SIGNS_BETWEEN = {
    "mfrac": "/",
    "msup": "^",
    "msub": "_",
    "msubsup": "_^",
    "munderover": "_^",
    "mover": "^",
    "munder": "_",
}
"""What is shown between the parts of a formula, which is written on one line, in their order."""

DECIDING = frozenset({"class", "hidden", "style"})
"""Attributes that can decide whether an element is shown, and how its white space is."""

CHECKED, UNCHECKED = "[x] ", "[ ] "
"""Check boxes and radio buttons as text."""

EMPTY_AUTOLINK = "<>"
"""Text that is not shown where it is a whole paragraph."""

_LINE_NUMBERS = frozenset(
    ["gutter", "rouge-gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "line-number"]
)
_NO_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_INHERITED_STYLE = re.compile(r"(?:^|;)\s*(?:visibility|white-space)\s*:", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*([a-z-]+)", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"(?:^|;)\s*white-space\s*:\s*([a-z-]+)", re.IGNORECASE)
_WHITE_SPACE_KEPT = {
    "pre": (True, True),
    "pre-wrap": (True, True),
    "break-spaces": (True, True),
    "pre-line": (True, False),
    "normal": (False, False),
    "nowrap": (False, False),
    "initial": (False, False),
}
_SHOWN_BY_SCRIPT_IDS = {"js_content", "img-content", "page-content"}
_SHOWN_BY_SCRIPT_CLASSES = {"rich_media_content"}
"""Containers of WeChat's articles, which are hidden until a script has run."""
_BACK_REFERENCES = {"footnote-backref", "reversefootnote", "footnote-back", "data-footnote-backref"}
_REFERENCES = {"footnote-ref", "footnote", "footnote-reference"}
_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url")
_SHOWN_INPUTS = frozenset(
    {"button", "submit", "reset", "text", "search", "email", "url", "tel", "number", ""}
)
_TINY = re.compile(r"\s*[01](?:\.0*)?(?:px)?\s*", re.IGNORECASE)


class FootnoteLink(Enum):
    """What a link between a text and its footnotes is."""

    REFERENCE = "reference"
    """From the text to the footnote: shown as its mark."""
    BACK_REFERENCE = "back reference"
    """From the footnote to the text: not shown."""


class ShownImage(NamedTuple):
    """What is shown of an image."""

    words: str
    """Alternative text, title or the file's name, on one line."""
    address: str
    """As written; empty where the image has none that could be opened."""


def is_never_shown(attributes: Attributes) -> bool:
    """Return True for the numbers of lines of code."""
    return "class" in attributes and not _LINE_NUMBERS.isdisjoint(class_names(attributes))


def is_hidden(attributes: Attributes) -> bool:
    """Return True for what a browser would not show, with all that it holds."""
    return "hidden" in attributes or (
        "style" in attributes and _NO_DISPLAY.search(attributes["style"]) is not None
    )


def has_inherited_style(attributes: Attributes) -> bool:
    """Return True for an element whose style says what is visible in it, or where lines end."""
    return "style" in attributes and _INHERITED_STYLE.search(attributes["style"]) is not None


def is_visible(attributes: Attributes) -> bool | None:
    """Return whether text in an element is visible; None where the element around decides.

    What a script shows when a page is ready is visible.
    """
    said = [word.lower() for word in _VISIBILITY.findall(attributes.get("style", ""))]
    if not said or said[-1] not in {"visible", "hidden", "collapse", "initial"}:
        return None
    if attributes.get("id", "") in _SHOWN_BY_SCRIPT_IDS:
        return True
    if not _SHOWN_BY_SCRIPT_CLASSES.isdisjoint(class_names(attributes)):
        return True
    return said[-1] in {"visible", "initial"}


def keeps_white_space(attributes: Attributes) -> tuple[bool, bool] | None:
    """Return whether line ends and whether spaces count; None where the element around decides."""
    said = [word.lower() for word in _WHITE_SPACE.findall(attributes.get("style", ""))]
    return _WHITE_SPACE_KEPT.get(said[-1]) if said else None


def class_names(attributes: Attributes) -> list[str]:
    """Return the words of `class`, in lower case."""
    return attributes.get("class", "").lower().split()


def first_of(attributes: Attributes, *names: str) -> str:
    """Return the first of the values that holds more than white space, else an empty text."""
    for name in names:
        if (value := attributes.get(name, "")).strip():
            return value
    return ""


def footnote_link(link: Attributes) -> FootnoteLink | None:
    """Return which way between a text and its footnotes a link leads; None for any other link."""
    address = link.get("href", "")
    classes = class_names(link) if "class" in link else ()
    role = link.get("role")
    if (
        address.startswith("#fnref")
        or role == "doc-backlink"
        or not _BACK_REFERENCES.isdisjoint(classes)
    ):
        return FootnoteLink.BACK_REFERENCE
    if not address.startswith("#fn"):
        return None
    is_marked = (
        role == "doc-noteref"
        or link.get("id", "").startswith("fnref")
        or not _REFERENCES.isdisjoint(classes)
    )
    return FootnoteLink.REFERENCE if is_marked else None


def is_footnote_list(section: Attributes) -> bool:
    """Return True for what holds the footnotes of a body."""
    return "footnotes" in class_names(section) or section.get("role") == "doc-endnotes"


def shown_image(image: Attributes) -> ShownImage | None:
    """Return what is shown of `img`; None for one that counts readers or shows nothing."""
    words = clean_line(first_of(image, "alt", "title"))
    if not words and any(_TINY.fullmatch(image.get(side, "")) for side in ("width", "height")):
        return None
    address = first_of(image, *_LAZY_SOURCES, "src") or _first_of_set(image)
    if address.strip().lower().startswith("data:"):
        address = ""
    words = words or file_name(address)
    return ShownImage(words, address) if words or address else None


def _first_of_set(image: Attributes) -> str:
    words = first_of(image, "srcset", "data-srcset").split()
    return words[0].rstrip(",") if words else ""


def address_of_medium(medium: Attributes) -> str:
    """Return where a medium is, as written; empty where only a `source` in it may say so."""
    return first_of(medium, "src", "data-src", "data")


def words_of_medium(medium: Attributes, address: str) -> str:
    """Return the words that a medium at `address` is shown as, on one line."""
    return clean_line(first_of(medium, "title", "aria-label")) or clean_line(address)


def check_mark(field: Attributes) -> str:
    """Return the mark of a check box or radio button as text, empty for other kinds of `input`."""
    if _kind(field) not in {"checkbox", "radio"}:
        return ""
    return CHECKED if "checked" in field else UNCHECKED


def words_of_input(field: Attributes) -> str:
    """Return the words that `input` shows, with a space at each side; empty for none."""
    value = field.get("value", "")
    return f" {value} " if value and _kind(field) in _SHOWN_INPUTS else ""


def _kind(field: Attributes) -> str:
    return field.get("type", "").strip().lower()
