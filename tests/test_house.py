"""The house: how large a class, a folder and a knot of imports may become.

A reader is read by people who have never seen it: no class is longer than one can hold in mind,
no folder is a heap, and no module needs one that needs it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "reader"
MAX_LINES = 600
MAX_METHODS = 60
MAX_MODULES = 14


class ClassName(NamedTuple):
    """A class, by where it is defined."""

    module: str
    name: str


class Size(NamedTuple):
    """How large a class is, with all that it inherits from the project."""

    lines: int
    methods: int


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package, parsed; a package is called as its folder is."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in PACKAGE.rglob("*.py")
    }


def imports(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    """Yield module, name in it and name here of all that is imported at any level of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", alias.asname or alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            for alias in node.names:
                yield str(node.module), alias.name, alias.asname or alias.name


@cache
def classes() -> dict[ClassName, tuple[Size, list[ClassName]]]:
    """Every class of the package, with its own size and its bases."""
    found = {}
    for module, tree in trees().items():
        known = {here: ClassName(source, name) for source, name, here in imports(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                names = [ast.unparse(base).partition("[")[0] for base in node.bases]
                bases = [known.get(name, ClassName(module, name)) for name in names]
                found[ClassName(module, node.name)] = (own_size(node), bases)
    return found


def own_size(node: ast.ClassDef) -> Size:
    methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
    return Size((node.end_lineno or node.lineno) - node.lineno + 1, methods)


def ancestry(name: ClassName) -> set[ClassName]:
    """A class and all that it inherits from, of the package."""
    if name not in classes():
        return set()
    return {name}.union(*map(ancestry, classes()[name][1]))


def whole_size(name: ClassName) -> Size:
    sizes = [classes()[part][0] for part in ancestry(name)]
    return Size(sum(size.lines for size in sizes), sum(size.methods for size in sizes))


def edges() -> dict[str, set[str]]:
    """The modules that each module imports, whenever it does."""
    known = trees().keys()
    found = {}
    for module, tree in trees().items():
        named = [(source, f"{source}.{part}") for source, part, _ in imports(tree)]
        found[module] = {part if part in known else source for source, part in named}
        found[module] &= known - {module}
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules of which each imports, by whatever way, each other (Kosaraju, Sharir)."""
    order: list[str] = []
    seen: set[str] = set()
    for module in graph:
        collect(module, graph, seen, order)
    importers: dict[str, set[str]] = {module: set() for module in graph}
    for module, imported in graph.items():
        for other in imported:
            importers[other].add(module)
    seen.clear()
    groups: list[list[str]] = []
    for module in reversed(order):
        group: list[str] = []
        collect(module, importers, seen, group)
        groups.append(sorted(group))
    return [group for group in groups if len(group) > 1]


def collect(module: str, graph: dict[str, set[str]], seen: set[str], order: list[str]) -> None:
    """Put a module and all that is reached from it and was not seen into an order, last first."""
    if module not in seen:
        seen.add(module)
        for other in sorted(graph[module]):
            collect(other, graph, seen, order)
        order.append(module)


def test_no_class_with_all_that_it_inherits_is_longer_than_can_be_held_in_mind() -> None:
    too_large = {
        f"{name.module}.{name.name}": whole_size(name)
        for name in classes()
        if whole_size(name).lines > MAX_LINES or whole_size(name).methods > MAX_METHODS
    }
    assert not too_large


def test_no_folder_is_a_heap() -> None:
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())]
    modules = {
        str(folder.relative_to(PACKAGE.parent)): len(
            {*folder.glob("*.py")} - {folder / "__init__.py"}
        )
        for folder in folders
    }
    heaps = {folder: count for folder, count in modules.items() if count > MAX_MODULES}
    assert not heaps


def test_no_module_imports_what_imports_it_wherever_the_imports_stand() -> None:
    assert not circles(edges())


def test_circles_are_found_however_long_they_are() -> None:
    graph = {"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": set(), "f": {"a"}}
    assert circles(graph) == [["a", "b", "c"]]
