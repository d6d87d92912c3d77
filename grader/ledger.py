"""Keep a batch's judgements in a store, under keys that name all that they depend on."""

from __future__ import annotations

from grader.jobkey import JobKey, job_key
from grader.judge import Job
from grader.model import Judgement
from grader.store import Store


class StoreLedger:
    """The ledger of a class: what was judged before, and need not be judged again."""

    def __init__(self, store: Store, sandbox: str) -> None:
        """Take the sandbox's fingerprint: what was judged in another is judged again."""
        self._store = store
        self._sandbox = sandbox

    def recall(self, job: Job) -> Judgement | None:
        """Return the judgement of the same code, exercise, sandbox and grader, if there is one."""
        return self._store.recall(self._key(job))

    def keep(self, job: Job, judgement: Judgement) -> None:
        """Store a judgement with the code that it is about."""
        self._store.save(judgement, submission=job.submission, key=self._key(job))

    def _key(self, job: Job) -> JobKey:
        return job_key(
            job.submission,
            job.exercise,
            suite=job.suite,
            sandbox=self._sandbox,
            language=job.language,
        )
