"""Links as kramdown writes them, rewritten as the parser reads them.

Addresses may hold spaces; a space may stand between the text of a link and its label, if the
label is defined; a definition may follow a paragraph's line.

Source: kramdown's parser, `LINK_DEFINITION_START`, `LINK_INLINE_ID_RE` and `parse_link`.
"""

import re

from reader.document.markup.markdown.sentinels import hide

_ADDRESS = re.compile(
    r"\]\([^\s<>()\[\]\"']++(?:[ ]++(?:[^\s<>()\[\]\"']++|\([^\s()<>]*+\)[^\s()<>]*+))++"
    r"(?=[ \t]{0,20}(?:[ \t\n][\"'][^\n]{0,400}?[\"'][ \t]{0,20})?\))"
)
_AUTOLINK = re.compile(r"<https?://[^\s<>]++(?:[ ]++[^\s<>]++)++>")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\n\]]+)\]:[ \t]*(?P<rest>\S[^\n]*)$", re.MULTILINE
)
_TITLE = re.compile(r"[ \t][\"'(]")
_LABEL_APART = re.compile(
    r"\[(?:[ xX]|\^[^\[\]\n]+)\]|\]\[[^\[\]\n]*\]"
    r"|\](?<!\\\])(?:[ \t]+|[ \t]*\n[ \t]*)\[(?P<label>[^\[\]\n^]+)\](?!:)"
)
"""A label behind its text and white space; before it, what looks like a text and is none."""


def rewrite_references(text: str) -> str:
    """Return `text` with sentinels for spaces in addresses, and labels beside their texts."""
    if " " in text and "](" in text:
        text = _ADDRESS.sub(lambda match: _hide_spaces(match[0]), text)
    return _join_labels(text) if "]:" in text else text


def rewrite_autolinks(text: str) -> str:
    """Return `text` with sentinels for spaces in autolinks."""
    return _AUTOLINK.sub(lambda match: _hide_spaces(match[0]), text)


def _hide_spaces(address: str) -> str:
    return address.replace(" ", hide(" "))


def _join_labels(text: str) -> str:
    labels = {
        _normal(match["label"])
        for match in _DEFINITION.finditer(text)
        if _address_of(match) is not None
    }
    if not labels:
        return text
    text = _DEFINITION.sub(_hide_spaces_of_definition, text)

    def joined(match: re.Match[str]) -> str:
        label = match["label"]
        return f"][{label}]" if label and _normal(label) in labels else match[0]

    return _LABEL_APART.sub(joined, text)


def _hide_spaces_of_definition(match: re.Match[str]) -> str:
    address = _address_of(match)
    if not address or " " not in address or address[0] == "<":
        return match[0]
    start = match.start("rest") - match.start()
    return match[0][:start] + _hide_spaces(address) + match[0][start + len(address) :]


def _address_of(definition: re.Match[str]) -> str | None:
    """Return the address before a title; None where the line defines nothing."""
    rest = definition["rest"].rstrip()
    title = _TITLE.search(rest)
    if title and rest[-1] not in "\"')":
        return None
    address = rest[: title.start()].rstrip() if title else rest
    return None if any(mark in address for mark in "\"'") else address


def _normal(label: str) -> str:
    return " ".join(label.lower().split())
