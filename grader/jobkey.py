"""What tells whether a piece of work was done before."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from grader import __version__
from grader.errors import StoreError
from grader.model import Exercise, Submission
from grader.words import ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKey:
    """Name a piece of work by all that its outcome depends on."""

    submission: str
    exercise: str
    digest: str
    """Hexadecimal; equal for equal work."""


def job_key(
    submission: Submission,
    exercise: Exercise,
    *,
    suite: str,
    sandbox: str,
    language: str = ENGLISH,
) -> JobKey:
    """Make the key of a piece of work, from all that its outcome depends on.

    That is: the submitted files, the exercise's folder with its tests and manifest, the suite, the
    sandbox by its fingerprint, the language of what students read, and the grader's version.

    Raises:
        StoreError: when the exercise's files cannot be read.
    """
    digest = hashlib.sha256()
    for part in _parts(submission, exercise, (sandbox, suite, language)):
        # With its length before it, no two lists of parts look the same.
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return JobKey(
        submission=submission.id, exercise=exercise.slug, digest=f"sha256:{digest.hexdigest()}"
    )


@cache
def code_digest() -> str:
    """Return a digest of the code that judges: while grader is worked on, its version says little.

    That is its own modules, pytest's version, and Python's.
    """
    digest = hashlib.sha256(f"{sys.version}\0{version('pytest')}".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _parts(
    submission: Submission, exercise: Exercise, circumstances: tuple[str, ...]
) -> Iterator[bytes]:
    yield from (text.encode() for text in (__version__, *circumstances, exercise.slug))
    yield (submission.problem or "").encode("utf-8", "surrogateescape")
    yield str(len(submission.files)).encode()
    for name in sorted(submission.files):
        yield name.encode("utf-8", "surrogateescape")
        yield submission.files[name]
    try:
        for path in _exercise_files(exercise.root):
            yield path.relative_to(exercise.root).as_posix().encode("utf-8", "surrogateescape")
            yield path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"the exercise cannot be read: {error.strerror}", where=str(exercise.root)
        ) from error


def _exercise_files(root: Path) -> Iterator[Path]:
    """List an exercise's files without what tools leave there."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        ours = not any(part.startswith(".") or part == "__pycache__" for part in parts)
        if ours and path.is_file():
            yield path
