"""What a query can ask of a post's body: its visible text, its tokens, its elements."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class PostText:
    """A body, analysed only as far as a condition asks."""

    body: str
    is_html: bool
    """True where Markdown is not expected."""

    @cached_property
    def text(self) -> str:
        """The visible text, one line a block."""
        from reader.document.search_text import extract_text  # noqa: PLC0415 - 20 ms at start

        return extract_text(self.body, is_html=self.is_html)

    @cached_property
    def tokens(self) -> str:
        """The text as `tokenize` makes it."""
        from reader.archive.search.long_texts import tokens_of_long  # noqa: PLC0415 - as above

        return tokens_of_long(self.text).decode()

    @cached_property
    def elements(self) -> frozenset[str]:
        """What the body holds beyond words, as the values of `fields.has.BodyElement`."""
        from reader.document.body_elements import elements_of  # noqa: PLC0415 - as above

        return elements_of(self.body, is_html=self.is_html)


NO_TEXT = PostText("", is_html=True)
"""Of a file that can't be read."""
