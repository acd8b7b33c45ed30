"""What search finds in the sample posts is what a look through every visible text finds."""

import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.archive_files import open_indexed

from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import Query
from reader.archive.repository import Repository
from reader.archive.search.character_tokens import fold_character
from reader.document.nodes import Block, Document, Paragraph, Table
from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text
from reader.paths import bundled

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ADDRESSES_AT_END = re.compile(r"(?:\nhttps?://\S+)+\s*\Z")
_MAX_CHARACTERS = 6


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The sample posts, with all their texts indexed."""
    repository = open_indexed(bundled("sample_posts").resolve(), tmp_path_factory.mktemp("cache"))
    repository.refresh()
    repository.read_texts()
    assert repository.texts_missing == 0
    return repository


@pytest.fixture(scope="module")
def texts(samples: Repository) -> Mapping[str, str]:
    """What the reading pane shows of each post, but for address and ways back at its end."""
    posts = samples.select(Query())
    return {post_id: folded(shown(samples, post_id)) for post_id in posts.ids(0, len(posts))}


def shown(samples: Repository, post_id: str) -> str:
    whole = samples.read(post_id)
    document = parse_body(whole.body, is_html=whole.is_html, liquid=whole.liquid)
    blocks = [it for it in document.blocks if not (isinstance(it, Paragraph) and it.is_navigation)]
    apart = tuple(part for block in blocks for part in parts(block))
    return _ADDRESSES_AT_END.sub("", visible_text(Document(apart, document.links)))


def parts(block: Block) -> Iterator[Block]:
    """Take a table apart: no phrase goes from one paragraph of a cell into the next."""
    if not isinstance(block, Table):
        yield block
        return
    yield Paragraph(block.caption)
    for row in block.rows:
        for cell in row:
            yield from cell.blocks


def folded(text: str) -> str:
    """Fold as both sides of a search are folded; between Han characters a space says nothing."""
    plain = "".join(map(fold_character, text))
    return re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", plain)


def found(samples: Repository, text: str) -> set[str]:
    answer = samples.select(Query(Words(text, Where.TEXT)))
    return set(answer.ids(0, len(answer)))


def holding(texts: Mapping[str, str], phrase: str) -> set[str]:
    """Look through every text."""
    return {post_id for post_id, text in texts.items() if phrase in text}


@settings(max_examples=400)
@given(data=st.data())
def test_chinese_of_one_to_six_characters_is_found_in_the_posts_that_show_it(
    samples: Repository, texts: Mapping[str, str], data: st.DataObject
) -> None:
    text = texts[data.draw(st.sampled_from(sorted(texts)))]
    runs = _HAN.findall(text)
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    phrase = run[start : start + data.draw(st.integers(1, _MAX_CHARACTERS))]
    assert found(samples, phrase) == holding(texts, phrase)


@given(st.text(st.sampled_from("的一是不了人我在有他降准央行股市金银涨跌"), min_size=1, max_size=6))
def test_what_no_post_shows_is_not_found(
    samples: Repository, texts: Mapping[str, str], phrase: str
) -> None:
    assert found(samples, phrase) == holding(texts, phrase)
