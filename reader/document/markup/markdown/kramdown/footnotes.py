"""Footnotes stand where kramdown's placeholder wants them: a list marked ``{:footnotes}``.

Source: kramdown's syntax page, "Footnotes".
"""

from reader.document.markup.markdown.sentinels import FOOTNOTES_HERE

_SECTION = '<section class="footnotes"'
_PLACEHOLDER = f"<p>{FOOTNOTES_HERE}</p>\n"


def place_footnotes(html: str) -> str:
    """Return `html` with its footnotes in the place of the first placeholder, if there is one."""
    if FOOTNOTES_HERE not in html:
        return html
    start = html.rfind(_SECTION)
    section = html[start:] if start >= 0 else ""
    text = html[:start] if start >= 0 else html
    if _PLACEHOLDER in text:
        text = text.replace(_PLACEHOLDER, section, 1)
        section = ""
    return text.replace(FOOTNOTES_HERE, "") + section
