"""YAML, TOML and JSON become texts, lists and mappings."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.messages.problem_kinds import ProblemKind
from reader.posts.front_matter.plain_values import MAX_CHARACTERS, HeaderError, Value
from reader.posts.front_matter.values import load_json, load_toml, load_yaml


@pytest.mark.parametrize(
    "written", ["NO", "012", "10:30", "2024-02-30", "1e3", "0x1F", "true", "2022-04-28 13:01 +0800"]
)
def test_a_scalar_stays_as_it_was_written(written: str) -> None:
    assert load_yaml(f"title: {written}") == {"title": written}


@pytest.mark.parametrize("written", ["", "~", "null", "''", '""'])
def test_nothing_is_none(written: str) -> None:
    assert load_yaml(f"title: {written}") == {"title": None}


def test_a_null_in_quotes_is_a_word() -> None:
    assert load_yaml("title: 'null'") == {"title": "null"}


def test_lists_and_mappings_keep_their_shape() -> None:
    text = "a: [b, [c, 1]]\nd:\n- e\n- f: g\n"
    assert load_yaml(text) == {"a": ["b", ["c", "1"]], "d": ["e", {"f": "g"}]}


def test_escapes_in_double_quotes_are_decoded() -> None:
    assert load_yaml(r'title: "\e[31m\u4e2d"') == {"title": "\x1b[31m中"}


def test_an_alias_repeats_its_value() -> None:
    assert load_yaml("a: &x [b]\nc: *x") == {"a": ["b"], "c": ["b"]}


@pytest.mark.parametrize("text", ["", "\n", "# comment\n", "~"])
def test_an_empty_header_has_no_keys(text: str) -> None:
    assert load_yaml(text) == {}


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("a: b\ntitle: x: y", 2, ProblemKind.YAML_COLON),
        ('title: "他说"好"了"', 1, ProblemKind.YAML_NESTED_QUOTES),
        (r'title: "D:\data"', 1, ProblemKind.YAML_BACKSLASH),
        ("a: b\ntitle: {{ page.title }}", 2, ProblemKind.YAML_BRACKETS_AS_KEY),
        ("title: *bold* move", 1, ProblemKind.YAML_ANCHOR_OR_ALIAS),
        ("title: *gone", 1, ProblemKind.YAML_UNKNOWN_ALIAS),
        ("title: @home", 1, ProblemKind.YAML_RESERVED_CHARACTER),
        ("a: b\ntitle:\tx\n\ty: z", 3, ProblemKind.NOT_YAML),
        ("just words", None, ProblemKind.HEADER_NOT_A_MAPPING),
        ("- a\n- b", None, ProblemKind.HEADER_NOT_A_MAPPING),
        ("title: \x01", None, ProblemKind.YAML_CONTROL_CHARACTER),
        ("a: b\n--- c\n", None, ProblemKind.YAML_SEVERAL_DOCUMENTS),
        ("a: [b, c", None, ProblemKind.YAML_OPEN_LIST),
        ("a: &x [*x]", 1, ProblemKind.YAML_UNKNOWN_ALIAS),
    ],
)
def test_what_is_wrong_has_a_kind_and_perhaps_a_line(
    text: str, line: int | None, kind: ProblemKind
) -> None:
    with pytest.raises(HeaderError) as caught:
        load_yaml(text)
    assert caught.value.kind is kind
    if line is not None:
        assert caught.value.line == line


HOSTILE = {
    "brackets": "a: " + "[" * 16_000,
    "braces": "a: " + "{b: " * 4_000,
    "questions": "? " * 8_000,
    "hyphens": "- " * 8_000,
    "anchors": "a: " + "&b [" * 4_000,
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
    ),
    "merges": "a: &a {k: v}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{','.join(['*a'] * 20)}]}}\n" for n in range(100)),
    "long": "a: " + "b" * MAX_CHARACTERS,
    "quotes": 'a: "' + "\\" * 16_000,
    "steps": "\n".join(" " * n + f"k{n}:" for n in range(100)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_soon(name: str) -> None:
    # In a process of its own: what is feared is a crash of the interpreter.
    program = (
        "import sys\nfrom reader.posts.front_matter.values import load_yaml\n"
        "from reader.posts.front_matter.plain_values import HeaderError\n"
        "try:\n    print(len(load_yaml(sys.stdin.read())))\n"
        "except HeaderError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=HOSTILE[name],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_what_aliases_repeat_counts_each_time() -> None:
    with pytest.raises(HeaderError) as caught:
        load_yaml(HOSTILE["aliases"])
    assert caught.value.kind is ProblemKind.HEADER_TOO_LARGE


def test_brackets_in_a_quoted_title_are_no_nesting() -> None:
    assert load_yaml(f"title: '{'[' * 100}'") == {"title": "[" * 100}


def test_toml_keeps_its_values_as_text() -> None:
    text = 'title = "a"\ndate = 2025-08-19T10:20:00+08:00\ntags = ["b", 3]\ndraft = false\n'
    assert load_toml(text) == {
        "title": "a",
        "date": "2025-08-19 10:20:00+08:00",
        "tags": ["b", "3"],
        "draft": "false",
    }


@pytest.mark.parametrize(
    "text",
    [
        "title = a",
        "a = 0x" + "f" * 8000,
        "a = " + "9" * 8000,
        "a = " + "[" * 8000,
        "a" + ".a" * 8000 + " = 1",
        "d = 2024-02-30",
    ],
)
def test_toml_that_can_not_be_read_is_refused_soon(text: str) -> None:
    started = time.process_time()
    with pytest.raises(HeaderError):
        load_toml(text)
    assert time.process_time() - started < 5


def test_json_says_where_it_ends() -> None:
    values, end = load_json('{"title": "a", "n": 1.50, "t": true, "x": null} rest')
    assert values == {"title": "a", "n": "1.5", "t": "true", "x": None}
    assert end == 47


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"a": ' * 5000, '{"a": ' + "[" * 90 + "]" * 90 + "}", "{a: b}"]
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(HeaderError):
        load_json(text)


def _is_plain(value: Value) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    return (
        all(map(_is_plain, value))
        if isinstance(value, list)
        else value is None or isinstance(value, str)
    )


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("ab1 \n\t:-[]{}&*!|>'\"%@`#?,~<=.中\x00"), max_size=60))
def test_any_text_is_plain_values_or_refused(text: str) -> None:
    for load in (load_yaml, load_toml, lambda text: load_json(text)[0]):
        with suppress(HeaderError):
            assert _is_plain(load(text))
