"""Links as kramdown writes them, rewritten as the parser reads them.

Addresses may hold spaces; a space may stand between the text of a link and its label, if the
label is defined; a definition may follow a paragraph's line.

Source: kramdown's parser, `LINK_DEFINITION_START`, `LINK_INLINE_ID_RE` and `parse_link`.
"""

import re

from reader.document.markup.markdown.sentinels import hide

_ADDRESS = re.compile(
    r"\]\((?![^\n)]*&quot;)"
    r"[^\s<>()\[\]\"']++(?:[ ]++(?:[^\s<>()\[\]\"']++|\([^\s()<>]*+\)[^\s()<>]*+))++"
    r"(?=[ \t]{0,20}(?:[ \t\n][\"'][^\n]{0,400}?[\"'][ \t]{0,20})?\))"
)
_AUTOLINK = re.compile(r"<(?:https?|ftp)://[^\s<>]++(?:[ ]++[^\s<>]++)++>")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\n\]]+)\]:[ \t]*"
    r"(?:<[^\n>]*>|(?P<address>[^\s<\"'(][^\n\"'(]*?))"
    r"(?=(?:[ \t]{0,20}\n?[ \t]{1,20}[\"'(][^\n]+[\"')])?[ \t]{0,20}$)",
    re.MULTILINE,
)
_LABEL_APART = re.compile(
    r"\[(?:[ xX]|\^[^\[\]\n]+)\]|\]\[[^\[\]\n]*\]"
    r"|(?<!\\)\](?:[ \t]+|[ \t]*\n[ \t]*)\[(?P<label>[^\[\]\n^]+)\](?!:)"
)
"""A label behind its text and white space; before it, what looks like a text and is none."""


def rewrite_references(text: str) -> str:
    """Return `text` with sentinels for spaces in addresses, and labels beside their texts."""
    if "](" in text:
        text = _ADDRESS.sub(lambda match: _hide_spaces(match[0]), text)
    return _join_labels(text) if "]:" in text else text


def rewrite_autolinks(text: str) -> str:
    """Return `text` with sentinels for spaces in autolinks."""
    return _AUTOLINK.sub(lambda match: _hide_spaces(match[0]), text)


def _hide_spaces(address: str) -> str:
    return address.replace(" ", hide(" "))


def _join_labels(text: str) -> str:
    labels = {_normal(match["label"]) for match in _DEFINITION.finditer(text)}
    if not labels:
        return text
    text = _DEFINITION.sub(_hide_spaces_of_definition, text)

    def joined(match: re.Match[str]) -> str:
        label = match["label"]
        return f"][{label}]" if label and _normal(label) in labels else match[0]

    return _LABEL_APART.sub(joined, text)


def _hide_spaces_of_definition(match: re.Match[str]) -> str:
    address = match["address"]
    if not address or " " not in address:
        return match[0]
    return match[0].removesuffix(address) + _hide_spaces(address)


def _normal(label: str) -> str:
    return " ".join(label.lower().split())
