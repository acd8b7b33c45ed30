"""Abbreviations as kramdown defines them, ``*[HTML]: Hyper Text Markup Language``.

The definition is not shown; each occurrence outside code becomes HTML's `abbr`.

Source: kramdown's syntax page, "Abbreviations"; its parser, `replace_abbreviations`.
"""

import html
import re

from reader.document.markup.markdown.lines import LineKind, line_kinds

_DEFINITION = re.compile(r"^[ ]{0,3}\*\[([^\n]+?)\]:([^\n]*)$", re.MULTILINE)
_LETTERS = "A-Za-z0-9_"
_MAX_ABBREVIATIONS = 500
"""More of them are still not shown as text, and not looked for."""
_BETWEEN_WORDS = (
    r"<(?P<element>code|pre|script|style|textarea)\b[^>]*>.*?</(?P=element)>|<!--.*?-->|<[^>]*>"
)


def take_abbreviations(text: str) -> tuple[str, dict[str, str]]:
    """Return `text` without definitions, and what they define: long forms by short ones."""
    if not _DEFINITION.search(text):
        return text, {}
    lines = text.split("\n")
    long_forms: dict[str, str] = {}
    for place, kind in enumerate(line_kinds(lines.copy())):
        definition = _DEFINITION.fullmatch(lines[place])
        if definition and kind is LineKind.MARKDOWN:
            long_forms.setdefault(definition[1].strip(), definition[2].strip())
            lines[place] = ""
    return "\n".join(lines), long_forms


def mark_abbreviations(markup: str, long_forms: dict[str, str]) -> str:
    """Return HTML with `abbr` around each occurrence of a short form in its text."""
    escaped = {html.escape(short): html.escape(long) for short, long in long_forms.items()}
    words = sorted(escaped, key=len, reverse=True)[:_MAX_ABBREVIATIONS]
    any_word = "|".join(map(re.escape, words))
    pattern = re.compile(
        rf"{_BETWEEN_WORDS}|(?<![{_LETTERS}])(?P<word>{any_word})(?![{_LETTERS}])",
        re.DOTALL,
    )

    def marked(match: re.Match[str]) -> str:
        word = match["word"]
        return f'<abbr title="{escaped[word]}">{word}</abbr>' if word else match[0]

    return pattern.sub(marked, markup)
