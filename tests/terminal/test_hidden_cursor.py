"""The terminal's hidden cursor is where the user looks, after every kind of key."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]
COLUMNS, LINES = 120, 24
DOWN, UP, RIGHT, LEFT = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D"
HOME, END, PAGE_DOWN, ESC = "\x1b[H", "\x1b[F", "\x1b[6~", "\x1b"


@pytest.fixture
def terminal(run_in_terminal: Run, tmp_path: Path) -> PseudoTerminal:
    """The reader with three short posts and a long one, which is shown."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(1, 4):
        post = folder / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: Title {number}\n---\nText of post {number}.\n")
    lines = "\n\n".join(f"paragraph {number}" for number in range(60))
    long = folder / "2022-04-04-long.md"
    long.write_text(
        f"---\ntitle: 长标题\n---\n中文 [first](https://a.example) [second](https://b.example)\n\n"
        f"# One\n\n{lines}\n\n# Two\n\nThe end.\n"
    )
    terminal = run_in_terminal([sys.executable, "-m", "reader", folder], COLUMNS, LINES)
    terminal.wait_for("paragraph 1")
    return terminal


def comes_to(terminal: PseudoTerminal, text: str, columns_right: int = 0) -> None:
    """Wait until the cursor stands on a text of the screen, or some columns right of its start."""

    def is_there() -> bool:
        place = terminal.place_of(text)
        return place is not None and terminal.cursor == (place[0] + columns_right, place[1])

    terminal.wait_until(is_there, f"the cursor {columns_right} columns right of {text!r}")


def follow(terminal: PseudoTerminal, *keys_and_texts: tuple[str, str, int]) -> None:
    """Send keys, each with the text and the columns right of its start where the cursor comes."""
    for keys, text, columns_right in keys_and_texts:
        terminal.send(keys)
        comes_to(terminal, text, columns_right)


def test_it_follows_the_list_and_the_sidebar(terminal: PseudoTerminal) -> None:
    follow(
        terminal,
        ("", "▸ ●   2022-04-04", 0),
        ("j", "▸ ●   2022-04-03", 0),
        (DOWN, "▸ ●   2022-04-02", 0),
        ("G", "▸ ●   2022-04-01", 0),
        ("k", "▸ ●   2022-04-02", 0),
        ("h", "▸   All", 0),
        (PAGE_DOWN, "▸ ▸ 2022", 0),
        ("g", "▸ ▾ Views", 0),
        (ESC, "▸ ●   2022-04-02", 0),
    )


def test_it_follows_the_top_of_the_text_its_links_its_hits_and_its_selection(
    terminal: PseudoTerminal,
) -> None:
    follow(
        terminal,
        (RIGHT, "│ 长标题  ", 2),
        ("jjj", "│ 中文 first", 2),
        ("\t", "first[1]", 0),
        ("\t", "second[2]", 0),
        ("f", " find ", 6),
        ("paragraph 2\r", "paragraph 2 ", 0),
        ("n", "paragraph 20", 0),
    )
    terminal.send(ESC)
    terminal.wait_for("Space page")
    terminal.send("v")
    terminal.wait_for("other end")
    column, line = terminal.cursor
    terminal.send("j")
    terminal.wait_until(lambda: terminal.cursor == (column, line + 1), "it on the next line")
    terminal.send("j")
    terminal.wait_until(lambda: terminal.cursor == (column, line + 2), "it on the blank line")


def test_it_is_at_the_insertion_point_of_the_prompt(terminal: PseudoTerminal) -> None:
    follow(
        terminal,
        ("/", " /", 2),
        ("中", " /中", 4),
        ("文a", " /中文a", 7),
        (LEFT, " /中文a", 6),
        (LEFT, " /中文a", 4),
        ("\x7f", " /文a", 2),
        (END, " /文a", 5),
        (HOME, " /文a", 2),
        (END, " /文a", 5),
        (f"{'字' * 80}末", "末", 2),
        (LEFT, "末", 0),
        (HOME, " /文a", 2),
        (ESC, "▸ ●   2022-04-04", 0),
        ("f", " find ", 6),
        ("词", " find 词", 8),
        (ESC, "▸ ●   2022-04-04", 0),
    )


def test_it_follows_the_dialogs(terminal: PseudoTerminal) -> None:
    follow(
        terminal,
        ("c", "▸ One", 0),
        ("j", "▸ Two", 0),
        (ESC, "▸ ●   2022-04-04", 0),
    )
    terminal.send("e")
    terminal.wait_for("Note")
    follow(
        terminal,
        ("笔记", "笔记", 4),
        ("\r第二行", "第二行", 6),
        (LEFT, "第二行", 4),
        (UP, "笔记", 4),
        (HOME, "笔记", 0),
        (ESC, "▸ ●   2022-04-04", 0),
        (":", "🔎 ", 3),
        ("move", "🔎 move", 7),
        (LEFT, "🔎 move", 6),
    )
    place = terminal.cursor
    terminal.send(DOWN)
    terminal.wait_until(lambda: terminal.cursor[1] > place[1], "it on a row of the palette")
    follow(terminal, ("x", "🔎 movxe", 7))


def test_it_follows_a_change_of_the_size(terminal: PseudoTerminal) -> None:
    follow(terminal, ("/", " /", 2), ("中文", " /中文", 6))
    terminal.resize(60, 12)
    comes_to(terminal, " /中文", 6)
    follow(terminal, (ESC, "▸ ●   2022-04-04", 0))
    terminal.resize(COLUMNS, LINES)
    comes_to(terminal, "▸ ●   2022-04-04")
