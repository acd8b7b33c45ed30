"""The words of a post's body as search compares them; loading the parsers takes 60 ms."""

from functools import cached_property

from reader.archive.search.long_texts import tokens_of_long
from reader.document.search_text import read_search_text
from reader.liquid_inputs import LiquidInputs


class BodyText:
    """A body, analysed; its tokens are made when they are first asked for."""

    def __init__(self, body: str, *, is_html: bool, liquid: LiquidInputs) -> None:
        """Read a body.

        Args:
            body: What follows the front matter, with line feeds only.
            is_html: True where Markdown is not expected.
            liquid: What Liquid in `body` can ask for.
        """
        self.text, self.elements = read_search_text(body, is_html=is_html, liquid=liquid)

    @cached_property
    def tokens(self) -> str:
        """The text as `tokenize` makes it."""
        return tokens_of_long(self.text).decode()
