"""Callouts as boxes."""

from reader.document.parsing import parse_body
from reader.layout.blocks.block_context import BlockContext
from reader.layout.blocks.block_layout import lay_out_blocks


def _lines(body: str, width_cells: int) -> list[str]:
    blocks = parse_body(body).blocks
    return [line.text for line in lay_out_blocks(blocks, BlockContext(width_cells))]


def test_a_callout_is_a_box_with_its_title_in_the_upper_edge() -> None:
    assert _lines("> [!note] 标题\n> 第一段很长的文字一二三四\n>\n> - 二", 20) == [
        "┌ 标题 ─────────────",
        "│ 第一段很长的文字一",
        "│ 二三四",
        "│",
        "│ • 二",
        "└───────────────────",
    ]


def test_a_kind_that_warns_has_a_sign_and_stands_for_a_missing_title() -> None:
    assert _lines("> [!WARNING]\n> 三", 14) == ["┌ ! Warning ──", "│ 三", "└─────────────"]


def test_without_room_for_a_margin_title_and_text_remain() -> None:
    assert _lines("> [!note] 标题\n> 三", 8) == ["标题", "三"]
