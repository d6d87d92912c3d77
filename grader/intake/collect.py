"""From a path to submissions: find the layout, read every hand-in, give ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.errors import IntakeError, UsageError
from grader.intake.bounds import Bounds
from grader.intake.draft import Draft, read_hand_in
from grader.intake.names import Ids, listed
from grader.intake.opening import GIVE, open_place
from grader.model import Exercise, Submission
from grader.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one submission and the exercise that it is for."""

    student: str
    """Whose it is, as found: the name of a folder or file, or the platform's name and number."""
    submission: Submission
    exercise: Exercise | None
    """None where nothing tells it; then the submission has a problem that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Hold all that was handed in."""

    entries: tuple[Entry, ...]
    layout: str
    """The name of the layout that was read: one of `LAYOUTS`, or `file`."""
    notes: tuple[str, ...] = ()
    """What was left out at the top, for the instructor."""


def collect(
    path: Path,
    exercises: Mapping[str, Exercise],
    *,
    exercise: Exercise | None = None,
    layout: str | None = None,
    bounds: Bounds | None = None,
) -> Intake:
    """Read everything that was handed in at a path: a folder, a zip file or a source file.

    `exercises` is by slug; `exercise` looks for that one alone. `layout` is a name in `LAYOUTS`,
    else it is recognised. What is wrong with one hand-in becomes its submission's problem, and
    the others go on.

    Raises:
        UsageError: when the path itself is missing, unreadable or empty.
    """
    bounds = bounds or Bounds()
    with ExitStack() as stack, _translated(path):
        place, found = open_place(
            stack, path, exercises, exercise=exercise, layout=layout, bounds=bounds
        )
        harvest = found.harvest(place)
        fallback = _named_by(path, place.wanted)
        drafts = [
            draft
            for hand_in in harvest.hand_ins
            for draft in read_hand_in(place, hand_in, fallback, bounds)
        ]
    if not drafts:
        raise UsageError("Nothing was handed in here.", where=str(path), hint=GIVE)
    return Intake(entries=_entries(drafts), layout=found.name, notes=harvest.notes)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except IntakeError as error:
        raise UsageError(error.what, where=str(path), hint=error.hint) from error
    except OSError as error:
        raise UsageError(
            f"It cannot be read: {error.strerror}.", where=str(path), hint="Check its permissions."
        ) from error


def _named_by(path: Path, exercises: Mapping[str, Exercise]) -> Exercise | None:
    """Return the exercise that a folder on the way is named after, the nearest one."""
    for part in reversed(path.resolve().parts):
        if part in exercises:
            return exercises[part]
    return None


def _entries(drafts: list[Draft]) -> tuple[Entry, ...]:
    """Give ids. A hand-in without a hint is for the only exercise that the others are for."""
    ids = Ids()
    told = {draft.exercise.slug: draft.exercise for draft in drafts if draft.exercise}
    only = next(iter(told.values())) if len(told) == 1 else None
    return tuple(_entry(draft, draft.exercise or only, ids) for draft in drafts)


def _entry(draft: Draft, exercise: Exercise | None, ids: Ids) -> Entry:
    trouble = draft.trouble if draft.trouble or draft.files else _absence(draft, exercise)
    submission = Submission(
        id=ids.take(draft.student, exercise.slug if exercise else None),
        files=draft.files,
        problem=trouble.what if trouble else None,
        help=trouble.hint if trouble else None,
        notes=draft.notes,
    )
    return Entry(student=draft.student, submission=submission, exercise=exercise)


def _absence(draft: Draft, exercise: Exercise | None) -> IntakeError:
    """Say that nothing was handed in, and what was there in its place."""
    found = _("Found {files}.", files=listed(draft.found)) if draft.found else ""
    if exercise:
        name = exercise.files[0]
        hint = _("Name your file {name} and hand it in again.", name=name)
        return IntakeError(
            _(
                "Nothing was handed in for {exercise}: there is no file {name}.",
                exercise=exercise.title,
                name=name,
            ),
            hint=_("{found} {hint}", found=found, hint=hint) if found else hint,
        )
    if draft.found:
        hint = _("Name your file exactly as the exercise's starter is named.")
        return IntakeError(
            _("No file has the name of an exercise's file."),
            hint=_("{found} {hint}", found=found, hint=hint),
        )
    return IntakeError(
        _("Nothing was handed in: there is no file."),
        hint=_("Hand in the exercise's file, named exactly as its starter."),
    )
