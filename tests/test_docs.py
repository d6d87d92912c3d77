"""The documentation says what is so: links lead somewhere, and what can be written is written of.

What is named in the code by a list (keys, marks, commands) must be named in the page about it. The
example of `docs/writing-exercises.md` is verified as it is printed there.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import grader
from grader import cli, expectations, manifest, verify
from grader.commands import COMMANDS
from grader.exercises import catalogue, load
from grader.judge.lab import Call, Lab
from grader.judge.plugin import Plugin
from grader.judge.probes import Gate, Probe
from grader.judgement_json import to_json
from grader.report.topicmap import topic_map
from grader.sandbox.local import LocalDriver
from tests.support.builders import a_judgement
from tests.test_layers import LAYERS

CODE = Path(grader.__file__).parent
ROOT = CODE.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def read(*names: str) -> str:
    return "\n".join((DOCS / name).read_text(encoding="utf-8") for name in names)


def prose(text: str) -> str:
    return FENCE.sub("", text)


def names_in_code(text: str) -> set[str]:
    """List the words that stand in backticks outside of fences."""
    return {word for span in re.findall(r"`([^`\n]+)`", prose(text)) for word in words(span)}


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z_][\w-]*", text)


# -- links ----------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """Name a page's headings as GitHub does."""
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"`[^`\n]*`", "", prose(page.read_text(encoding="utf-8")))
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} links to {link}"
        assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
        if anchor:
            assert anchor in anchors(target), f"{page.name} links to {link}"


def test_the_pages_have_links_at_all() -> None:
    assert "docs/architecture.md" in set(links(ROOT / "README.md"))


# -- what can be written --------------------------------------------------------------------------


def marks() -> list[str]:
    """List the marks that the judge registers."""
    lines: list[str] = []

    class Config:
        def addinivalue_line(self, name: str, line: str) -> None:
            lines.append(line)

    plugin: Any = object.__new__(Plugin)
    plugin.pytest_configure(Config())
    return [words(line)[0] for line in lines]


def public(cls: type) -> list[str]:
    return [name for name in vars(cls) if not name.startswith("_")]


def test_every_key_of_a_manifest_is_explained() -> None:
    named = names_in_code(read("writing-exercises.md"))
    assert set(manifest._KEYS) <= named
    assert set(manifest._LIMITS) <= named


def test_every_mark_is_explained() -> None:
    named = set(re.findall(r"pytest\.mark\.(\w+)", read("writing-exercises.md")))
    assert "points" in marks()
    assert set(marks()) - {"weight"} <= named
    assert "`weight`" in read("writing-exercises.md")


def test_every_method_of_the_lab_is_explained() -> None:
    text = read("writing-exercises.md", "schedules.md")
    assert "gate" in public(Lab)
    assert [name for name in public(Lab) if not re.search(rf"`lab\.{name}\b", text)] == []


@pytest.mark.parametrize("cls", [Gate, Probe, Call])
def test_every_part_of_what_the_lab_gives_is_explained(cls: type) -> None:
    assert set(public(cls)) <= names_in_code(read("writing-exercises.md"))


def test_every_expectation_is_explained() -> None:
    named = names_in_code(read("writing-exercises.md"))
    assert set(expectations._KEYS) <= named
    assert set(expectations.DEFAULTS) <= named


def test_the_map_of_the_exercises_is_that_of_their_manifests() -> None:
    written = topic_map(catalogue(ROOT / "exercises").exercises.values())
    assert read("exercises.md") == written, "grader list --map > docs/exercises.md"


# -- the judgement --------------------------------------------------------------------------------

EXPLAINERS = ["judge/calls.py", "judge/feedback.py", "judge/importer.py", "judge/leaks.py",
              "judge/reasons.py", "judge/ending.py", "inside/explain.py"]  # fmt: skip
"""Where explanations are made: dictionaries with a `kind`, and all in `explain.py`'s functions."""


def keys_of_explanations(path: Path) -> set[str]:
    tree = ast.parse(path.read_bytes())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    made = [node for each in functions for node in ast.walk(each) if isinstance(node, ast.Dict)]
    tops = [node for node in made if path.name == "explain.py" or "kind" in set(keys(node))]
    inner = (each for top in tops for each in ast.walk(top) if isinstance(each, ast.Dict))
    return {key for each in inner for key in keys(each)}


def keys(node: ast.Dict) -> Iterator[str]:
    """Name the keys of a dictionary; of one that a condition chooses, both."""
    for key in node.keys:
        for each in ast.walk(key) if key is not None else ():
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def test_every_key_of_a_judgement_is_explained() -> None:
    judgement = to_json(a_judgement())
    named = names_in_code(read("judgement.md"))
    assert {*judgement, *judgement["cases"][0]} <= named


@pytest.mark.parametrize("name", EXPLAINERS)
def test_every_key_of_an_explanation_is_explained(name: str) -> None:
    found = keys_of_explanations(CODE / name)
    assert "kind" in found
    assert found <= names_in_code(read("judgement.md", "schedules.md"))


# -- the project ----------------------------------------------------------------------------------


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_is_explained() -> None:
    about = project()
    extras = about["project"]["optional-dependencies"].values()
    lists = [about["project"]["dependencies"], about["build-system"]["requires"], *extras]
    needed = {words(requirement)[0] for each in lists for requirement in each}
    assert "pytest" in needed
    assert needed <= set(words(read("dependencies.md")))


def test_the_wheel_has_what_an_installed_grader_looks_for() -> None:
    shipped = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {"grader/data/Dockerfile", "grader/data/exercises"} <= set(shipped.values())
    assert all((ROOT / source).exists() for source in shipped)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_of(name: str) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"grader {name}" in text


def console_lines() -> list[str]:
    """List what the pages tell to type: the lines of their consoles that begin with `$ grader`."""
    blocks = [
        body
        for page in PAGES
        for kind, body in FENCE.findall(page.read_text(encoding="utf-8"))
        if kind == "console"
    ]
    return re.findall(r"^\$ grader +([^#\n]+)", "\n".join(blocks), re.MULTILINE)


@pytest.mark.parametrize("line", console_lines())
def test_what_the_pages_tell_to_type_can_be_typed(line: str) -> None:
    name, *arguments = line.split()
    known = cli._parser(COMMANDS[name]).words()
    assert [word for word in arguments if word.startswith("-") and word not in known] == []


def test_the_examples_of_every_command_can_be_typed() -> None:
    for command in COMMANDS.values():
        assert command.examples
        for example in command.examples:
            program, name, *arguments = example.split()
            assert (program, name) == ("grader", command.name)
            known = cli._parser(command).words()
            assert [word for word in arguments if word.startswith("-") and word not in known] == []


def test_every_part_of_the_code_is_placed() -> None:
    named = names_in_code(read("architecture.md"))
    assert set(LAYERS) <= named


def test_what_the_architecture_names_is_there() -> None:
    for name in re.findall(r"`([\w/]+\.py)`", read("architecture.md", "deadlocks.md")):
        places = (CODE / name, ROOT / name, CODE / "inside" / name)
        assert any(place.exists() for place in places), name


# -- the example ----------------------------------------------------------------------------------


def write_example(folder: Path) -> None:
    """Write the files that the page prints, each by the path in its first line."""
    first = re.compile(r"(?:# |<!-- )((?:exercises|solutions)/\S+)(?: -->)?\n")
    for _, body in FENCE.findall(read("writing-exercises.md")):
        if named := first.match(body):
            path = folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") + "\n\n" if path.exists() else ""
            path.write_text(before + body[named.end() :], encoding="utf-8")


def test_the_example_is_verified(tmp_path: Path) -> None:
    write_example(tmp_path)
    exercise = load(tmp_path / "exercises/mail-room")
    trials = verify.verify([exercise], LocalDriver(isolated=False), slots=1)
    assert {trial.solution.name: trial.mismatches for trial in trials} == {
        "accepted/pool.py": (),
        "accepted/threads.py": (),
        "deadlock/one_end_marker.py": (),
        "wrong_answer/one_after_the_other.py": (),
    }
