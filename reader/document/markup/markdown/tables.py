"""Tables as kramdown reads them, rewritten as the parser reads them.

The parser, as GFM, wants a delimiter row under the first row, exactly as wide as it, and drops
what a row has beyond that. kramdown shows all cells, takes a delimiter row of any width, and a
table that has none, and knows more lines that only separate: ``|---+---|`` and ``|===|===|``.

Source: kramdown's syntax page, "Tables", and its parser, `TABLE_SEP_LINE` and `TABLE_FSEP_LINE`;
GFM 0.29, 4.10.
"""

import re
from collections.abc import Iterator

from reader.document.markup.markdown.lines import LineKind, line_kinds
from reader.document.markup.markdown.sentinels import NO_HEADER

MAX_CELLS = 50_000
"""Cells of a table that is made wider; a larger one is text, for the parser fills each row."""

_PIPED_LINES = re.compile(r"\n(?:[^\n|]*+\|[^\n]*+|[ \t>]*+\+-[^\n]*+)(?:\n(?=[^\n]*\S)[^\n]*+)*+")
"""A line with a pipe, or one that separates, and all lines up to a blank one."""

_PLAIN_DELIMITER = re.compile(r"(?:\|[ ]*+:?-++:?[ ]*+)++\|")
_INDENT = re.compile(r"[ \t>]*")
_PREFIX = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]+[^ \t-]))*")
_PIPE = re.compile(r"(?<!\\)\|")
_BORDER = re.compile(r"[|+]")
_SEPARATOR = re.compile(r"(?=[^|+]*+[|+])(?:(?=[^-]*+-)[|+: \t-]++|(?=[^=]*+=)[|+: \t=]++)")
_OTHER_BLOCK = re.compile(r"[ \t>]*(?:#|[-*_]{3})")
_SURE_SEPARATOR = re.compile("---|[=+]")
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)")
_NO_HEADER = re.compile(
    rf"<thead>\n<tr>\n<th[^>]*>{NO_HEADER}</th>\n(?:<th[^>]*></th>\n)*+</tr>\n</thead>\n"
)


def widen_tables(text: str) -> str:
    """Return `text` with its tables in the form in which the parser loses nothing of them."""
    if all(map(_is_plain, _PIPED_LINES.findall(f"\n{text}"))):
        return text
    lines = [*text.split("\n"), ""]
    written: list[str] = []
    table: list[str] = []
    previous = before = LineKind.BLANK
    is_open = False
    for line, kind in zip(lines, line_kinds(lines), strict=True):
        is_separator = _is_separator(line)
        is_row = kind is LineKind.MARKDOWN and ("|" in line or is_separator or is_open)
        if table and not (is_row and _goes_on(table, line)):
            written.extend(_rewritten(table, is_alone=before is kind is LineKind.BLANK))
            table, is_open = [], False
            is_row = is_row and ("|" in line or is_separator)
        if is_row:
            is_open = is_open or (bool(table) and is_separator)
            before = before if table else previous
            table.append(line)
        else:
            written.append(line)
        previous = kind
    return "\n".join(written[:-1])


def drop_empty_headers(html: str) -> str:
    """Return `html` without the header rows that `widen_tables` put in."""
    return _NO_HEADER.sub("", html).replace(NO_HEADER, "") if NO_HEADER in html else html


def _is_plain(piped_lines: str) -> bool:
    """Return whether lines up to a blank one are no table, or one that the parser reads in full."""
    lines = piped_lines.split("\n")[1:]
    if len(lines) == 1:
        return True
    header, delimiter, *rows = lines
    pipes = header.count("|")
    return (
        header[0] == header[-1] == "|"
        and delimiter.count("|") == pipes
        and _PLAIN_DELIMITER.fullmatch(delimiter) is not None
        and all(row[0] == row[-1] == "|" and row.count("|") <= pipes for row in rows)
        and not _SURE_SEPARATOR.search("".join(rows))
        and not ("`" in piped_lines and _code_holds_pipe(piped_lines))
    )


def _code_holds_pipe(text: str) -> bool:
    return any("|" in span[2] for span in _CODE_SPAN.finditer(text))


def _with_pipes_of_code_escaped(row: str) -> str:
    """Return `row` with a backslash before each pipe in a code span, as GFM wants it."""
    if "`" not in row:
        return row
    return _CODE_SPAN.sub(lambda span: _PIPE.sub(r"\\|", span[0]), row)


def _goes_on(table: list[str], line: str) -> bool:
    """Return whether a line is in the quote and the list item of the table before it."""
    if "|" not in line and _OTHER_BLOCK.match(line):
        return False
    prefix = _prefix(line)
    return not prefix.strip(" \t>") and prefix.count(">") == _prefix(table[0]).count(">")


def _rewritten(lines: list[str], *, is_alone: bool) -> list[str]:
    """Return neighbouring lines with pipes, as a table if they are one.

    Args:
        lines: With what quotes and indents them.
        is_alone: True between blank lines, where kramdown wants no delimiter row.
    """
    written, lines = lines, [*map(_with_pipes_of_code_escaped, lines)]
    delimiter = next(_delimiters(lines), 0)
    if is_alone and len(lines) > 1 and all(map(_holds_pipe, lines)):
        start = 0
    elif delimiter and "=" not in lines[delimiter]:
        start = delimiter - 1
    else:
        return written
    text = written[:start]
    rows = [
        line
        for place, line in enumerate(lines[start:], start)
        if not (0 < place == delimiter or _is_sure_separator(line))
    ]
    width = max(map(_column_count, rows), default=0)
    if width == 0:
        return written
    if len(rows) * width > MAX_CELLS and width > _column_count(rows[0]):
        return [*text, *rows]
    indent = _match(_INDENT, lines[delimiter or 1])
    header = rows.pop(0) if delimiter else f"{_prefix(lines[0])}|{NO_HEADER}|"
    return [
        *text,
        _padded(header, width),
        indent + _delimiter_row(lines[delimiter] if delimiter else "", width),
        *(indent + _words(row) for row in rows),
    ]


def _delimiters(lines: list[str]) -> Iterator[int]:
    """Yield the places of the separators that a row stands above."""
    for place in range(1, len(lines)):
        if _is_separator(lines[place]) and not _is_sure_separator(lines[place - 1]):
            yield place


def _holds_pipe(line: str) -> bool:
    return _PIPE.search(line) is not None or _is_separator(line)


def _is_separator(line: str) -> bool:
    if "|" not in line and "+" not in line:
        return False
    return bool(_SEPARATOR.fullmatch(line, len(_match(_INDENT, line))))


def _is_sure_separator(line: str) -> bool:
    """Return whether a line separates, rather than holds a dash in each cell."""
    return bool(_SURE_SEPARATOR.search(line)) and _is_separator(line)


def _column_count(row: str) -> int:
    words = _words(row).removeprefix("|")
    return len(_PIPE.findall(words)) + (not _ends_with_pipe(words))


def _padded(row: str, width: int) -> str:
    row = row.rstrip()
    missing = width - _column_count(row)
    if not missing:
        return row
    return row + ("" if _ends_with_pipe(row) else " |") + " |" * missing


def _ends_with_pipe(row: str) -> bool:
    return row.endswith("|") and not row.endswith("\\|")


def _delimiter_row(separator: str, width: int) -> str:
    """Return a delimiter row with the alignments of `separator`, and none beyond its end."""
    columns = _BORDER.split(_words(separator).strip("|+"))[:width]
    columns += [""] * (width - len(columns))
    return "|".join(["", *map(_column, columns), ""])


def _column(written: str) -> str:
    written = written.strip()
    left, right = (
        ":" if is_aligned else "" for is_aligned in (written[:1] == ":", written[-1:] == ":")
    )
    return f"{left}---{right}"


def _words(line: str) -> str:
    return line[len(_prefix(line)) :].strip()


def _prefix(line: str) -> str:
    return _match(_PREFIX, line)


def _match(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.match(line)
    return found[0] if found else ""
