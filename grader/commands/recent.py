"""What was judged last on this machine by commands that write no results: `check`, `verify`.

$XDG_STATE_HOME/grader/check/judgements/<id>__<slug>.json …     as `grader.store` lays it out
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from grader.errors import GraderError
from grader.manifest import SLUG
from grader.model import Judgement, Submission, can_be_replayed
from grader.store import Store


class Recent:
    """Keep the last judgements of each exercise where something of them can be repeated.

    Nothing depends on it: where it cannot be written there is nothing to repeat, and that is all.
    """

    def __init__(self, command: str) -> None:
        self._store = Store(state_folder() / command)

    @property
    def folder(self) -> Path:
        """Return where they are kept."""
        return self._store.out

    def clear(self, slug: str) -> None:
        """Forget what was judged of an exercise."""
        for path in self._paths(slug):
            submission, _, exercise = path.stem.rpartition("__")
            with suppress(GraderError):
                self._store.forget(submission, exercise)

    def keep(self, judgement: Judgement, submission: Submission) -> Path | None:
        """Keep a judgement if it can be repeated; return where it is, None where it was not."""
        if not any(can_be_replayed(case) for case in judgement.cases):
            return None
        try:
            return self._store.save(judgement, submission=submission)
        except GraderError:
            return None

    def find(self, slug: str) -> Path | None:
        """Return the judgement of an exercise; None where there is none that can be repeated."""
        return next(iter(self._paths(slug)), None)

    def _paths(self, slug: str) -> list[Path]:
        if not SLUG.fullmatch(slug):
            return []
        # No slug has an underscore, so this finds those of the exercise alone.
        return sorted((self._store.out / "judgements").glob(f"*__{slug}.json"))


def state_folder() -> Path:
    """Return grader's folder for what is to outlive a command and matters little.

    The form: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    home = os.environ.get("XDG_STATE_HOME", "")
    base = Path(home) if os.path.isabs(home) else Path("~/.local/state").expanduser()
    return base / "grader"


def is_ours(path: Path) -> bool:
    """Tell whether a judgement is of what somebody here has checked or verified herself."""
    return state_folder().resolve() in path.resolve().parents
