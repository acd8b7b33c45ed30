"""The words of a body for search, without parsing it.

Runs of text are cut out by compiled expressions, each of which is linear in the length of the
body, so that a post of a few kilobytes costs some ten microseconds. What comes out is held by
tests to the text of the document that `parse_body` makes. It differs from it

- in punctuation and white space, and in the order of footnotes;
- by the boilerplate at the end, which is left out (see `without_navigation`);
- by values that a site gives to Liquid, which aren't known here;
- where HTML has more to say than its words: marks of footnotes, signs of formulas, check boxes,
  pictures that only repeat a lazy one; and at a line feed right beside an image;
- in malformed markup, where parsers repair: stray quotes in tags, overlapping emphasis, code or
  HTML in lists whose depth is told by indentation alone, and bodies too tangled to be parsed.

Source: as of the modules that it stands in for, `liquid`, `markdown` and `html_tree`.
"""

from collections.abc import Iterator

from reader.document.build.white_space import COLLAPSIBLE, collapse_inside
from reader.document.markup.boilerplate import without_navigation
from reader.document.markup.bounds import split_markup
from reader.document.markup.liquid import carry_out_liquid
from reader.document.markup.literals import BREAK, SAFE
from reader.document.markup.words_of_html import without_html
from reader.document.markup.words_of_markdown import without_markdown
from reader.terminal_text import clean_text

_SHORTEST_TO_BOUND = 8_000
"""Characters; no shorter body can be too costly for `split_markup`."""


def extract_text(body: str, *, is_html: bool) -> str:
    """Return the visible text of a body, for search: one line a block, white space collapsed.

    Neighbouring blocks and cells are on lines of their own, while a word with inline markup in it
    stays whole. Nothing in it acts on a terminal. Costs about 10 microseconds a kilobyte of
    scraped HTML, 60 of dense Markdown; linear for any text.

    Args:
        body: What follows the front matter, decoded, with line feeds only.
        is_html: True where Markdown is not expected.
    """
    markup, rest = body, ""
    if len(body) > _SHORTEST_TO_BOUND:
        markup, rest = split_markup(body, is_html=is_html)
    safe = markup if SAFE.fullmatch(markup) else clean_text(markup)
    text = carry_out_liquid(safe, {}, is_html=is_html)
    if not rest:
        text = without_navigation(text)
    if not is_html:
        text = without_markdown(text)
    lines = _lines(without_html(text))
    return "\n".join([*lines, *_lines(clean_text(rest).replace("\n", BREAK))])


def _lines(text: str) -> Iterator[str]:
    is_even = "  " not in text and "\t" not in text
    for part in text.split(BREAK):
        line = part.strip()
        if not is_even or "\n" in line:
            line = collapse_inside(line.strip(COLLAPSIBLE))
        if line and line != "<>":
            yield line
