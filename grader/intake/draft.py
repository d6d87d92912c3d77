"""One student's hand-in, read into the submissions that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.errors import IntakeError
from grader.intake.bounds import Bounds, in_words
from grader.intake.contents import Contents, Leaf, gather
from grader.intake.match import Pick, pick_all, pick_one
from grader.intake.names import is_source, listed
from grader.intake.place import HandIn, Place
from grader.intake.source import check_source
from grader.intake.tree import Kind, refused
from grader.model import Exercise
from grader.words import _

_PAGE_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold a submission before it has an id."""

    student: str
    exercise: Exercise | None
    """None where no file and no folder tells it."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    trouble: IntakeError | None = None
    """Why it cannot be judged; None together with no files is: nothing was handed in."""
    found: tuple[str, ...] = ()
    """The files that there were, for a student who handed in something else."""
    notes: tuple[str, ...] = ()


def read_hand_in(
    place: Place, hand_in: HandIn, fallback: Exercise | None, bounds: Bounds
) -> list[Draft]:
    """Read what one student handed in: a draft an exercise, and at least one.

    `fallback` is the exercise to assume where neither a file nor the student's folder tells one.
    """
    contents = gather(place.tree, hand_in.members, bounds)
    known = place.chosen or place.exercises.get(hand_in.slug or "")
    picks = _picks(contents, hand_in.student, place, known, fallback)
    if not picks:
        return [_nothing(hand_in, contents, known or fallback)]
    return [_read(hand_in, contents, pick, bounds) for pick in picks]


def _picks(
    contents: Contents,
    student: str,
    place: Place,
    known: Exercise | None,
    fallback: Exercise | None,
) -> tuple[Pick, ...]:
    if not known and (picks := pick_all(contents.leaves, place.wanted)):
        return picks
    exercise = known or fallback
    pick = pick_one(contents.leaves, exercise, student) if exercise else None
    return (pick,) if pick else ()


def _nothing(hand_in: HandIn, contents: Contents, exercise: Exercise | None) -> Draft:
    found = tuple(leaf.path for leaf in contents.leaves) + tuple(contents.left_out)
    links = [leaf for leaf in contents.leaves if leaf.kind is not Kind.FILE]
    refusals = [*contents.refusals, *(refused(leaf.path, leaf.kind) for leaf in links)]
    return Draft(
        student=hand_in.student,
        exercise=exercise,
        trouble=refusals[0] if refusals else None,
        found=found,
        notes=(*hand_in.notes, *(error.what for error in refusals[1:])),
    )


def _read(hand_in: HandIn, contents: Contents, pick: Pick, bounds: Bounds) -> Draft:
    reader = _Reader(bounds)
    trouble = None
    try:
        reader.read_required(pick)
        reader.read_others(pick.others)
    except IntakeError as error:
        trouble = error
        if pick.missing and contents.refusals:
            trouble = contents.refusals[0]
    refusals = [error.what for error in contents.refusals if error is not trouble]
    beside = [path for path in contents.left_out if path.startswith(pick.root)]
    left_out = [_("Left out: {names}.", names=listed(beside))] if beside else []
    return Draft(
        student=hand_in.student,
        exercise=pick.exercise,
        files={} if trouble else reader.files,
        trouble=trouble,
        notes=(*hand_in.notes, *pick.notes, *reader.notes, *refusals, *left_out),
    )


class _Reader:
    """Read files into memory, counting."""

    def __init__(self, bounds: Bounds) -> None:
        self.files: dict[str, bytes] = {}
        self.notes: list[str] = []
        self._bounds = bounds
        self._looked_at = 0
        self._bytes = 0

    def read_required(self, pick: Pick) -> None:
        """Read what the exercise asks for, each of which must be there and be text."""
        for path, leaf in pick.files.items():
            data = self._take(path, leaf)
            if is_source(path):
                check_source(leaf.path, data)
        if pick.missing:
            raise IntakeError(
                _(
                    "Not everything was handed in: there is no file {files}.",
                    files=listed(pick.missing),
                ),
                hint=_("Hand in all of {files}.", files=listed(pick.exercise.files)),
            )

    def read_others(self, others: Mapping[str, Leaf]) -> None:
        """Read what else there is; what cannot be read is left out with a note."""
        for path, leaf in others.items():
            try:
                data = leaf.read(self._limit(leaf))
            except IntakeError as error:
                self._count(0)
                self.notes.append(_("Left out: {what}", what=error.what))
                continue
            self._keep(path, data)
            if is_source(path):
                self._check(leaf.path, data)

    def _check(self, path: str, data: bytes) -> None:
        try:
            check_source(path, data)
        except IntakeError as error:
            self.notes.append(error.what)

    def _take(self, path: str, leaf: Leaf) -> bytes:
        data = leaf.read(self._limit(leaf))
        self._keep(path, data)
        return data

    def _keep(self, path: str, data: bytes) -> None:
        self._count(len(data))
        self.files[path] = data

    def _count(self, size_bytes: int) -> None:
        self._looked_at += 1
        self._bytes += -(-size_bytes // _PAGE_BYTES) * _PAGE_BYTES  # as the sandbox's disk counts
        most = self._bounds
        if self._looked_at > most.files or self._bytes > most.total_bytes:
            raise IntakeError(
                _(
                    "Too much was handed in: more than {count} files or {size}.",
                    count=most.files,
                    size=in_words(most.total_bytes),
                ),
                hint=_("Hand in only the source code that you wrote for this exercise."),
            )

    def _limit(self, leaf: Leaf) -> int:
        return self._bounds.file_bytes if is_source(leaf.name) else self._bounds.data_bytes
