"""Tags in Markdown that the Markdown parser would not read as their author means them.

A raw-text tag or a comment that never ends would take in all that follows, and is made text. A
tag with a name space, as word processors write it (``<o:p>``), would be shown, and is made a tag.
Both are written with characters that pass through code as they are and are exchanged back in the
HTML, so that nothing here needs to know where code is.

Source: CommonMark 0.31, 4.6 (start conditions 1 and 2) and 6.6 (tag names); kramdown's parser,
`HTML_TAG_RE`, whose names have colons.
"""

import re

_LESS_THAN = "\ufdef"
_LONE = re.compile(r"<(?:(script|style|textarea)(?=[\s>])|!--|(!\[CDATA\[))", re.IGNORECASE)
_NAMESPACE = re.compile(
    r"(</?[A-Za-z][A-Za-z0-9]{0,9}):(?=([A-Za-z][A-Za-z0-9-]*+)(?:[\s/][^<>]*+)?>)"
)
_ENDED = re.compile(
    r"<(?:/([A-Za-z][A-Za-z0-9]{0,9}:[A-Za-z][A-Za-z0-9-]*+)\s*+"
    r"|([A-Za-z][A-Za-z0-9]{0,9}:[A-Za-z][A-Za-z0-9-]*+)(?:\s[^<>]*?)?/)>"
)
_COLON = "-name-space-"


def name_lone_tags(text: str) -> str:
    """Return `text` with a sentinel for the ``<`` of raw-text tags and comments without end.

    CDATA, which neither kramdown nor a browser knows in HTML, is text in any case.
    """
    parts = []
    done = 0
    endings: dict[str, int] = {}
    for tag in _LONE.finditer(text):
        if tag[2]:
            parts += [text[done : tag.start()], _LESS_THAN]
            done = tag.start() + 1
            continue
        ending = f"</{tag[1].lower()}" if tag[1] else "-->"
        if endings.get(ending, 0) < tag.end() and endings.get(ending) != -1:
            found = re.compile(re.escape(ending), re.IGNORECASE).search(text, tag.end())
            endings[ending] = found.start() if found else -1
        if endings[ending] == -1:
            parts += [text[done : tag.start()], _LESS_THAN]
            done = tag.start() + 1
    return "".join([*parts, text[done:]])


def has_namespaces(text: str) -> bool:
    """Return True if `text` holds a tag with a name space that has its end."""
    return _ENDED.search(text) is not None


def hide_namespaces(text: str) -> str:
    """Return `text` with names that CommonMark takes for those of tags.

    A name that has no end anywhere, as in ``<m:abc>``, is that of no tag.
    """
    names = {name for found in _ENDED.findall(text) for name in found}

    def hide(tag: re.Match[str]) -> str:
        is_ended = f"{tag[1].lstrip('</')}:{tag[2]}" in names
        return tag[1] + _COLON if is_ended else tag[0]

    return _NAMESPACE.sub(hide, text)


def restore_tags(html: str) -> str:
    """Return `html` with what the other functions have put in exchanged back."""
    html = html.replace(_LESS_THAN, "&lt;").replace("%EF%B7%AF", "%3C")
    return html.replace(_COLON, ":")
