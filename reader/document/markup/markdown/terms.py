"""Lets several terms share one description, each on a line of its own.

The parser makes one term of all the lines before a description.

Source: kramdown's syntax page, "Definition Lists".
"""

import re

from reader.document.markup.markdown.sentinels import TERM_END

_DESCRIPTION = re.compile(r"\n[ \t>]*:[ \t]")
_OTHER_BLOCK = re.compile(r"[ \t>]*(?:[#*+\-`~|<:=]|\d+[.)]|\Z)")
_TERM = re.compile(r"<dt>[^<]*+(?:<(?!/dt>)[^<]*+)*+</dt>")
_END_OF_TERM = re.compile(rf"{TERM_END}(?:<br />)?\n")

MAX_DESCRIPTIONS = 2_000
"""More of them are read as paragraphs: for each, comrak 0.0.16 goes through all before it.

20,000 take 4 seconds, 2,000 take 0.05.
"""


def count_descriptions(text: str) -> int:
    """Return how many lines of `text` may begin a description."""
    return len(_DESCRIPTION.findall(text))


def mark_terms(text: str) -> str:
    """Return `text` with a sentinel at the end of each line that another term follows."""
    parts = []
    done = 0
    for description in _DESCRIPTION.finditer(text):
        blank = text.rfind("\n\n", done, description.start())
        start = done if blank < 0 else blank + 2
        *terms, last = text[start : description.start()].split("\n")
        parts.append(text[done:start])
        parts.extend(f"{_ended(term)}\n" for term in terms)
        parts.append(last)
        done = description.start()
    return "".join([*parts, text[done:]])


def _ended(line: str) -> str:
    """Return a line with the sentinel, before the spaces that make a hard break."""
    words = line.rstrip()
    if _OTHER_BLOCK.match(words):
        return line
    return words + TERM_END + line[len(words) :]


def split_terms(html: str) -> str:
    """Return `html` with a term for each marked line; marks elsewhere vanish."""
    html = _TERM.sub(lambda term: _END_OF_TERM.sub("</dt>\n<dt>", term[0]), html)
    return html.replace(TERM_END, "")
