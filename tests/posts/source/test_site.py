"""The settings of a site."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.source.site import Site, read_site
from reader.posts.source.time_zones import LOCAL_ZONE


def test_a_folder_without_settings_has_the_usual_ones(tmp_path: Path) -> None:
    site, problems = read_site(tmp_path)
    assert (site.permalink, site.url, site.excerpt_separator) == ("date", "", "\n\n")
    assert not problems


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        "title: 财经档案\nurl: https://a.example/\nbaseurl: /news/\ntimezone: Asia/Shanghai\n"
        "permalink: pretty\nexcerpt_separator: <!--more-->\nexclude: [vendor]\n",
        encoding="utf-8",
    )
    site, problems = read_site(tmp_path)
    assert not problems
    assert (site.title, site.url, site.base_path) == ("财经档案", "https://a.example", "/news")
    assert (site.permalink, site.excerpt_separator) == ("pretty", "<!--more-->")
    assert datetime(2022, 1, 1, tzinfo=site.timezone).utcoffset() == timedelta(hours=8)
    assert site.values["baseurl"] == "/news/"
    assert site.values["exclude"] == ["vendor"]


def test_the_other_extension_counts_too(tmp_path: Path) -> None:
    (tmp_path / "_config.yaml").write_text("title: a", encoding="utf-8")
    assert read_site(tmp_path)[0].title == "a"


@pytest.mark.parametrize("zone", ["Nowhere/City", "../../etc/passwd", "/etc/localtime", "Asia"])
def test_a_zone_that_does_not_exist_is_reported(tmp_path: Path, zone: str) -> None:
    (tmp_path / "_config.yml").write_text(f"title: a\ntimezone: {zone}\n", encoding="utf-8")
    site, problems = read_site(tmp_path)
    assert site.title == "a"
    assert [(problem.kind, problem.fields) for problem in problems] == [
        (ProblemKind.TIME_ZONE_UNKNOWN, (("zone", zone),))
    ]


def test_settings_that_are_no_yaml_are_reported(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: a\nurl: b: c\n", encoding="utf-8")
    site, problems = read_site(tmp_path)
    assert site.permalink == Site().permalink
    assert [(problem.path, problem.line) for problem in problems] == [("_config.yml", 2)]


def test_settings_that_are_a_pipe_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "_config.yml")
    assert [problem.kind for problem in read_site(tmp_path)[1]] == [ProblemKind.NOT_A_REGULAR_FILE]


def test_settings_that_are_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    problem = read_site(tmp_path)[1][0]
    assert problem.kind is ProblemKind.NOT_A_REGULAR_FILE
    assert problem.handling is Handling.DEFAULT_SETTINGS


def test_values_are_safe_for_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text('title: "a\\e[31m"\n', encoding="utf-8")
    assert read_site(tmp_path)[0].title == "a␛[31m"


def test_without_a_zone_the_machines_own_holds_whatever_the_season(tmp_path: Path) -> None:
    assert read_site(tmp_path)[0].timezone is LOCAL_ZONE
    assert Site().timezone is LOCAL_ZONE


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        'title: "a"b"\ntimezone: Asia/Shanghai\nurl: //a.example\n'
    )
    site, (problem,) = read_site(tmp_path)
    assert (site.title, site.url) == ('a"b', "https://a.example")
    assert datetime(2022, 1, 1, tzinfo=site.timezone).utcoffset() == timedelta(hours=8)
    assert problem.line == 1
    assert problem.handling is Handling.READ_LINE_BY_LINE
    assert ("keys", "title, timezone, url") in problem.fields


def test_all_keys_are_kept_for_liquid(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("a: 1\nauthor:\n  name: Wang\n  list: [x]\n")
    values = read_site(tmp_path)[0].values
    assert values == {"a": "1", "author": {"name": "Wang", "list": ["x"]}}


def test_a_file_of_settings_that_only_nests_does_not_crash(tmp_path: Path) -> None:
    for data in (
        b"[" * 200_000,
        b'["]",' * 50_000,
        b"- " * 100_000,
        b"a: &a [*a]",
        b"\0" * 300_000,
    ):
        (tmp_path / "_config.yml").write_bytes(data)
        assert read_site(tmp_path)[0].permalink == "date"
