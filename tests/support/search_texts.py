"""The words of a body as search has them, for tests that compare them with what is shown."""

from reader.document.search_text import read_search_text
from reader.liquid_inputs import NO_INPUTS, LiquidInputs


def extract_text(body: str, *, is_html: bool, liquid: LiquidInputs = NO_INPUTS) -> str:
    """Return the words, one line a block."""
    return read_search_text(body, is_html=is_html, liquid=liquid).text
