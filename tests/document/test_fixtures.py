"""Bodies and the documents that they mean, kept as readable text in `fixtures/`.

Each case is a title, the body and the outline of its document, ended by a line with a full stop
each. Bodies in `html.txt` are parsed as HTML, the others as Markdown.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.document.nodes import Document
from reader.document.parsing import parse_body

_FIXTURES = Path(__file__).parent / "fixtures"


def _cases() -> Iterator[object]:
    for path in sorted(_FIXTURES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, body, expected in zip(*[iter(parts)] * 3, strict=False):
            name = f"{path.stem}: {title.strip()}"
            yield pytest.param(body, path.stem == "html", expected, id=name)


@pytest.mark.parametrize(("body", "is_html", "expected"), list(_cases()))
def test_a_body_means_its_document(
    body: str, is_html: bool, expected: str, outline: Callable[[Document], str]
) -> None:
    base = "https://news.example/2022/04/28/post.html"
    assert outline(parse_body(body, is_html=is_html, base_address=base)) == expected
