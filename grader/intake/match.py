"""Which exercise a file is the answer to, by its name."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from grader.intake.contents import Leaf
from grader.intake.names import is_source, is_test_file, listed, loose, looser, shown
from grader.intake.tree import Kind
from grader.model import Exercise


class Closeness(enum.IntEnum):
    """Rank how well a name fits, best first."""

    EXACT = 0
    SPELLING = 1
    """But for case, `-`, `_` and spaces."""
    COPY = 2
    """But for the marks of a copy: ` (1)`, `-2`, `_final`."""
    ONLY = 3
    """It does not fit, and is the only source file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Hold where one exercise's files lie in a hand-in."""

    exercise: Exercise
    root: str
    """The folder that the exercise's paths start from, with its `/`; "" is the top."""
    files: Mapping[str, Leaf]
    """By the path that the exercise gives them: those that were found."""
    others: Mapping[str, Leaf]
    """What lies beside and below them, by its path from there."""
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the files that were not found."""
        return tuple(path for path in self.exercise.files if path not in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    leaf: Leaf
    closeness: Closeness

    @property
    def rank(self) -> tuple[object, ...]:
        return (
            self.closeness,
            self.leaf.kind is not Kind.FILE,
            self.leaf.path.count("/"),
            self.leaf.path,
        )


def names_starter(name: str, exercises: Mapping[str, Exercise]) -> bool:
    """Tell whether a file is named after an exercise's starter."""
    return any(
        "/" not in exercise.files[0] and closeness(name, exercise.files[0]) is not None
        for exercise in exercises.values()
    )


def closeness(path: str, wanted: str) -> Closeness | None:
    """Tell how well the end of a path fits the one that an exercise wants; None is not at all."""
    if path == wanted or path.endswith(f"/{wanted}"):
        return Closeness.EXACT
    folder, _, name = path.rpartition("/")
    wanted_folder, _, wanted_name = wanted.rpartition("/")
    if not is_source(name) or not f"/{folder}".endswith(f"/{wanted_folder}" * bool(wanted_folder)):
        return None
    stem, wanted_stem = name[:-3], wanted_name.removesuffix(".py")
    if loose(stem) == loose(wanted_stem):
        return Closeness.SPELLING
    return Closeness.COPY if looser(stem) == loose(wanted_stem) else None


def pick_all(leaves: Sequence[Leaf], exercises: Mapping[str, Exercise]) -> tuple[Pick, ...]:
    """Find every exercise that has its starter among the files."""
    starters = [exercise.files[0] for exercise in exercises.values()]
    exact = {
        leaf.path
        for leaf in leaves
        if any(closeness(leaf.path, starter) is Closeness.EXACT for starter in starters)
    }
    picks = (_pick(leaves, exercise, exact) for exercise in exercises.values())
    return tuple(pick for pick in picks if pick)


def pick_one(leaves: Sequence[Leaf], exercise: Exercise, student: str) -> Pick | None:
    """Find the files for an exercise that is known; then a single source file may have any name.

    That it is named after the student is as it should be, and gets no note.
    """
    if pick := _pick(leaves, exercise, frozenset()):
        return pick
    sources = [leaf for leaf in leaves if is_source(leaf.name) and not is_test_file(leaf.name)]
    if len(sources) != 1:
        return None
    only = _Candidate(leaf=sources[0], closeness=Closeness.ONLY)
    pick = _build(leaves, exercise, [only])
    return replace(pick, notes=()) if only.leaf.path == f"{student}.py" else pick


def _pick(leaves: Sequence[Leaf], exercise: Exercise, exact: Set[str]) -> Pick | None:
    candidates = [
        _Candidate(leaf=leaf, closeness=fit)
        for leaf in leaves
        if (fit := closeness(leaf.path, exercise.files[0])) is not None
        # A file that is exactly another exercise's is no slip of the pen for this one.
        and (fit is Closeness.EXACT or leaf.path not in exact)
    ]
    candidates.sort(key=lambda candidate: candidate.rank)
    return _build(leaves, exercise, candidates) if candidates else None


def _build(leaves: Sequence[Leaf], exercise: Exercise, candidates: list[_Candidate]) -> Pick:
    best = candidates[0]
    root = _root(best, exercise.files[0])
    around = {
        leaf.path.removeprefix(root): leaf
        for leaf in leaves
        if leaf.tree is best.leaf.tree and leaf.path.startswith(root)
    }
    files = {exercise.files[0]: best.leaf}
    for wanted in exercise.files[1:]:
        if found := _find(around, wanted):
            files[wanted] = found
    taken = {leaf.path for leaf in files.values()}
    rest = [candidate.leaf.path for candidate in candidates[1:] if candidate.leaf.path not in taken]
    others = {path: leaf for path, leaf in around.items() if leaf.path not in {*taken, *rest}}
    return Pick(
        exercise=exercise,
        root=root,
        files=files,
        others=others,
        notes=(*_renamed(files), *_also(files, rest)),
    )


def _root(best: _Candidate, wanted: str) -> str:
    """Return the folder that the exercise's paths start from, with its `/`."""
    levels = 1 if best.closeness is Closeness.ONLY else wanted.count("/") + 1
    return "".join(f"{part}/" for part in best.leaf.path.split("/")[:-levels])


def _find(around: Mapping[str, Leaf], wanted: str) -> Leaf | None:
    fits = [
        (fit, path)
        for path in around
        if path.count("/") == wanted.count("/") and (fit := closeness(path, wanted)) is not None
    ]
    return around[min(fits)[1]] if fits else None


def _renamed(files: Mapping[str, Leaf]) -> list[str]:
    return [
        f"{shown(leaf.path)} was taken as {wanted}."
        for wanted, leaf in files.items()
        if leaf.name != wanted.rpartition("/")[2]
    ]


def _also(files: Mapping[str, Leaf], rest: list[str]) -> list[str]:
    starter = next(iter(files.values()))
    return [f"{shown(starter.path)} was taken, not also {listed(rest)}."] if rest else []
