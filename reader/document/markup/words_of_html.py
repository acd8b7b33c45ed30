"""HTML becomes the words that it shows, its tags taken away or put into words."""

import re

from reader.document.addresses import file_name
from reader.document.build.block_elements import BLOCK_OPENERS
from reader.document.build.element import SHOWN_INPUTS, HtmlElement
from reader.document.markup.html_tags import ENTITY, TAG, decode_entity, element_of
from reader.document.markup.literals import BREAK, protect, unprotect
from reader.document.markup.unseen_html import MEDIA, without_unseen

_COMMENT = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!->))*+(?:-->|\Z))|<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
)
_RAW_TEXT = re.compile(
    r"<(?P<name>script|style|title)(?=[\s/>])[^<]*+(?:<(?!/(?P=name))[^<]*+)*+", re.IGNORECASE
)
_CODE = re.compile(
    r"<(?P<name>pre|listing|xmp)(?=[\s/>])[^<]*+(?:<(?!/(?P=name))[^<]*+)*+", re.IGNORECASE
)
_BREAKS = {
    **dict.fromkeys([*BLOCK_OPENERS, *MEDIA, "br"], BREAK),
    **dict.fromkeys(["button", "rt"], " "),
}


def without_html(text: str) -> str:
    """Return what `text` shows as HTML, blocks parted by breaks, nothing protected any more."""
    text = text.replace("</p><p>", BREAK)
    if "<!" in text or "<?" in text:
        text = _COMMENT.sub("", text)
    text = _RAW_TEXT.sub("", text)
    text = without_unseen(text)
    text = _CODE.sub(lambda code: code[0].replace("\n", BREAK), text)
    text = TAG.sub(_words_of_tag, text)
    if "&" in text:
        text = ENTITY.sub(decode_entity, text)
    return unprotect(text)


def _words_of_tag(match: re.Match[str]) -> str:
    """Return what a tag shows, or a break, or nothing."""
    name = match["name"].lower()
    if name in _BREAKS:
        return _BREAKS[name]
    if match["close"]:
        return "”" if name == "q" else ""
    match name:
        case "q":
            return "“"
        case "img":
            return protect(_words_of_image(element_of(match)))
        case "input":
            return protect(_words_of_input(element_of(match)))
        case _:
            return ""


def _words_of_image(image: HtmlElement) -> str:
    words = image.first("alt", "title")
    if words or image.is_tiny:
        return words
    address = image.first("data-src", "data-original", "data-lazy-src", "data-actualsrc", "src")
    return "" if address.strip().lower().startswith("data:") else file_name(address)


def _words_of_input(field: HtmlElement) -> str:
    is_shown = field.get("type").strip().lower() in SHOWN_INPUTS
    return f" {field.get('value')} " if is_shown else ""
