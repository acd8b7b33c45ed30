"""Lets several terms share one description, each on a line of its own.

The parser makes one term of all the lines before a description.

Source: kramdown's syntax page, "Definition Lists".
"""

import re

from reader.document.markup.markdown.sentinels import LIST_GOES_ON, TERM_END

_DESCRIPTION = re.compile(r"\n[ \t>]*:[ \t]")
_INDENTED = re.compile(r"\n\n+[ \t]+\S")
_OTHER_BLOCK = re.compile(r"[ \t>]*(?:[#*+\-`~|<:=]|\d+[.)]|\Z)")
_TERM = re.compile(r"<dt>[^<]*+(?:<(?!/dt>)[^<]*+)*+</dt>")
_END_OF_TERM = re.compile(rf"{TERM_END}(?:<br />)?\n")

MAX_DESCRIPTIONS = 2_000
"""More of them in one list are read as paragraphs: for each, comrak 0.0.16 goes through all before.

A list is cut where a term stands between blank lines and put together again, so that 20,000 take
0.04 seconds instead of 4.
"""

_DESCRIPTIONS_OF_A_PART = 100
_GOES_ON = f"<!--{LIST_GOES_ON}-->\n\n"
_CUT = re.compile(
    rf"</dl>\n<!--{LIST_GOES_ON}-->\n<dl>\n|(?:<|&lt;)!--{LIST_GOES_ON}--(?:>|&gt;)\n*"
)


def holds_descriptions(text: str) -> bool:
    """Return whether a line of `text` may begin a description."""
    return _DESCRIPTION.search(text) is not None


def is_affordable(marked: str) -> bool:
    """Return whether no list of a text from `mark_terms` has more than `MAX_DESCRIPTIONS`."""
    parts = marked.split(LIST_GOES_ON)
    return all(len(_DESCRIPTION.findall(part)) <= MAX_DESCRIPTIONS for part in parts)


def mark_terms(text: str) -> str:
    """Return `text` with a sentinel at the end of each line that another term follows.

    Long lists are cut by another sentinel. A description of several paragraphs gets an empty line
    before it, without which comrak joins them.
    """
    parts = []
    done = uncut = next_blank = 0
    for description in _DESCRIPTION.finditer(text):
        blank = text.rfind("\n\n", done, description.start())
        start = done if blank < 0 else blank + 2
        *terms, last = text[start : description.start()].split("\n")
        parts.append(text[done:start])
        uncut += 1
        if uncut > _DESCRIPTIONS_OF_A_PART and blank >= 0 and text[start] not in " \t>:":
            parts.append(_GOES_ON)
            uncut = 1
        parts.extend(f"{_ended(term)}\n" for term in terms)
        parts.append(last)
        if next_blank < description.end():
            next_blank = text.find("\n\n", description.end())
            next_blank = len(text) if next_blank < 0 else next_blank
        if _INDENTED.match(text, next_blank):
            parts.append("\n")
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
    if TERM_END not in html and LIST_GOES_ON not in html:
        return html
    html = _TERM.sub(lambda term: _END_OF_TERM.sub("</dt>\n<dt>", term[0]), html)
    if LIST_GOES_ON in html:
        html = _CUT.sub("", html)
    return html.replace(TERM_END, "")
