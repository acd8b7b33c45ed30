import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import reader
from reader.layout.text.cells import cell_ends, cell_width, cut, fit, graphemes, split_at_cells

FAMILY = "👨\u200d👩\u200d👧"
FLAG = "🇨🇳"

any_text = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cc", "Cs", "Cn")),
        st.sampled_from("a中“🇨🇳👨\u200d\ufe0f\u0301☺1"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("中文", 4),
        ("“云”", 4),
        ("e\u0301", 1),
        ("☺\ufe0f", 2),
        (FAMILY, 2),
        (FLAG, 2),
        ("", 0),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text, cells):
    assert cell_width(text) == cells


def test_the_unicode_version_of_the_environment_changes_no_width():
    measured = subprocess.run(
        [
            sys.executable,
            "-c",
            "from reader.layout.text.cells import *; print(cell_width('\\U0001f972'))",
        ],
        env=os.environ | {"UNICODE_VERSION": "4.1.0"},
        cwd=Path(reader.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )

    assert measured.stdout == "2\n"


def test_a_flag_is_one_grapheme():
    assert list(graphemes(f"a{FLAG}中")) == [("a", 1), (FLAG, 2), ("中", 2)]


def test_a_cut_does_not_divide_a_grapheme():
    assert cut(f"a{FAMILY}b", 2) == "a"
    assert cut(f"a{FAMILY}b", 3) == f"a{FAMILY}"
    assert cut("e\u0301e\u0301", 1) == "e\u0301"


def test_what_fits_is_padded_and_what_does_not_ends_in_an_ellipsis():
    assert fit("中文", 6) == "中文  "
    assert fit("中文标题", 6) == "中文… "
    assert fit("headline", 5) == "head…"
    assert fit("中文", 1) == "…"
    assert fit("中文", 0) == ""


@given(any_text, st.integers(0, 30))
@settings(deadline=None)
def test_a_fitted_text_has_exactly_its_width(text, width_cells):
    assert cell_width(fit(text, width_cells)) == width_cells


@given(any_text, st.integers(2, 30))
@settings(deadline=None)
def test_pieces_are_whole_and_narrow_enough(text, width_cells):
    pieces = split_at_cells(text, width_cells)

    assert "".join(pieces) == text
    assert all(cell_width(piece) <= width_cells for piece in pieces)


@given(any_text)
@settings(deadline=None)
def test_graphemes_and_ends_agree_with_the_width(text):
    assert sum(cells for _, cells in graphemes(text)) == cell_width(text)
    assert "".join(grapheme for grapheme, _ in graphemes(text)) == text
    assert [*cell_ends(text)][-1:] == ([cell_width(text)] if text else [])


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=40))
@settings(deadline=None)
def test_no_text_is_drawn_wider_than_it_measures(text):
    assert cell_len(text, "latest") <= cell_width(text)
