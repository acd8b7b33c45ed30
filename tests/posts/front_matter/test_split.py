"""Where the header ends."""

import pytest

from reader.posts.front_matter.split import SEARCHED_CHARACTERS, Format, split_front_matter


def test_a_header_stands_between_three_hyphens() -> None:
    front = split_front_matter("---\ntitle: a\n---\n<p>body")
    assert (front.format, front.header, front.body) == (Format.YAML, "title: a\n", "<p>body")
    assert (front.header_line, front.body_line) == (2, 4)


def test_three_dots_end_a_header() -> None:
    front = split_front_matter("---\ntitle: a\n...\nbody")
    assert (front.header, front.body) == ("title: a\n", "body")


def test_blanks_after_the_hyphens_do_not_matter() -> None:
    assert split_front_matter("--- \t\ntitle: a\n---  \nbody").body == "body"


def test_an_empty_header_is_one() -> None:
    front = split_front_matter("---\n---\nbody")
    assert (front.format, front.header, front.body) == (Format.YAML, "", "body")


def test_a_header_may_end_the_file() -> None:
    assert split_front_matter("---\ntitle: a\n---").header == "title: a\n"


def test_hyphens_inside_a_line_do_not_end_a_header() -> None:
    front = split_front_matter("---\ntitle: a --- b\nx: ---\n---\nbody")
    assert front.header == "title: a --- b\nx: ---\n"


def test_indented_code_at_the_start_of_a_body_keeps_its_indent() -> None:
    assert split_front_matter("---\ntitle: a\n---\n    code\n").body == "    code\n"


def test_a_rule_in_the_body_does_not_end_anything() -> None:
    assert split_front_matter("---\na: b\n---\nc\n\n---\n\nd").body == "c\n\n---\n\nd"


def test_toml_stands_between_plus_signs() -> None:
    front = split_front_matter('+++\ntitle = "a"\n+++\nbody')
    assert (front.format, front.header, front.body) == (Format.TOML, 'title = "a"\n', "body")


def test_json_ends_with_its_brace() -> None:
    front = split_front_matter('{\n"title": "a}"\n}\n\nbody')
    assert (front.format, front.body, front.body_line) == (Format.JSON, "\nbody", 4)


def test_json_that_is_broken_ends_with_the_first_brace_alone_on_a_line() -> None:
    front = split_front_matter('{\n"title": "a"b"\n}\n正文')
    assert (front.format, front.body, front.is_closed) == (Format.JSON, "正文", False)


def test_brackets_in_the_body_below_json_do_not_matter() -> None:
    body = "[" * 100 + "\n" + "\n".join(" " * n + "x" for n in range(60))
    assert split_front_matter('{"title": "a"}\n' + body).format is Format.JSON


@pytest.mark.parametrize("body", ["{% raw %}x", "{{ site.url }}", "{: .note}\nx", "{", "{]"])
def test_a_body_that_starts_with_a_brace_is_body(body: str) -> None:
    front = split_front_matter(body)
    assert (front.format, front.body, front.body_line) == (Format.NONE, body, 1)


def test_a_header_that_nothing_closes_ends_with_its_last_key() -> None:
    front = split_front_matter("---\ntitle: a\ntags:\n- b\n  - c\n\n正文：一\nkey: value\n")
    assert front.header == "title: a\ntags:\n- b\n  - c\n"
    assert front.body == "\n正文：一\nkey: value\n"
    assert not front.is_closed


def test_a_rule_over_prose_is_body() -> None:
    text = "---\n\n很久以前。\n"
    assert split_front_matter(text).body == text


def test_a_header_is_looked_for_only_so_far() -> None:
    text = "---\n" + "#" * SEARCHED_CHARACTERS + "\n---\nbody"
    assert split_front_matter(text).format is Format.NONE
