"""The exercises that there are: found, listed, looked up."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from grader.errors import ManifestError, UsageError
from grader.fields import nearest
from grader.manifest import MANIFEST, load
from grader.model import Exercise

ENVIRONMENT: Final = "GRADER_EXERCISES"


__all__ = ["Catalogue", "catalogue", "exercise_for_files", "find", "find_root", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Hold the exercises of a folder; one that is broken does not hide the others."""

    root: Path
    exercises: Mapping[str, Exercise]
    """By slug, sorted."""
    errors: Mapping[str, ManifestError]
    """Why the others could not be read, by the name of their folder, sorted."""


def catalogue(where: Path | None = None) -> Catalogue:
    """Read all exercises of a folder, or of the first place that has any.

    The places, in order: the argument, $GRADER_EXERCISES, ./exercises, the ones that come with
    grader. The folder of a single exercise is a catalogue of one.

    Raises:
        UsageError: when the place that was named is no folder, or no place has exercises.
    """
    root = find_root(where)
    exercises: dict[str, Exercise] = {}
    errors: dict[str, ManifestError] = {}
    for folder in _exercise_folders(root):
        try:
            exercises[folder.name] = load(folder)
        except ManifestError as error:
            errors[folder.name] = error
    return Catalogue(
        root=root, exercises=MappingProxyType(exercises), errors=MappingProxyType(errors)
    )


def find(slug: str, among: Catalogue) -> Exercise:
    """Look up an exercise.

    Raises:
        ManifestError: when it is there and broken.
        UsageError: when it is not there, with the nearest slug.
    """
    if slug in among.exercises:
        return among.exercises[slug]
    if slug in among.errors:
        raise among.errors[slug]
    near = nearest(slug, [*among.exercises, *among.errors])
    hint = f"Did you mean `{near}`?" if near else "`grader list` shows the exercises."
    raise UsageError(f"There is no exercise {slug!r}.", where=str(among.root), hint=hint)


def exercise_for_files(names: Iterable[str], among: Catalogue) -> Exercise | None:
    """Tell which exercise handed-in files belong to; None where none or several are as likely.

    The starter's name decides, wherever the file lies; between several, the one of whose files
    more were handed in, then the one of whose files fewer are missing.
    """
    handed_in = {PurePosixPath(name).name.casefold() for name in names}
    ranked: dict[tuple[int, int], list[Exercise]] = {}
    for exercise in among.exercises.values():
        wanted = [PurePosixPath(file).name.casefold() for file in exercise.files]
        if wanted[0] in handed_in:
            there = sum(name in handed_in for name in wanted)
            ranked.setdefault((there, there - len(wanted)), []).append(exercise)
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len(best) == 1 else None


def find_root(where: Path | None = None) -> Path:
    """Find the folder of exercises; `catalogue` says where it looks.

    Raises:
        UsageError: when the place that was named is no folder, or no place has exercises.
    """
    named = where or _from_environment()
    if named is not None:
        if not named.is_dir():
            origin = "" if where else f" (from ${ENVIRONMENT})"
            raise UsageError(f"There is no folder {named}{origin}.")
        return named.resolve()
    package = Path(__file__).resolve().parent
    places = (Path("exercises"), package / "data" / "exercises", package.parent / "exercises")
    for place in places:
        if _exercise_folders(place):
            return place.resolve()
    raise UsageError(
        "There are no exercises here.",
        hint=f"Name their folder with --exercises DIR or ${ENVIRONMENT}.",
    )


def _from_environment() -> Path | None:
    value = os.environ.get(ENVIRONMENT)
    return Path(value) if value else None


def _exercise_folders(root: Path) -> list[Path]:
    if (root / MANIFEST).is_file():
        return [root]
    return sorted(path.parent for path in root.glob(f"*/{MANIFEST}"))
