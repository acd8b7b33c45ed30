"""Typographic rules for the ends of lines, in real and generated texts."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.line_breaking import break_lines

NEVER_FIRST = tuple("，。、；：？！）》」』】〕”’…—％℃%!),.:;?]}")
NEVER_LAST = tuple("（《「『【〔“‘￥$([{")
TOKEN = re.compile(
    r"""
      [+\-]?\d+(?:,\d{3})*(?:\.\d+)?(?:[%％℃]|[万亿]*(?:美元|港元|元|吨|股|家|人|倍|平方米|公里|小时|个百分点)?)
    | \d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?
    | \d{1,2}月\d{1,2}日
    | [A-Za-z][A-Za-z0-9]*(?:[\-.'’/&+][A-Za-z0-9]+)*
    """,
    re.VERBOSE,
)
WORD = re.compile("[!-~]+")
WIDTHS = (40, 60, 80)
SAMPLES = sorted(
    path
    for path in Path(__file__).parents[2].joinpath("sample_posts").rglob("*")
    if path.suffix in {".md", ".html", ".markdown"}
)


def paragraphs(lines):
    """Yield the lines of each paragraph without margins."""
    paragraph = []
    for line in lines:
        runs = list(line.runs)
        while runs and runs[0].role & (Role.MARKER | Role.SPACING) and not runs[0].text.strip("│ "):
            runs.pop(0)
        paragraph.append(("".join(run.text for run in runs), line.joint))
        if line.joint is None:
            yield paragraph
            paragraph = []


def faults(paragraph):
    """Return the rule violations at the line ends of a paragraph."""
    found = []
    text, borders = "", []
    for shown, joint in paragraph:
        text += shown + (joint or "")
        borders.append(len(text))
    for (above, joint), (below, _) in pairwise(paragraph):
        if below.startswith(NEVER_FIRST) and not re.match(r"-?\.?\d", below):
            found.append(("start", below))
        if above.endswith(NEVER_LAST):
            found.append(("end", above))
        if (above + (joint or ""))[-1:] + below[:1] in {"——", "……"}:
            found.append(("pair", below))
    words = [word.span() for word in WORD.finditer(text) if len(word[0]) > 20]
    found += [
        ("split", token[0])
        for token in TOKEN.finditer(text)
        if cell_width(token[0]) <= 20
        and any(token.start() < border < token.end() for border in borders)
        and not any(start <= token.start() < end for start, end in words)
    ]
    return found


@pytest.mark.parametrize("width_cells", WIDTHS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_line_of_a_sample_begins_ends_or_splits_what_it_must_not(path, width_cells):
    body = path.read_text(encoding="utf-8", errors="replace").partition("\n---\n")[2]
    layout = lay_out(parse_body(body, is_html=path.suffix == ".html"), width_cells)

    assert [fault for lines in paragraphs(layout.lines) for fault in faults(lines)] == []


WORDS = (
    "市 场 企业 发展 经济 的 中国 北京 98.5% -1,234.56 62.12亿元 HFO-1234yf 2021年9月 2021年9月15日"
    " 3月5日 1.5万平方米 300万吨 0.3个百分点 iPhone AT&T ％ 37℃ ￥300 $5 Wi-Fi 10月"
)
words = st.sampled_from(WORDS.split())
clauses = st.lists(words, min_size=1, max_size=12).map("".join)
sentences = st.builds(
    str.__add__,
    st.one_of(
        clauses,
        clauses.map("“{}”".format),
        clauses.map("（{}）".format),
        clauses.map("《{}》".format),
        clauses.map("——{}".format),
        clauses.map("‘{}’".format),
    ),
    st.sampled_from(["，", "。", "；", "：", "？", "！", "……", "、", "——", " ", ""]),
)


@given(st.lists(sentences, min_size=1, max_size=12).map("".join), st.sampled_from(WIDTHS))
@settings(deadline=None, max_examples=400)
def test_no_line_begins_ends_or_splits_what_it_must_not(text, width_cells):
    paragraph = [(line.text, line.joint) for line in break_lines([Run(text)], width_cells)]

    assert faults(paragraph) == []
