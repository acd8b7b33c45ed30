"""What a query can ask of a post's body: its visible text, its tokens, its elements."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.liquid_inputs import NO_INPUTS, LiquidInputs

if TYPE_CHECKING:
    from reader.document.search_text import SearchText


@dataclass(frozen=True)
class PostText:
    """A body, analysed only as far as a condition asks."""

    body: str
    is_html: bool
    """True where Markdown is not expected."""
    liquid: LiquidInputs = NO_INPUTS
    """What Liquid in `body` can ask for."""

    @cached_property
    def text(self) -> str:
        """The visible text, one line a block."""
        return self._search_text.text

    @cached_property
    def tokens(self) -> str:
        """The text as `tokenize` makes it."""
        from reader.archive.search.long_texts import tokens_of_long  # noqa: PLC0415 - 20 ms at start

        return tokens_of_long(self.text).decode()

    @cached_property
    def elements(self) -> frozenset[str]:
        """What the body holds beyond words, as the values of `fields.has.BodyElement`."""
        return self._search_text.elements

    @cached_property
    def _search_text(self) -> "SearchText":
        from reader.document.search_text import read_search_text  # noqa: PLC0415 - 20 ms at start

        return read_search_text(self.body, is_html=self.is_html, liquid=self.liquid)


NO_TEXT = PostText("", is_html=True)
"""Of a file that can't be read."""
