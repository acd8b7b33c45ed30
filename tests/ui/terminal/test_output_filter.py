import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.ui.terminal.output_filter import ThriftyFilter

BLACK = Color.parse("black")


def filtered(*segments: Segment, keeps_color: bool = True) -> list[tuple[str, str]]:
    found = ThriftyFilter(keeps_color=keeps_color).apply(list(segments), BLACK)
    return [(text, str(style)) for text, style, _ in found]


def test_default_colours_are_not_named() -> None:
    style = Style.parse("bold default on default")
    assert filtered(Segment("a", style)) == [("a", "bold")]


def test_pieces_of_one_style_become_one() -> None:
    plain, named = Segment("a"), Segment("b", Style.parse("default on default"))
    assert filtered(plain, named, Segment("c", Style.parse("red"))) == [
        ("ab", "none"),
        ("c", "red"),
    ]


def test_nothing_unsafe_passes() -> None:
    assert filtered(Segment("a\x1b[31m"), Segment("\x9b"))[0][0] == "a␛[31m�"


def test_nothing_leaves_its_line() -> None:
    assert filtered(Segment("a\nb\tc\r\nd")) == [("a␊b␉c␊d", "none")]


@pytest.mark.parametrize(
    ("style", "left"),
    [("bold red", "bold"), ("red on blue", "reverse"), ("reverse green", "reverse")],
)
def test_without_colour_a_background_is_shown_reversed(style: str, left: str) -> None:
    assert filtered(Segment("a", Style.parse(style)), keeps_color=False) == [("a", left)]
