import pytest

from reader.document.nodes import Heading, Paragraph
from reader.document.parsing import parse_body


@pytest.mark.parametrize(
    "text", [" 告别蛮荒发展：安全合规仍是最大挑战 ", " 出海企业更重视“云基因” ", " 一 "]
)
def test_a_short_paragraph_between_single_spaces_is_a_heading(text: str) -> None:
    [before, heading, after] = parse_body(f"<p>甲。</p><p>{text}</p><p>乙。</p>").blocks
    assert isinstance(before, Paragraph)
    assert isinstance(heading, Heading)
    assert heading.level == 3
    assert isinstance(after, Paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>没有空格</p>",
        "<p> 一句话。 </p>",
        "<p> 只在前面</p>",
        "<p>\n写得整齐的 HTML\n</p>",
        f"<p> {'长' * 41} </p>",
        '<p class="note"> 有类别 </p>',
        "<p> <b>粗</b> </p>",
    ],
)
def test_any_other_paragraph_stays_one(paragraph: str) -> None:
    [block] = parse_body(paragraph).blocks
    assert isinstance(block, Paragraph)


def test_a_paragraph_in_code_stays_code() -> None:
    [block] = parse_body("```\n<p> 标题 </p>\n```\n").blocks
    assert block.text == "<p> 标题 </p>"  # type: ignore[union-attr]
