from reader.document.links import LinkKind
from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Role


def link_of(layout, words):
    return next(run.link for line in layout.lines for run in line.runs if words in run.text)


def line_at(layout, number):
    return layout.lines[layout.anchors[layout.targets[number - 1].address]].text


def test_a_footnote_jumps_there_and_back():
    layout = lay_out(parse_body("正文[^注]\n\n" * 3 + "段落\n\n[^注]: 说明"), 40)

    mark = link_of(layout, "[^1]")
    back = next(
        run.link
        for line in layout.lines
        for run in line.runs
        if run.role & Role.FOOTNOTE and run.text == "[^1] "
    )

    assert line_at(layout, mark) == "[^1] 说明"
    assert line_at(layout, back) == "正文[^1]"
    assert layout.anchors[layout.targets[back - 1].address] == 0


def test_links_of_footnotes_are_not_listed_and_take_no_number_from_others():
    layout = lay_out(parse_body("正文[^注]，[网](https://a.example)\n\n[^注]: 说明"), 40)

    assert layout.links[0] == "https://a.example"
    assert layout.lines[-1].text == "[1] https://a.example"
    assert [target.kind is LinkKind.WEB for target in layout.targets] == [True, False, False]


def test_a_link_jumps_to_a_heading_by_its_id_or_its_words():
    body = "[甲](#甲-乙) [x](#own) [二](#甲-乙-1)\n\n## 甲 乙！\n\n字\n\n## 甲 乙\n\n### 丙 {#own}"

    layout = lay_out(parse_body(body), 40)

    assert [line_at(layout, number) for number in (1, 2, 3)] == ["甲 乙！", "◆ 丙", "甲 乙"]


def test_headings_are_listed_with_their_lines():
    layout = lay_out(parse_body("# 一\n\n字\n\n### *二*\n\n> ## 引\n"), 40)

    assert [(heading.level, heading.text) for heading in layout.headings] == [(1, "一"), (3, "二")]
    assert [layout.lines[heading.line].text for heading in layout.headings] == ["一", "◆ 二"]
