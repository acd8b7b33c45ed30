import pytest

from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Role
from reader.layout.typesetting import Typesetting

MARKING = Typesetting(marks_moves=True, scrolls_wide_blocks=True)


def moves(text, width=60, typesetting=MARKING):
    """Return the text of each role, its lines joined."""
    found = {Role.GAIN: [], Role.LOSS: []}
    last = None
    for line in lay_out(parse_body(text), width, typesetting).lines:
        for run in (line.overflow or line).runs:
            role = run.role & (Role.GAIN | Role.LOSS)
            if role and role == last:
                found[role][-1] += run.text
            elif role:
                found[role].append(run.text)
            last = role
        last = last if line.joint is not None else None
    return found[Role.GAIN], found[Role.LOSS]


@pytest.mark.parametrize(
    "text",
    [
        *("+1.2%", "＋1.2％", "+3", "+1,234.5", "▲5", "▲ 1.2%", "↑0.3", "1.2%↑", "3452.1▲"),
        *("涨3%", "涨 3.5％", "涨超2%", "涨幅达3%", "漲0.5個百分點", "涨12点", "涨停", "涨了0.3元"),
        "+0.5个百分点",
    ],
)
def test_a_rise_is_marked_with_its_sign(text: str) -> None:
    assert moves(f"沪指报收，{text}，成交放大") == ([text], [])


@pytest.mark.parametrize(
    "text",
    [
        *("-3.4", "-3.4%", "－3.4%", "\u22123.4%", "▼5", "▽1.2%", "↓0.3%", "1.2%↓"),
        *("跌3%", "跌逾 2%", "跌幅3.1%", "跌停", "跌20点"),
    ],
)
def test_a_fall_is_marked_with_its_sign(text: str) -> None:
    assert moves(f"沪指报收，{text}，成交放大") == ([], [text])


@pytest.mark.parametrize(
    "text",
    [
        *("2022-04-28", "3-5天", "5%-10%", "5-10%", "010-12345678", "13:01 +0800", "13:01 +08:00"),
        *("+86 10 1234", "A股-300", "COVID-19", "气温 -3℃", "v1.2-3", "1+1", "a-3", "--3", "C++11"),
        *("+0.00%", "-0", "▲2022年4月28日，图为会场", "跌停止了", "涨价", "下跌", "涨声一片 3%"),
        *("`+1.2%`", "2021年-2022年", "4月-5月", "-1-2", "C-4", "2022/-3/4"),
    ],
)
def test_what_says_no_direction_is_left_alone(text: str) -> None:
    assert moves(f"报收 {text}") == ([], [])


def test_a_percentage_right_behind_a_han_character_is_signed() -> None:
    assert moves("茅台-1.2%，平安+0.8%") == (["+0.8%"], ["-1.2%"])


def test_cells_of_a_table_are_marked() -> None:
    table = "| 名称 | 涨跌 |\n| --- | --- |\n| 茅台 | -1.2% |\n| 平安 | +0.8% |\n| 万科 | ▼0.10 |\n"
    assert moves(table) == (["+0.8%"], ["-1.2%", "▼0.10"])


def test_a_table_wider_than_the_text_is_marked_where_it_is_hidden_too() -> None:
    heads = "".join(f"| 一个很长的列名{n} " for n in range(6))
    table = f"{heads}|\n{'| --- ' * 6}|\n{'| +1.2% ' * 6}|\n"
    assert moves(table, width=30) == (["+1.2%"] * 6, [])


def test_a_move_divided_between_two_lines_is_marked_on_both() -> None:
    for width in range(8, 24):
        assert moves("今天收盘的时候沪指涨幅达3.25%报收", width) == (["涨幅达3.25%"], [])


def test_a_move_in_bold_keeps_its_other_roles() -> None:
    (line,) = lay_out(parse_body("报 **+1.2%** 收"), 40, MARKING).lines
    assert [run.role for run in line.runs if run.text == "+1.2%"] == [Role.STRONG | Role.GAIN]


def test_marking_changes_no_character() -> None:
    text = "沪指涨3%，深指 -1.2%。\n\n> 跌停 +5\n\n- ▲2.5\n- 1.2%↓\n\n```\n+1.2%\n```\n"
    plain, marked = (lay_out(parse_body(text), 20, Typesetting(marks_moves=it)) for it in (0, 1))
    assert plain.text == marked.text


def test_nothing_is_marked_unless_it_is_asked_for() -> None:
    assert moves("沪指涨3%，深指 -1.2%", typesetting=Typesetting()) == ([], [])
