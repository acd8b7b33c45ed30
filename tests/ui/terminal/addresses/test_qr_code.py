import pytest

from reader.ui.terminal.addresses.qr_code import needed_size, qr_code

ADDRESS = "https://a.example/b"


def test_a_code_has_a_quiet_zone_of_four_modules_where_there_is_room() -> None:
    code = qr_code(ADDRESS, 120, 40, uses_ascii=False)
    assert code is not None
    assert (code.columns, len(code.lines)) == (33, 17)
    assert [line.strip() for line in code.lines[:2]] == ["", ""]
    assert {line[:4] + line[-4:] for line in code.lines} == {" " * 8}


def test_the_quiet_zone_is_smaller_where_the_code_would_not_fit() -> None:
    code = qr_code(ADDRESS, 29, 15, uses_ascii=False)
    assert code is not None
    assert (code.columns, len(code.lines)) == needed_size(ADDRESS, uses_ascii=False)


@pytest.mark.parametrize("size", [(28, 40), (80, 14)])
def test_no_code_is_cut(size: tuple[int, int]) -> None:
    assert qr_code(ADDRESS, *size, uses_ascii=False) is None


def test_a_module_is_two_signs_in_ascii() -> None:
    code = qr_code(ADDRESS, 120, 40, uses_ascii=True)
    assert code is not None
    assert (code.columns, len(code.lines)) == (66, 33)
    assert code.lines[4][8:22] == "#" * 14


def test_both_ways_draw_the_same_modules() -> None:
    blocks = qr_code(ADDRESS, 120, 40, uses_ascii=False)
    signs = qr_code(ADDRESS, 120, 40, uses_ascii=True)
    assert blocks is not None
    assert signs is not None
    upper = ["".join("#" if sign in "▀█" else " " for sign in line) for line in blocks.lines]
    assert upper == [line[::2] for line in signs.lines[::2]]


def test_an_address_that_is_too_long_has_no_code() -> None:
    assert needed_size("https://a.example/" + "b" * 3000, uses_ascii=False) is None
