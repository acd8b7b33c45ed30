"""What the papers name exists: files, names of the code, links, and the picture of the layers."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARCHITECTURE = ROOT / "reader" / "ARCHITECTURE.md"
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
README = ROOT / "README.md"
CHINESE_README = ROOT / "reader" / "README.zh.md"
ADMIN = ROOT / "reader" / "ADMIN.md"
PAPERS = (README, CHINESE_README, ADMIN, CONTRIBUTING, ARCHITECTURE)
"""What users and developers read first."""
ABOUT_CODE = (CONTRIBUTING, ARCHITECTURE)
"""Those in which a name in backticks is a name of the code."""

FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[A-Za-z_][\w.-]*(?:/[\w.-]+)+/?|[\w-]+/|\w+\.(?:py|md|tcss|toml)")
PATH_OF_PROJECT = re.compile(r"(?:reader|tests|styles|sample_posts|\.ci|\.github)/[\w./-]*")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

papers = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
papers_about_code = pytest.mark.parametrize("paper", ABOUT_CODE, ids=lambda paper: paper.name)


def code_spans(paper: Path) -> list[str]:
    """All that stands in backticks, but for the programs of the environment."""
    spans = CODE.findall(FENCED.sub("", paper.read_text(encoding="utf-8")))
    return [span for span in spans if not span.startswith(".venv/")]


@cache
def defined_names() -> frozenset[str]:
    """Modules, what they and the tests' support define at top or in a class, also dotted."""
    found: set[str] = set()
    for path in (*(ROOT / "reader").rglob("*.py"), *(ROOT / "tests" / "support").glob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removeprefix("reader.")
        found |= {module, module.removesuffix(".__init__")}
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = {*names_of(node)}
            if isinstance(node, ast.ClassDef):
                members = {name for part in ast.walk(node) for name in names_of(part)}
                names |= members | {f"{node.name}.{member}" for member in members}
            found |= names | {f"{module}.{name}" for name in names}
    return frozenset(found)


def names_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from filter(None, map(assigned_name, targets))
        case ast.AnnAssign(target=target):
            yield from filter(None, [assigned_name(target)])


def assigned_name(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
            return name
    return ""


def is_like_code(name: str) -> bool:
    """Whether something in backticks is called as code is: more than one plain word."""
    return any(character in name for character in "._") or not name.islower()


@papers_about_code
def test_every_path_that_is_named_exists(paper: Path) -> None:
    paths = filter(PATH.fullmatch, code_spans(paper))
    missing = [
        path
        for path in paths
        if not any((base / path).exists() for base in (ROOT, ROOT / "reader"))
    ]
    assert missing == []


def test_every_path_of_the_project_that_the_readme_names_exists() -> None:
    paths = filter(PATH_OF_PROJECT.fullmatch, code_spans(README))
    assert [path for path in paths if not (ROOT / path).exists()] == []


@papers_about_code
def test_every_name_of_the_code_exists(paper: Path) -> None:
    names = [
        span
        for span in code_spans(paper)
        if NAME.fullmatch(span) and not PATH.fullmatch(span) and is_like_code(span)
    ]
    assert [name for name in names if name.removeprefix("reader.") not in defined_names()] == []


@papers
def test_every_link_within_the_project_leads_somewhere(paper: Path) -> None:
    links = LINK.findall(FENCED.sub("", paper.read_text(encoding="utf-8")))
    targets = [(paper.parent / path if path else paper, anchor) for path, anchor in links]
    assert [path for path, _ in targets if not path.exists()] == []
    assert [anchor for path, anchor in targets if anchor and anchor not in anchors(path)] == []


def anchors(paper: Path) -> set[str]:
    """Names of headings, as GitHub makes them."""
    headings = HEADING.findall(FENCED.sub("", paper.read_text(encoding="utf-8")))
    return {
        re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


def test_the_picture_of_the_layers_is_the_import_contract() -> None:
    assert drawn_layers() == contract_layers()


def drawn_layers() -> list[set[str]]:
    """The names that stand left of the wide gap on each line, from top to bottom."""
    picture = re.search(r"<!-- layers -->\n```\n(.*?)```", ARCHITECTURE.read_text("utf-8"), re.S)
    assert picture is not None
    lines = [re.split(r" {3,}", line.strip())[0] for line in picture[1].splitlines()]
    return [set(re.findall(r"\w+", line)) for line in lines]


def contract_layers() -> list[set[str]]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        contract
        for contract in pyproject["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Imports point downwards only"
    )
    return [set(re.findall(r"reader\.(\w+)", layer)) for layer in contract["layers"]]
