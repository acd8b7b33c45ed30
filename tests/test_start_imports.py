"""What a start imports and what it leaves for later, and the few places where that is decided.

The first list, a help text and a piped command are to come at once, so none of them waits for a
package that it does not need. What is heavy is imported in a function, at a seam: a module loads
all that belongs together when the first of it is asked for. Everything else is imported at the
top of its module.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reader"

NOT_FOR_A_LIST = {
    *("PIL", "bs4", "frontmatter", "opencc", "pygments.lexers", "regex", "inotify_simple", "yaml"),
    *("reader.archive.memory_repository", "reader.document.parsing", "reader.layout.page"),
    "reader.post_opening",
}
"""What no list of posts needs, on a screen or on standard output."""
NOT_FOR_A_SCREEN = NOT_FOR_A_LIST | {
    *("click", "comrak", "filelock", "hashlib", "lxml", "multiprocessing", "rich.traceback"),
    *("tomllib", "zoneinfo"),
    *("reader.archive.query.parser", "reader.archive.query_language"),
    *("reader.document.addresses", "reader.document.nodes"),
    *("reader.archive.search.body_text", "reader.archive.search.long_texts"),
    *("reader.index.post_files", "reader.index.scan", "reader.index.sync.upkeep"),
    *("reader.index.write", "reader.posts.reading", "reader.posts.source.site"),
    *("reader.state.host_logs", "reader.ui.dialogs", "reader.ui.loaders.picture_drawer"),
    *("reader.ui.loaders.text_layouts", "reader.ui.terminal.pictures"),
    "reader.ui.text.text_search",
}
"""What the first list of a screen does not need besides, where there are an index and a state."""
NOT_FOR_A_WORD = {
    *("PIL", "bs4", "comrak", "frontmatter", "lxml", "multiprocessing", "opencc", "yaml"),
    *("reader.index", "reader.session", "rich.console", "textual", "inotify_simple"),
}
"""What neither the version nor the help needs; the settings, which choose its language, it does."""

SEAMS = {
    "reader.files.folder_watch": {"inotify_simple"},
    "reader.index.store.error_translation": {"reader.index.store.soundness"},
    "reader.__main__": {
        *("reader.cli", "reader.cli.archive_choice", "reader.cli.run_language"),
        *(
            "reader.completion.words",
            "reader.errors",
            "reader.kiosk.isolation",
            "reader.kiosk.running",
            "reader.linear.running",
            "reader.ui.keys.keys_page",
            "reader.ui.running",
        ),
    },
    "reader.messages.language": {"gettext"},
    "reader.archive.query.post_text": {"reader.archive.search.body_text"},
    "reader.archive.search.character_tokens": {"opencc"},
    "reader.archive.search.patterns": {"regex"},
    "reader.cli.archive_opening": {"reader.session"},
    "reader.cli.commands.archives": {"reader.session"},
    "reader.cli.commands.config": {"reader.session"},
    "reader.cli.commands.help": {"reader.session"},
    "reader.cli.commands.serve": {"reader.serve"},
    "reader.cli.commands.installation.doctor": {"reader.diagnosis.facts"},
    "reader.diagnosis.log": {"logging.handlers"},
    "reader.cli.commands.index": {"reader.index_opening"},
    "reader.cli.output": {"reader.cli.paging", "reader.cli.styled_text"},
    "reader.cli.help_layout": {"reader.layout.line", "reader.layout.text.line_breaking"},
    "reader.config.file": {"difflib", "tomllib"},
    "reader.document.markup.markup_events": {"reader.document.markup.liquid.carrying_out"},
    "reader.digests": {"hashlib"},
    "reader.index.indexed_repository": {
        "reader.index.post_files",
        "reader.posts.source.time_zones",
    },
    "reader.index.opening": {"reader.archive.memory_repository", "reader.index.sync.upkeep"},
    "reader.layout.text.ambiguous_width": {"rich"},
    "reader.layout.text.code_roles": {"pygments"},
    "reader.linear.console": {"readline"},
    "reader.posts.front_matter.values": {"reader.posts.front_matter.yaml_loader"},
    "reader.posts.source.site_files": {"reader.posts.front_matter.yaml_loader"},
    "reader.posts.source.encodings": {"bs4.dammit", "reader.posts.source.east_asian"},
    "reader.posts.source.site_folder": {"reader.posts.source.site"},
    "reader.session": {"reader.post_opening", "reader.posts.source.time_zones"},
    "reader.state.file.connections": {"filelock"},
    "reader.state.opening": {"reader.state.host_logs"},
    "reader.ui.features.dialog_loading": {"reader.ui.dialogs.dialogs"},
    "reader.ui.loaders.document_loader": {"reader.ui.loaders.text_layouts"},
    "reader.ui.loaders.picture_loader": {"reader.ui.loaders.picture_drawer"},
    "reader.ui.loaders.text_finder": {"reader.ui.text.text_search"},
    "reader.ui.terminal.pictures": {"PIL"},
    "reader.ui.themes.user_themes": {"tomllib"},
    "reader.ui.terminal.textual_internals": {"rich.traceback"},
    "reader.browsing.views": {"reader.archive.query_language"},
}
"""The modules that import something in a function, and what."""

FIRST_LIST = """
import sys
from reader.archive.query.model import EVERYTHING
from reader.session import open_session
from reader.ui.running import ReaderApp
session = open_session(is_on_screen=True)
ReaderApp(session).get_default_screen()
posts = session.repository.select(EVERYTHING).rows(0, 50)
assert [post.title for post in posts] == ["A"], posts
print(*sys.modules, file=sys.stderr)
"""
"""All that is done before the first list is on the screen, but for drawing it."""
COMMAND_LINE = """
import sys
from reader.__main__ import main
status = main()
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual archive is one of a post, with an index and a state."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    root = tmp_path / "archive"
    root.mkdir()
    (root / "2022-01-01-a.md").write_text("---\ntitle: A\n---\ntext\n")
    monkeypatch.setenv("READER_ARCHIVE", str(root))
    subprocess.run([sys.executable, "-m", "reader", "list"], check=True)


def imported_by(code: str, *arguments: str) -> set[str]:
    """Run a program that ends by telling its modules; return them and the packages they are in."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules = done.stderr.split()
    return {*modules, *(name.partition(".")[0] for name in modules)}


def test_the_first_list_waits_for_nothing_that_it_does_not_show() -> None:
    assert imported_by(FIRST_LIST) & NOT_FOR_A_SCREEN == set()


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_reads_no_archive_imports_nothing_heavy(option: str) -> None:
    assert imported_by(COMMAND_LINE, option) & NOT_FOR_A_WORD == set()


def test_a_piped_list_imports_neither_the_screen_nor_what_shows_a_text() -> None:
    assert imported_by(COMMAND_LINE, "list") & {"textual", "rich.console", *NOT_FOR_A_LIST} == set()


def test_words_for_a_shell_import_nothing_heavy() -> None:
    heavy = NOT_FOR_A_LIST | NOT_FOR_A_WORD - {"reader.index"}
    heavy |= {"click", "reader.archive.query", "reader.index.answer", "reader.posts"}
    assert imported_by(COMMAND_LINE, "complete-words", "tag", "") & heavy == set()


@pytest.mark.parametrize("command", [("show", "2022-01-01-a"), ("stats",)])
def test_commands_do_not_import_textual(command: tuple[str, ...]) -> None:
    assert "textual" not in imported_by(COMMAND_LINE, *command)


def test_imports_stand_in_functions_only_at_the_seams() -> None:
    found = {}
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        imported = set(imports_in_functions(ast.parse(path.read_text(encoding="utf-8"))))
        if imported:
            found[module] = imported
    assert found == SEAMS


def imports_in_functions(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    yield str(node.module)
                elif isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)
