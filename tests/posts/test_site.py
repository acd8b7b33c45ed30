"""The settings of a site."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.posts.site import Site, read_site


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
    assert ("baseurl", "/news/") in site.variables
    assert "exclude" not in dict(site.variables)


def test_the_other_extension_counts_too(tmp_path: Path) -> None:
    (tmp_path / "_config.yaml").write_text("title: a", encoding="utf-8")
    assert read_site(tmp_path)[0].title == "a"


@pytest.mark.parametrize("zone", ["Nowhere/City", "../../etc/passwd", "/etc/localtime", "Asia"])
def test_a_zone_that_does_not_exist_is_reported(tmp_path: Path, zone: str) -> None:
    (tmp_path / "_config.yml").write_text(f"title: a\ntimezone: {zone}\n", encoding="utf-8")
    site, problems = read_site(tmp_path)
    assert site.title == "a"
    assert [problem.reason for problem in problems] == [f"no time zone is called {zone}"]


def test_settings_that_are_no_yaml_are_reported(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: a\nurl: b: c\n", encoding="utf-8")
    site, problems = read_site(tmp_path)
    assert site.permalink == Site().permalink
    assert [(problem.path, problem.line) for problem in problems] == [("_config.yml", 2)]


def test_settings_that_are_a_pipe_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "_config.yml")
    assert [problem.reason for problem in read_site(tmp_path)[1]] == ["not a regular file"]


def test_settings_that_are_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    problem = read_site(tmp_path)[1][0]
    assert (problem.reason, problem.understood) == ("not a regular file", "the usual settings hold")


def test_values_are_safe_for_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text('title: "a\\e[31m"\n', encoding="utf-8")
    assert read_site(tmp_path)[0].title == "a␛[31m"
