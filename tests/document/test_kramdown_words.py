"""No word of kramdown's HTML of a post is lost.

`fixtures/kramdown_words.json` holds bodies with the words of the HTML that kramdown 2.4 with its
GFM parser, as Jekyll sets it, makes of them, in their order.
"""

import json
import re
from pathlib import Path

import pytest
from support.search_texts import extract_text

from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text

_POSTS = json.loads(
    (Path(__file__).parent / "fixtures/kramdown_words.json").read_text(encoding="utf-8")
)
_WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize("post", _POSTS, ids=lambda post: post["name"])
def test_the_words_of_kramdown_are_shown_in_their_order(post: dict[str, str]) -> None:
    shown = iter(_WORD.findall(visible_text(parse_body(post["markdown"]))))
    assert [word for word in post["words"].split() if word not in shown] == []


@pytest.mark.parametrize("post", _POSTS, ids=lambda post: post["name"])
def test_search_knows_the_words_of_kramdown_but_for_closing_links(post: dict[str, str]) -> None:
    found = set(_WORD.findall(extract_text(post["markdown"], is_html=False)))
    closing = set(_WORD.findall("\n".join(post["markdown"].rstrip().split("\n\n")[-2:])))
    assert set(post["words"].split()) - found <= closing
