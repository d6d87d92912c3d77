"""Imports point down: who may import whom, read from the source of every module."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import grader

ROOT = Path(grader.__file__).parent
LAYERS = {
    "cli": 5,
    "__main__": 5,
    "commands": 5,
    "batch": 4,
    "events": 4,
    "ledger": 4,
    "verify": 4,
    "replay": 4,
    "report": 4,
    "judge": 3,
    "store": 3,
    "intake": 3,
    "sandbox": 2,
    "inside": 2,
    "exercises": 1,
    "expectations": 1,
    "fields": 1,
    "jobkey": 1,
    "judgement_json": 1,
    "manifest": 1,
    "scoring": 1,
    "wholefile": 1,
    "wire": 1,
    "words": 1,
    "zipped": 1,
    "model": 0,
    "errors": 0,
}
"""By the first name below `grader`; `grader` itself holds no more than the version."""
SHARED_WITH_INSIDE = ("wire",)
"""What the agent takes along into the box beside itself."""

MODULES = sorted(path for path in ROOT.rglob("*.py") if "data" not in path.relative_to(ROOT).parts)


def name_of(path: Path) -> str:
    parts = ("grader", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Name every module that a file imports."""
    module = name_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return imports_in(path.read_bytes(), package=package.split("."))


def imports_in(source: bytes, *, package: list[str]) -> Iterator[str]:
    """Name every module that is imported, also within functions; relative ones made whole."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            # `from grader import batch` imports a module, not a name of the package.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def part(module: str) -> str | None:
    """Return the part of grader that a module belongs to; None for the package itself."""
    names = module.split(".")
    return names[1] if len(names) > 1 and names[1] in LAYERS else None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = part(name_of(path))
    if path == ROOT / "__init__.py":
        assert not [name for name in imports_of(path) if name.startswith("grader")]
        return
    assert own is not None, f"give {name_of(path)} a layer"
    for imported in imports_of(path):
        other = part(imported) if imported.startswith("grader.") else None
        if other is not None and other != own:
            assert LAYERS[other] <= LAYERS[own], f"{name_of(path)} imports {imported}"


INSIDE = [path for path in MODULES if part(name_of(path)) == "inside"]
HOST = [path for path in MODULES if part(name_of(path)) not in ("inside", None)]


@pytest.mark.parametrize("path", INSIDE, ids=name_of)
def test_what_runs_beside_student_code_needs_the_standard_library_alone(path: Path) -> None:
    for imported in imports_of(path):
        top = imported.split(".")[0]
        if top == "grader":
            assert part(imported) in ("inside", *SHARED_WITH_INSIDE), f"it imports {imported}"
        else:
            assert top in sys.stdlib_module_names, f"it imports {imported}"


@pytest.mark.parametrize(
    "path", [path for path in HOST if part(name_of(path)) in SHARED_WITH_INSIDE], ids=name_of
)
def test_what_goes_into_the_box_takes_nothing_else_along(path: Path) -> None:
    for imported in imports_of(path):
        if imported.startswith("grader"):
            assert part(imported) in (*SHARED_WITH_INSIDE, "errors", None), f"it imports {imported}"


@pytest.mark.parametrize("path", HOST, ids=name_of)
def test_the_host_never_imports_what_runs_inside(path: Path) -> None:
    assert not [name for name in imports_of(path) if part(name) == "inside"]


def test_the_reader_of_imports_sees_every_form() -> None:
    """Guard the guard: an import that it missed could point anywhere."""
    source = b"""
import os.path
from ..wire import codec
from . import agent
def f():
    from grader.report import html
"""
    assert list(imports_in(source, package=["grader", "inside"])) == [
        "os.path",
        "grader.wire.codec",
        "grader.inside.agent",
        "grader.report.html",
    ]
