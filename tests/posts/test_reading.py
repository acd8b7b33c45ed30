"""A file becomes a post; no file whatsoever raises."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from support.post_parsing import parse_post

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.messages.problems import describe_problem
from reader.posts import reading
from reader.posts.post import Post, PostId, Problem
from reader.posts.reading import (
    FIRST_BYTES,
    MORE_BYTES,
    StampedPost,
    parse_header,
    read_header,
    read_stamped_body,
    read_stamped_header,
    read_whole,
)
from reader.posts.source.file_bytes import FileBytes
from reader.posts.source.site import Site
from reader.terminal_text import clean_line

SITE = Site(timezone=UTC)
ID = PostId("2022-01-01-a")
NAME = "2022-01-01-a.md"
ON_FILES = settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def both(folder: Path, data: bytes, name: str = NAME) -> tuple[Post, Post]:
    """Return the post by its header alone and by its whole file; its body alone is the same."""
    (folder / name).write_bytes(data)
    header, whole = read_header(folder, name, SITE, ID), read_whole(folder, name, SITE, ID)
    alone = read_stamped_body(folder, name, SITE)
    assert isinstance(header, Post)
    assert not isinstance(whole, Problem)
    assert not isinstance(alone, Problem)
    assert (alone.body, alone.is_html, alone.size) == (whole.body, whole.is_html, len(data))
    return header, whole.post


def parse(text: str, name: str = NAME) -> reading.PostWithBody:
    return parse_post(text.encode(), name, SITE, ID)


def reason(folder: Path, name: str) -> str:
    """Say why a file can't be read, the same for its header and for all of it."""
    header, whole = read_header(folder, name, SITE, ID), read_whole(folder, name, SITE, ID)
    assert isinstance(header, Problem)
    assert header == whole == read_stamped_body(folder, name, SITE)
    assert header.handling is Handling.LEFT_OUT
    return describe_problem(header).reason


class TestWhatCanNotBeRead:
    def test_a_pipe_does_not_block(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / NAME)
        assert reason(tmp_path, NAME) == "not a regular file"

    def test_a_folder_is_no_post(self, tmp_path: Path) -> None:
        (tmp_path / NAME).mkdir()
        assert reason(tmp_path, NAME) == "not a regular file"

    def test_a_socket_is_no_post(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # the path of a socket may have but 107 bytes
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(NAME)
            assert reason(tmp_path, NAME) == "no such device or address"

    def test_a_file_that_is_gone_is_said_to_be(self, tmp_path: Path) -> None:
        assert reason(tmp_path, NAME) == "no such file or directory"

    def test_a_link_that_leads_to_itself_is_said_to(self, tmp_path: Path) -> None:
        (tmp_path / NAME).symlink_to(NAME)
        assert reason(tmp_path, NAME) == "a link that leads back to itself"

    def test_a_name_that_no_file_can_have_does_not_raise(self, tmp_path: Path) -> None:
        assert reason(tmp_path, "a\0b.md") == "a name that no file can have"

    def test_a_name_that_is_too_long_does_not_raise(self, tmp_path: Path) -> None:
        assert reason(tmp_path, "a" * 300 + ".md") == "file name too long"

    @pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
    def test_a_file_without_permission_is_said_to_be_denied(self, tmp_path: Path) -> None:
        (tmp_path / NAME).write_text("a", encoding="utf-8")
        (tmp_path / NAME).chmod(0)
        assert reason(tmp_path, NAME) == "permission denied"

    def test_its_name_is_safe_for_a_terminal(self, tmp_path: Path) -> None:
        problem = read_header(tmp_path, "a\x1b[31m.md", SITE, ID)
        assert isinstance(problem, Problem)
        assert problem.path == "a␛[31m.md"


class TestHowMuchIsRead:
    def test_a_buffer_is_never_larger_than_the_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []
        read = os.read

        def remember(descriptor: int, length: int) -> bytes:
            asked.append(length)
            return read(descriptor, length)

        monkeypatch.setattr(os, "read", remember)
        both(tmp_path, b"---\ntitle: a\n---\nb\n")
        assert max(asked) == 19

    def test_the_body_of_a_long_file_is_not_read_for_its_header(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / NAME).write_bytes(b"---\ntitle: a\n---\n" + b"x" * 1_000_000)
        asked = []
        read = os.read

        def remember(descriptor: int, length: int) -> bytes:
            asked.append(length)
            return read(descriptor, length)

        monkeypatch.setattr(os, "read", remember)
        read_header(tmp_path, NAME, SITE, ID)
        assert asked == [FIRST_BYTES]

    def test_of_a_huge_file_the_beginning_is_shown(self, tmp_path: Path) -> None:
        (tmp_path / NAME).write_bytes("---\ntitle: 甲\n---\n".encode() + "甲".encode() * 400_000)
        whole = read_whole(tmp_path, NAME, SITE, ID, max_bytes=1024**2)
        assert not isinstance(whole, Problem)
        assert whole.post.title == "甲"
        assert set(whole.body) == {"甲"}
        (problem,) = whole.post.problems
        assert (problem.kind, problem.fields) == (ProblemKind.FILE_TOO_LONG, (("max_mb", 1),))

    @pytest.mark.parametrize(
        "text",
        [
            "---\ntags: [{tags}]\ntitle: 长长的头\n---\n正文",
            "---\nx: |\n  {words}\ntitle: 长长的头\n---\n正文",
            "+++\nx = '''{words}'''\ntitle = '长长的头'\n+++\n正文",
            '{{"x": "{words}",\n"title": "长长的头"}}\n正文',
            '{{"x": {{\n}},\n"y": "{words}",\n"title": "长长的头"}}\n正文',
            '{{"x": "{words}",\n"title": "坏"的头"\n}}\n正文',
            "---\nlayout: post\n# {words}\n---\n\n# 长长的头\n正文",
            "---\ntitle: '\u3000'\n# {words}\n---\n\n{words}\n\n# 标题\n正文",
            "---\nTitle: 甲\n---\n{words}\n\n# 标题\n",
            "{words}\n\n# 很远的标题\n",
        ],
    )
    @pytest.mark.parametrize("length", [1200, 1365, 1366, 5000, 20_000, 40_000])
    @pytest.mark.parametrize("shift", [0, 1, 2])
    def test_a_long_header_reads_the_same_either_way(
        self, tmp_path: Path, text: str, length: int, shift: int
    ) -> None:
        words = "x" * shift + "渡" * length
        filled = text.format(words=words, tags="渡, " * (length // 3))
        for encoding in ("utf-8", "gb18030", "utf-16"):
            header, whole = both(tmp_path, filled.encode(encoding))
            assert header == whole

    @pytest.mark.parametrize("filler", range(FIRST_BYTES - 40, FIRST_BYTES + 8))
    def test_the_first_read_may_end_anywhere(self, tmp_path: Path, filler: int) -> None:
        head = "---\ntitle: 甲\nx: "
        text = head + "y" * (filler - len(head.encode())) + "\n---foo: 1\ntags: b\n---\n# 乙\n"
        header, whole = both(tmp_path, text.encode())
        assert header == whole

    def test_a_header_beyond_all_bounds_is_text(self, tmp_path: Path) -> None:
        data = b"---\n\n" + b"z" * MORE_BYTES + b"\n---\n"
        header, whole = both(tmp_path, data)
        assert header == whole


class TestBrokenHeaders:
    def test_quotes_inside_quotes_are_read_and_reported(self) -> None:
        post = parse('---\nlayout: post\ntitle: "他说"好"了"\ntags: a b\n---\n正文').post
        assert post.title == '他说"好"了'
        assert post.tags == ("a", "b")
        assert post.problems == (
            Problem(
                NAME,
                3,
                ProblemKind.YAML_NESTED_QUOTES,
                Handling.READ_LINE_BY_LINE,
                (("keys", "title, tags"),),
            ),
        )

    def test_a_backslash_in_double_quotes_is_kept(self) -> None:
        assert parse('---\ntitle: "D:\\data\\x"\n---\n').post.title == "D:\\data\\x"

    def test_a_colon_without_quotes_is_kept(self) -> None:
        assert parse("---\ntitle: 晨报: 三只基金\n---\n").post.title == "晨报: 三只基金"

    def test_a_tab_before_a_key_is_understood(self) -> None:
        assert parse("---\ntitle: a\n\ttags: b\n---\n").post.tags == ("b",)

    def test_a_header_that_is_too_long_is_read_line_by_line(self) -> None:
        post = parse(f"---\nx: {'y' * 20_000}\ntitle: a\n---\n").post
        assert post.title == "a"
        assert post.problems[0].kind is ProblemKind.HEADER_TOO_LONG
        assert ("max_characters", 16_384) in post.problems[0].fields

    def test_a_header_that_is_too_deep_is_read_line_by_line(self) -> None:
        post = parse(f"---\nx: {'[' * 60}{']' * 60}\ntitle: a\n---\n").post
        assert post.title == "a"
        assert (post.problems[0].line, post.problems[0].kind) == (2, ProblemKind.HEADER_TOO_DEEP)

    def test_toml_that_is_none_is_read_line_by_line(self) -> None:
        post = parse('+++\ntitle = "他说"好"了"\ndraft = true\n+++\n').post
        assert (post.title, post.is_draft) == ('他说"好"了', True)
        assert (post.problems[0].line, post.problems[0].kind) == (2, ProblemKind.NOT_TOML)

    def test_a_header_that_nothing_closes_is_read_and_reported(self) -> None:
        whole = parse("---\ntitle: 甲\ndate: 2020-01-02\n\n正文\n")
        assert (whole.post.title, whole.body) == ("甲", "\n正文\n")
        assert [problem.kind for problem in whole.post.problems] == [ProblemKind.HEADER_NOT_CLOSED]


class TestWhatIsNoHeader:
    @pytest.mark.parametrize(
        "text",
        [
            "只有正文\n",
            "---\n\n第一段。\n\n---\n\n第二段。\n",
            "---\n\n注意: 第一段。\n\n---\n\n第二段。\n",
            "---\n\nNote: a first paragraph.\n\n---\n\nA second.\n",
            "---\n第一段：甲\n---\n第二段。\n",
            "---\nNote: one: two\n---\nA second.\n",
            "---\nnothing closes this\n",
            "---\nNote: nothing closes this\n",
            "+++\n正文\n+++\n",
            "{% raw %}正文{% endraw %}",
            "{{ site.url }} 正文",
            "{: .note}\n正文",
            "```yaml\n---\ntitle: a\n---\n```\n",
        ],
    )
    def test_all_of_it_is_body(self, text: str) -> None:
        whole = parse(text)
        assert (whole.body, whole.body_line) == (text, 1)
        assert not whole.post.problems

    def test_a_markdown_file_alone_is_a_post(self) -> None:
        post = parse("# 读者来信\n\n正文\n", "note.md").post
        assert (post.title, post.date, post.problems) == ("读者来信", None, ())

    def test_an_empty_file_is_listed_and_reported(self) -> None:
        post = parse("").post
        assert post.title == "A"
        assert [problem.kind for problem in post.problems] == [ProblemKind.EMPTY_FILE]


class TestBodies:
    def test_indented_code_at_the_start_keeps_its_indent(self) -> None:
        assert parse("---\ntitle: a\n---\n    code\n").body == "    code\n"

    def test_a_body_on_the_line_after_the_header_is_whole(self) -> None:
        whole = parse("---\ntitle: a\n---\n<p>甲</p>")
        assert (whole.body, whole.body_line, whole.is_html) == ("<p>甲</p>", 4, False)

    def test_a_body_of_windows_has_line_feeds_only(self) -> None:
        assert parse("---\r\ntitle: a\r\n---\r\nb\r\nc").body == "b\nc"

    def test_a_body_below_three_dots_is_whole(self) -> None:
        assert parse("---\ntitle: a\n...\nb").body == "b"

    def test_an_html_file_is_html(self) -> None:
        assert parse("---\ntitle: a\n---\n<p>", "a.html").is_html

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
    def test_any_encoding_gives_the_same_post(self, tmp_path: Path, encoding: str) -> None:
        text = "---\ntitle: 中国企业\ntags: 每日新闻\n---\n正文"
        header, whole = both(tmp_path, text.encode(encoding))
        assert header == whole
        assert (header.title, header.tags, header.problems) == ("中国企业", ("每日新闻",), ())

    def test_bytes_that_are_no_text_are_reported(self) -> None:
        post = parse_post(b"---\ntitle: a\n---\n\xff\xff\xff\x00", NAME, SITE, ID).post
        assert post.title == "a"
        assert [problem.handling for problem in post.problems] == [Handling.REPLACEMENTS_SHOWN]


HEADERS = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=200).map(lambda data: b"---\n" + data + b"\n---\nbody"),
    st.text(max_size=120).map(lambda text: f"---\ntitle: {text}\ndate: {text}\n---\n".encode()),
    st.text(st.sampled_from("-+{}[]:'\"\n\ttitledag &*#\\<>h1é中"), max_size=200).map(
        lambda text: f"---\n{text}\n---\n{text}".encode()
    ),
    st.text(max_size=100).map(lambda text: f"+++\ntitle = {text}\n+++\n".encode()),
    st.text(max_size=100).map(lambda text: f'{{"title": "{text}"}}\n'.encode()),
)


@ON_FILES
@given(HEADERS)
@example(b'---\ntitle: "&#' + b"9" * 5000 + b';"\n---\n')
@example(b"+++\ntitle = 0x" + b"f" * 8000 + b"\n+++\n")
@example(b"---\ntitle: ' '\n---\n# &#27;\n")
@example(b"---\n" + b"[" * 200_000)
@example(b"---\n_:\ndate:" + bytes(36) + b" \0")
def test_any_bytes_make_a_post_that_is_safe_to_show(tmp_path: Path, data: bytes) -> None:
    header, whole = both(tmp_path, data)
    for post in (header, whole):
        texts = [post.title, post.slug, *post.categories, *post.tags, post.permalink or ""]
        texts += [text for problem in post.problems for text in describe_problem(problem)]
        assert post.title
        assert all(clean_line(text) == text for text in texts)
        assert post.date is None or post.date.utcoffset() is not None


@ON_FILES
@given(HEADERS, st.sampled_from(["", "x" * 5000, "渡轮" * 3000, "\n# 标题\n" + "渡" * 9000]))
def test_header_and_whole_agree_on_every_text(tmp_path: Path, start: bytes, rest: str) -> None:
    try:
        text = start.decode()
    except UnicodeDecodeError:
        assume(False)
    assume("\0" not in text)
    header, whole = both(tmp_path, (text + rest).encode())
    assert header == whole


PLAIN = st.text(
    st.characters(categories=["L", "Nd"], max_codepoint=0xFFFF) | st.sampled_from("，。！“”（） "),
    min_size=1,
    max_size=60,
).filter(lambda text: clean_line(text) == text and text.strip() == text)
WORD = st.text(st.sampled_from("abcxyz012中国新闻"), min_size=1, max_size=12)


@ON_FILES
@given(
    PLAIN.filter(lambda text: text not in {"null", "Null", "NULL"}),
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(microsecond=0)
    ),
    st.lists(WORD, min_size=1, max_size=4, unique=True),
    st.lists(PLAIN, max_size=4, unique=True),
)
def test_a_plain_header_is_read_back_exactly(
    tmp_path: Path, title: str, at: datetime, categories: list[str], tags: list[str]
) -> None:
    quoted = ", ".join(f'"{tag}"' for tag in tags)
    text = (
        f'---\nlayout: post\ntitle: "{title}"\ndate: {at} +0800\n'
        f"categories: {' '.join(categories)}\ntags: [{quoted}]\n---\n<p>正文</p>"
    )
    header, whole = both(tmp_path, text.encode())
    assert header == whole == replace(header, problems=())
    assert header.title == title
    assert header.date is not None
    assert header.date == at.replace(tzinfo=timezone(timedelta(hours=8)))
    assert header.date.utcoffset() == timedelta()
    assert (header.categories, header.tags) == (tuple(categories), tuple(tags))


@pytest.mark.parametrize("title", ["'　'", '"\\u200b"', "'&nbsp;'", "' '"])
def test_a_title_of_which_nothing_shows_counts_as_none(title: str) -> None:
    assert parse(f"---\ntitle: {title}\n---\n# Heading\n").post.title == "Heading"


def test_an_address_and_a_separator_are_cleaned_but_hold_no_entities() -> None:
    header = 'permalink: /a/?x=1&copy=2\nslug: "a\\eb"\nexcerpt_separator: "<!--\\e-->"'
    post = parse(f"---\n{header}\n---\n").post
    assert (post.permalink, post.slug) == ("/a/?x=1&copy=2", "a␛b")
    assert post.excerpt_separator == "<!--␛-->"


def test_json_with_an_error_is_read_line_by_line() -> None:
    whole = parse('{\n  "title": "x"y",\n  "tags": ["a", "b"],\n}\nText')
    assert (whole.post.title, whole.post.tags, whole.body) == ('x"y', ("a", "b"), "Text")
    assert whole.post.problems[0].kind is ProblemKind.NOT_JSON


def test_zero_bytes_in_a_text_are_a_problem() -> None:
    (problem,) = parse_post(b"\0" * 99, NAME, SITE, ID).post.problems
    assert problem.kind is ProblemKind.ZERO_BYTES


NEARLY_PLAIN = st.sampled_from(
    [
        "a",
        "a b",
        "甲，乙",
        '"a  b"',
        "'b c'",
        "[a, b]",
        "a &amp; b",
        "&copy;",
        "x\u3000",
        "\u3000",
        "~",
    ]
) | st.sampled_from(
    ["", "false", "true", "null", "2022-04-28 13:01:28 +0800", "2022-04-28", "2022-02-30", "+0800"]
)
ODD = st.text(st.sampled_from("a:# -'\"\\[],&;甲　\u200b\u2028\t\x85\x1b\x00"), max_size=6)
FIELDS = st.tuples(
    st.sampled_from(["title", "title", "Title", "date", "tags", "tag", "categories", "category"])
    | st.sampled_from(["slug", "permalink", "published", "draft", "excerpt_separator", "layout"]),
    st.just(": "),
    NEARLY_PLAIN | NEARLY_PLAIN | ODD,
).map("".join)
TEXTS = st.tuples(
    st.sampled_from(["---\n", "---\n", "---\n", "--- \n", "\ufeff---\n"]),
    st.lists(
        FIELDS, min_size=1, max_size=5, unique_by=lambda field: field.split(":")[0].lower()
    ).map("\n".join),
    st.sampled_from(["\n---\n", "\n---\n", "\n---\n", "\n...\n", "\n--- \n", "\n---", "\n"]),
    st.sampled_from(
        ["", "正文", "# 题\n", "a\r\n\r\n## 题", "---\nb: c\n---\n", "\0", "渡" * 3000]
    ),
).map("".join)
PATHS = st.sampled_from(
    ["_posts/2022-04-28-a.md", "a/b/_posts/x-y.md", "_drafts/2.md", "a  b/_drafts/c/2022-1-1-.html"]
)


@settings(deadline=None, max_examples=500)
@given(
    TEXTS,
    st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16-le", "gb18030"]),
    st.booleans(),
    st.sampled_from([b"", b"", b"", b"\xe6", b"\xff", b"\0"]),
    PATHS,
)
def test_a_header_means_the_same_by_the_short_way_and_by_the_long_one(
    text: str, encoding: str, is_of_windows: bool, end: bytes, path: str
) -> None:
    data = text.replace("\n", "\r\n" if is_of_windows else "\n").encode(encoding, "replace") + end
    post, wants_more = parse_header(FileBytes(data, False, len(data), 0), path, SITE, ID)
    assert post == parse_post(data, path, SITE, ID).post
    assert not wants_more


@settings(deadline=None, max_examples=500)
@given(TEXTS, st.integers(0, 200), PATHS)
def test_wherever_a_file_was_cut_its_header_is_right_or_wants_more(
    text: str, end: int, path: str
) -> None:
    assume("\0" not in text)
    data = text.encode()
    post, wants_more = parse_header(FileBytes(data[:end], True, len(data), 0), path, SITE, ID)
    assert wants_more or post == parse_post(data, path, SITE, ID).post


def test_a_post_is_stamped_with_the_state_of_its_file(tmp_path: Path) -> None:
    for text in ("---\ntitle: a\n---\n正文", "---\ntags: a\n---\n" + "长" * FIRST_BYTES, ""):
        file = tmp_path / NAME
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(0, 1_650_000_000_123_456_789))
        status = file.stat()
        stamped = read_stamped_header(tmp_path, NAME, SITE, ID)
        assert isinstance(stamped, StampedPost)
        assert (stamped.size, stamped.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert stamped.post == read_header(tmp_path, NAME, SITE, ID)


def test_a_file_that_can_not_be_read_has_no_stamp(tmp_path: Path) -> None:
    assert isinstance(read_stamped_header(tmp_path, NAME, SITE, ID), Problem)


def test_plain_headers_need_no_yaml_parser(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('---\ntitle: "a"\ndate: 2022-04-28 13:01:28 +0800\n---\n')
    program = (
        "import sys\nfrom pathlib import Path\nfrom reader.posts.reading import read_header\n"
        "from reader.posts.source.site import read_site\n"
        "site, _ = read_site(Path(sys.argv[1]))\n"
        "print(read_header(Path(sys.argv[1]), sys.argv[2], site, 'id').title)\n"
        "print({'yaml', 'frontmatter'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), NAME],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["a", "set()"], done.stderr
