import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.paths import bundled

ROOT = Path(__file__).parent.parent
DISTRIBUTIONS = {
    "bs4": "beautifulsoup4",
    "frontmatter": "python-frontmatter",
    "yaml": "pyyaml",
}
"""Distributions that are not called as what they provide."""
USED_BY_OTHERS = {"lxml", "tzdata"}
"""Imported for us: by Beautiful Soup, and by `zoneinfo` where a machine has no zone files."""


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", text, maxsplit=1)[0].lower() for text in requirements}


def imported_packages() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "reader").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found.update(re.findall(r"^\s*(?:from|import) ([a-z0-9][a-z0-9_]*)", text, re.MULTILINE))
    return found - sys.stdlib_module_names - {"reader"}


def test_what_is_imported_is_declared_and_the_other_way_round(pyproject: dict[str, Any]) -> None:
    imported = {DISTRIBUTIONS.get(name, name).replace("_", "-") for name in imported_packages()}
    extra = names(pyproject["project"]["optional-dependencies"]["serve"])
    assert imported | USED_BY_OTHERS == names(pyproject["project"]["dependencies"]) | extra


def test_the_pages_files_travel_with_their_licences() -> None:
    static = ROOT / "reader" / "serve" / "static"
    for name in ("xterm", "addon-fit", "addon-unicode-graphemes"):
        assert (static / f"{name}.js").stat().st_size
        assert "Permission is hereby granted" in (static / f"{name}.LICENSE").read_text("utf-8")


@pytest.mark.parametrize("folder", ["styles", "sample_posts"])
def test_data_folders_travel_in_both_distributions(pyproject: dict[str, Any], folder: str) -> None:
    targets = pyproject["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["force-include"][folder] == f"reader/{folder}"
    assert f"/{folder}" in targets["sdist"]["include"]


def test_papers_stay_in_the_checkout_whose_files_they_link(pyproject: dict[str, Any]) -> None:
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["exclude"] == ["/reader/*.md"]
    assert list((ROOT / "reader").glob("*.md"))


@pytest.mark.parametrize(("folder", "kind"), [("styles", "*.tcss"), ("sample_posts", "**/*.md")])
def test_data_folders_are_found(folder: str, kind: str) -> None:
    assert list(bundled(folder).glob(kind))


def test_the_version_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"reader {reader.__version__}\n"


def test_the_top_level_is_as_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a checkout")
    top = {path.partition("/")[0] for path in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "reader",
        "sample_posts",
        "styles",
        "tests",
    }
