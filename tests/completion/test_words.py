from collections.abc import Callable
from pathlib import Path

import pytest

from reader.archive.query.fields.tag import HasTag
from reader.archive.query.parser import parse_query
from reader.completion.words import words_for
from reader.paths import state_folder
from reader.posts.post import PostId
from reader.state.records import WHOLE_ARCHIVE
from reader.state.state_file import StateFile

Asked = Callable[..., list[str]]

WRITTEN = {"common", "AI", "aircraft", "not", 'said "so"', "宏观", "宏观 经济"}


def test_tags_are_offered_most_frequent_first(asked: Asked) -> None:
    assert asked("tag", "") == [
        *("common", "AI", "aircraft", '"not"', '"said \\"so\\""', "宏观", '"宏观 经济"'),
    ]


def test_a_beginning_is_found_in_any_letter_case_and_spelled_as_posts_spell_it(
    asked: Asked,
) -> None:
    assert asked("tag", "ai") == ["AI", "aircraft"]
    assert asked("tag", "AIR") == ["aircraft"]


def test_chinese_names_are_found_by_their_beginning(asked: Asked) -> None:
    assert asked("tag", "宏") == ["宏观", '"宏观 经济"']


def test_a_quote_before_the_name_is_no_part_of_it(asked: Asked) -> None:
    assert asked("tag", '"宏观 ') == ['"宏观 经济"']


def test_categories_above_are_offered_too(asked: Asked) -> None:
    assert asked("category", "财") == ["财经", "财经/股市"]


def test_authors_are_offered(asked: Asked) -> None:
    assert asked("author", "") == ["李"]


def test_posts_are_offered_the_last_name_first(asked: Asked) -> None:
    assert asked("post", "2022-04-2")[:2] == ["2022-04-25-5", "2022-04-24-4"]


def test_a_post_is_described_by_its_title(news: Path) -> None:
    assert list(words_for("post", "2022-04-20", str(news))) == [("2022-04-20-0", "Title 0")]


def test_archives_of_the_settings_are_offered_by_name(asked: Asked) -> None:
    assert asked("archive", "fin") == ["finews"]


def test_an_archive_can_be_named(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READER_ARCHIVE")
    assert asked("author", "", "finews") == ["李"]


def test_labels_and_views_come_from_the_reading_state(news: Path) -> None:
    file = StateFile(state_folder(), news)
    file.state.set_label("later", [PostId("2022-04-20-0")], is_set=True)
    file.state.keep("view:morning", WHOLE_ARCHIVE, "is:unread")
    file.save()
    assert list(words_for("label", "la", str(news))) == [("later", "1")]
    assert list(words_for("view", "", str(news))) == [("morning", "")]


@pytest.mark.parametrize("kind", ["tag", "category", "label", "view", "post", "nonsense", ""])
def test_nothing_is_said_where_there_is_no_index(asked: Asked, tmp_path: Path, kind: str) -> None:
    assert asked(kind, "", str(tmp_path)) == []


def test_nothing_is_written_where_there_is_no_index(asked: Asked, tmp_path: Path) -> None:
    asked("tag", "", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("settings", ["nonsense", "archive = 7"])
def test_bad_settings_are_no_complaint_in_a_shell(
    asked: Asked, settings: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "terminal-news-reader").mkdir()
    (tmp_path / "terminal-news-reader" / "settings.toml").write_text(settings)
    assert asked("archive", "") == []


def test_every_name_is_spelled_so_that_a_query_reads_it_back(news: Path) -> None:
    for word, _ in words_for("tag", "", str(news)):
        condition = parse_query(f"tag:{word}").condition
        assert isinstance(condition, HasTag)
        assert condition.name in WRITTEN
