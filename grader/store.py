"""Judgements on disk, each file whole, and the keys that say what need not be done again."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import StoreError
from grader.fields import Fields
from grader.jobkey import JobKey
from grader.judgement_json import dumps, loads
from grader.manifest import SLUG, path_problem
from grader.model import Judgement, Submission, can_be_replayed
from grader.wholefile import read_bounded, remove, write_whole
from grader.zipped import unzip_files, zip_files

JUDGEMENT_BYTES: Final = 64 * 1024 * 1024
"""What is larger is not even parsed."""
SOURCE_BYTES: Final = 1024 * 1024
"""The largest submitted file that is kept for reports."""
SOURCES_BYTES: Final = 4 * SOURCE_BYTES
"""What is kept of one submission, all files together."""
FILES_BYTES: Final = 64 * 1024 * 1024
"""The largest submission that is kept to be run again."""
NAME_BYTES: Final = 240
"""Leaves room for a suffix within the 255 bytes of a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Hold what was found on disk; a file that cannot be read does not hide the others."""

    judgements: tuple[Judgement, ...]
    """Sorted by submission, then exercise."""
    errors: tuple[StoreError, ...]


class Store:
    """Own the folder of results.

        OUT/judgements/<id>__<slug>.json    the judgement: docs/judgement.md
        OUT/sources/<id>__<slug>.json       the submitted text files, for reports
        OUT/submissions/<id>__<slug>.zip    the submitted files, where a run of theirs can be
                                            repeated
        OUT/keys/<id>__<slug>               the digest of the work that the judgement is of
        OUT/…                               whatever `write` is asked to put there

    Submitted files are kept as JSON or zipped and not as files, so that no name of theirs can do
    harm and no tool that is run in OUT takes them for its own (a `conftest.py`, for example).
    """

    def __init__(self, out: Path) -> None:
        self.out = out

    def prepare(self) -> None:
        """Make the folder, and find out now whether it can be written.

        Raises:
            StoreError: when it cannot, or is no folder.
        """
        probe = self.write("judgements/.probe", b"")
        remove(probe)

    def path_for(self, submission: str, exercise: str) -> Path:
        """Return where the judgement of a submission is or would be.

        Raises:
            StoreError: when a name is not safe in a path.
        """
        return self.out / "judgements" / f"{_stem(submission, exercise)}.json"

    def save(
        self,
        judgement: Judgement,
        *,
        submission: Submission | None = None,
        key: JobKey | None = None,
    ) -> Path:
        """Write a judgement, with the code and the key of the work where they are given.

        Raises:
            StoreError: when it cannot be written; what was there before is then still whole.
        """
        stem = _stem(judgement.submission, judgement.exercise)
        # The old key goes first and the new one comes last: one that stands vouches for the rest.
        remove(self.out / "keys" / stem)
        if submission is None:
            remove(self.out / "sources" / f"{stem}.json")
        else:
            self.write(f"sources/{stem}.json", _sources_json(submission))
        self._keep_files(stem, judgement, submission)
        path = self.write(f"judgements/{stem}.json", _bounded(judgement))
        if key is not None:
            self.write(f"keys/{stem}", f"{key.digest}\n".encode())
        return path

    def load(self, submission: str, exercise: str) -> Judgement:
        """Read one judgement.

        Raises:
            StoreError: when it is missing, too large, or wrong: with the file and the JSON path.
        """
        return _load(self.path_for(submission, exercise))

    def load_all(self) -> Stored:
        """Read every judgement there is; nothing at all where OUT does not exist yet."""
        judgements: list[Judgement] = []
        errors: list[StoreError] = []
        for path in sorted((self.out / "judgements").glob("*.json")):
            try:
                judgements.append(_load(path))
            except StoreError as error:
                errors.append(error)
        judgements.sort(key=lambda each: (each.submission, each.exercise))
        return Stored(judgements=tuple(judgements), errors=tuple(errors))

    def recall(self, key: JobKey) -> Judgement | None:
        """Return the judgement of exactly this work; None where there is none that can be read."""
        try:
            stem = _stem(key.submission, key.exercise)
            stored = read_bounded(self.out / "keys" / stem, most_bytes=1024)
            if stored.strip() != key.digest.encode():
                return None
            return self.load(key.submission, key.exercise)
        except StoreError:
            return None

    def sources(self, judgement: Judgement) -> Mapping[str, str]:
        """Return the submitted text files by their paths; empty where none were kept.

        Raises:
            StoreError: when they are there and cannot be read.
        """
        stem = _stem(judgement.submission, judgement.exercise)
        path = self.out / "sources" / f"{stem}.json"
        if not path.exists():
            return {}
        # A character may take six bytes as JSON spells it.
        data = read_bounded(path, most_bytes=8 * SOURCES_BYTES)
        try:
            value = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise StoreError(f"is not JSON: {error}", where=str(path)) from error
        top = Fields.of(value, file=str(path), at="$", error=StoreError)
        return {name: top.text(name) for name in top.data}

    def files(self, judgement: Judgement) -> Mapping[str, bytes] | None:
        """Return the files that were judged, to run them again; None where they were not kept.

        Raises:
            StoreError: when they are there and cannot be read.
        """
        path = self._files_path(_stem(judgement.submission, judgement.exercise))
        if not path.exists():
            return None
        data = read_bounded(path, most_bytes=FILES_BYTES)
        return unzip_files(data, most_bytes=FILES_BYTES, where=str(path))

    def forget(self, submission: str, exercise: str) -> None:
        """Remove a judgement with all that was kept beside it; what reports show of it stays.

        Raises:
            StoreError: when a name is not safe in a path, or something cannot be removed.
        """
        stem = _stem(submission, exercise)
        for path in (f"keys/{stem}", f"sources/{stem}.json", f"judgements/{stem}.json"):
            remove(self.out / path)
        remove(self._files_path(stem))

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file below OUT whole: readers see the old one or the new one, never a part.

        Raises:
            StoreError: when it cannot be written, or would lie outside of OUT.
        """
        problem = path_problem(name)
        if problem:
            raise StoreError(f"{name!r} {problem}", where=str(self.out))
        path = self.out / name
        if isinstance(content, str):
            # What is no character, half a surrogate pair, becomes a question mark.
            content = content.encode("utf-8", "replace")
        write_whole(path, content)
        return path

    def _keep_files(self, stem: str, judgement: Judgement, submission: Submission | None) -> None:
        """Keep the files of what can be repeated, and of nothing else."""
        if submission is None or not any(can_be_replayed(case) for case in judgement.cases):
            remove(self._files_path(stem))
        elif sum(map(len, submission.files.values())) <= FILES_BYTES:
            write_whole(self._files_path(stem), zip_files(submission.files))

    def _files_path(self, stem: str) -> Path:
        return self.out / "submissions" / f"{stem}.zip"


def _load(path: Path) -> Judgement:
    data = read_bounded(path, most_bytes=JUDGEMENT_BYTES)
    judgement = loads(data, where=str(path))
    if f"{judgement.submission}__{judgement.exercise}" != path.stem:
        raise StoreError(
            f"is the judgement of {judgement.submission}, {judgement.exercise}: not what it is "
            "called",
            where=str(path),
        )
    return judgement


def _bounded(judgement: Judgement) -> bytes:
    data = dumps(judgement)
    if len(data) > JUDGEMENT_BYTES:
        raise StoreError(
            f"the judgement has {len(data):,} bytes, more than {JUDGEMENT_BYTES:,}",
            where=f"{judgement.submission}, {judgement.exercise}",
        )
    return data


def _sources_json(submission: Submission) -> bytes:
    """Write the text among the submitted files, as far as it fits, as one JSON object."""
    kept: dict[str, str] = {}
    left = SOURCES_BYTES
    for name in sorted(submission.files):
        data = submission.files[name]
        if b"\0" not in data and len(data) <= min(SOURCE_BYTES, left):
            kept[name] = data.decode("utf-8", "replace")
            left -= len(data)
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace")


def _stem(submission: str, exercise: str) -> str:
    """Return `<id>__<slug>`; a slug has no underscore, so this can be taken apart again."""
    safe = all(char in "._-" or unicodedata.category(char)[0] in "LNM" for char in submission)
    if not submission or submission[0] in ".-" or not safe:
        hint = "Ids have letters, digits, `.`, `_` and `-`, and begin with none of `.` and `-`."
        raise StoreError(f"{submission!r} is no id for a submission", hint=hint)
    if not SLUG.fullmatch(exercise):
        raise StoreError(f"{exercise!r} is no slug of an exercise")
    stem = f"{submission}__{exercise}"
    if len(stem.encode()) > NAME_BYTES:
        raise StoreError(f"{stem[:40]!r}… is too long for a file's name")
    return stem
