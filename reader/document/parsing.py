"""A post's body becomes a document: the one way in.

Liquid and kramdown marks are carried out, Markdown becomes HTML, HTML becomes blocks. Any text
whatsoever gives a document, in bounded time; what was bounded is said in its notices.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from reader.document.addresses import LinkTable
from reader.document.build.html_tree import build_blocks
from reader.document.markup.bounds import good_cut, split_markup
from reader.document.markup.html_events import TooMuchHtmlError, is_revealed
from reader.document.markup.markup_events import UNPARSABLE, read_markup
from reader.document.navigation import mark_navigation
from reader.document.nodes import Block, CodeBlock, Document, Paragraph, Text
from reader.liquid_inputs import NO_INPUTS, LiquidInputs
from reader.messages.language import gettext_noop
from reader.terminal_text import clean_line, clean_text

TOO_LARGE = gettext_noop(
    "This post is too large to be shown with its markup; from some place on it is plain text."
)
"""Notice for a body of which only the start was parsed."""

TOO_TANGLED = gettext_noop("The markup of this post is too tangled; it is shown as plain text.")
"""Notice for a body that a parser gave up on."""

ALL_HIDDEN = gettext_noop(
    "The markup of this post hides all of its text; it is shown nevertheless."
)
"""Notice for a body that a browser would show as an empty page."""

LONG_BODY = 3
"""A body so many times as long as a start has that start parsed first."""

_MOST_PARAGRAPHS = 100_000
_LONGEST_PARAGRAPH = 100_000


def parse_body(
    body: str,
    *,
    is_html: bool = False,
    base_address: str = "",
    liquid: LiquidInputs = NO_INPUTS,
) -> Document:
    """Return the document that `body` means; never raises for any text.

    Costs 1 ms (prose) to 6 ms (dense Markdown) for each kilobyte, at most about three seconds;
    not for an event loop.

    Args:
        body: What follows the front matter, decoded.
        is_html: True where Markdown is not expected.
        base_address: The post's own absolute address, against which links are resolved; empty
            when the site's address is unknown.
        liquid: What Liquid in the body can ask for, as `PostWithBody.liquid` has it.
    """
    text = UNPARSABLE.sub("\N{REPLACEMENT CHARACTER}", body.replace("\r\n", "\n"))
    text = text.replace("\r", "\n")
    markup, rest = split_markup(text, is_html=is_html)
    links = LinkTable(base_address)
    notices = [TOO_LARGE] if rest else []
    try:
        events = read_markup(markup, liquid, is_html=is_html)
        notices += [ALL_HIDDEN] if is_revealed(events) else []
        blocks = build_blocks(events, links)
    except TooMuchHtmlError:
        blocks = _plain_blocks(markup)
        notices.append(TOO_TANGLED)
    blocks = mark_navigation(blocks) if not rest else blocks + _plain_blocks(rest)
    return Document(blocks, tuple(links.targets), links.shown, tuple(notices))


def parse_in_parts(
    body: str,
    starts: Sequence[int],
    *,
    is_html: bool = False,
    base_address: str = "",
    liquid: LiquidInputs = NO_INPUTS,
) -> Iterator[Document]:
    """Yield the starts of a long body as documents of their own, and then all of it.

    A start is parsed as fast as if the body were no longer. What is said further below (a
    link's address, a footnote) is not known to it. A short body comes at once.

    Args:
        body: As for `parse_body`.
        starts: Lengths of the starts in characters, ascending; each is left out unless the
            body is `LONG_BODY` times as long.
        is_html: As for `parse_body`.
        base_address: As for `parse_body`.
        liquid: As for `parse_body`.
    """
    parse = partial(parse_body, is_html=is_html, base_address=base_address, liquid=liquid)
    for length in starts:
        if len(body) > LONG_BODY * length:
            start = parse(body[: good_cut(body, length)])
            yield replace(start, notices=(), is_whole=False)
    yield parse(body)


def _plain_blocks(text: str) -> tuple[Block, ...]:
    """Return `text` as it stands, a paragraph for each line, or as one block if those are many."""
    if text.count("\n") > _MOST_PARAGRAPHS:
        return (CodeBlock(clean_text(text).strip("\n")),)
    lines = map(clean_line, _bounded_lines(text))
    return tuple(Paragraph((Text(line),)) for line in lines if line)


def _bounded_lines(text: str) -> Iterator[str]:
    """Yield the lines of `text`, very long ones in pieces.

    A line of 20 MB would be cleaned and measured by single calls, which hold up every other
    thread for half a second each.
    """
    for line in text.split("\n"):
        start = 0
        while len(line) - start > _LONGEST_PARAGRAPH:
            end = good_cut(line, start + _LONGEST_PARAGRAPH)
            yield line[start:end]
            start = end
        yield line[start:]
