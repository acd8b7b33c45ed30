import subprocess
import sys

import pytest

from reader.layout.text.ambiguous_width import is_wide_by_locale

MEASURED = """
from reader.layout.text.ambiguous_width import measure_ambiguous_as_wide
measure_ambiguous_as_wide()
from rich.cells import cell_len
from rich.segment import Segment
from reader.layout.text.cells import cell_width, cut
from reader.layout.line import Run
from reader.layout.text.line_breaking import break_lines
for text in ("“云”", "…", "×", "│─", "a", "中", "e\u0301", "☺\ufe0f"):
    print(cell_width(text), cell_len(text), end=" ")
print(cut("“云”", 4), [line.text for line in break_lines([Run("他说“好”")], 8)])
print([part.text for part in Segment("a×b").split_cells(2)])
"""


@pytest.mark.parametrize(
    ("environment", "is_wide"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "zh_CN.GB18030"}, True),
        ({"LANG": "ja_JP.eucJP"}, True),
        ({"LANG": "zh_TW.Big5", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "zh_CN.gbk"}, True),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8@cjkwide"}, True),
        ({"LANG": "zh_CN.GBK@cjknarrow"}, False),
    ],
)
def test_the_locale_says_how_wide_ambiguous_characters_are(environment, is_wide):
    assert is_wide_by_locale(environment) is is_wide


def test_layout_and_screen_measure_them_alike():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout.splitlines() == [
        "6 6 2 2 2 2 2 2 1 1 2 2 1 1 2 2 “云 ['他说', '“好”']",
        "['a ', ' b']",
    ]
