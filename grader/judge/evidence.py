"""What speaks against the case that runs, and the ruling on it.

    begin ── begin_test ── what setup, test, teardown and subtests raise ── rule

It fails closed: a case is accepted only if nothing at all speaks against it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.judge import aside, feedback, marks
from grader.judge.feedback import ACCEPTED, Circumstances, Ruling
from grader.judge.leaks import leak_of
from grader.judge.outcomes import CaseEnded, Failed
from grader.judge.reasons import memory_exceeded
from grader.judge.scopes import Scopes
from grader.judge.session import Session
from grader.model import Limits, Verdict
from grader.words import _

_raised = pytest.StashKey[list[BaseException]]()
_loaded = pytest.StashKey[int]()
"""How many requests the case's session had been sent before its test began."""


class Evidence:
    """Note what a run of a case raises, and rule on it."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._subtest: list[str] | None = None

    def has_run(self, item: pytest.Item) -> bool:
        """Tell whether this is not the first run of a case."""
        return item.stash.get(_raised, None) is not None

    def begin(self, item: pytest.Item) -> None:
        """Forget what an earlier run of the case raised."""
        broken = aside.broken(item)
        known: list[BaseException] = [] if broken is None else [broken]
        item.stash[_raised] = known

    def begin_test(self, item: pytest.Item, session: Session) -> None:
        """Note that the program is loaded: what it is asked from now on is the test's."""
        item.stash[_loaded] = session.requests

    def add(self, item: pytest.Item, error: BaseException) -> None:
        """Note an error that speaks against the case."""
        item.stash[_raised].append(error)

    def raised(self, item: pytest.Item) -> list[BaseException]:
        """Return what speaks against the case so far."""
        return item.stash[_raised]

    def note_phase(
        self, item: pytest.Item, error: BaseException, report: pytest.TestReport
    ) -> None:
        """Note what a phase of the case raised, unless the suite expects that."""
        if not self._is_expected(item, error, report):
            self.add(item, error)

    def note_subtest(self, report: pytest.TestReport) -> None:
        """Note that a part of the test failed, which the test itself survives."""
        self._subtest = str(report.longrepr).strip().splitlines()[-1:]

    def _is_expected(
        self, item: pytest.Item, error: BaseException, report: pytest.TestReport
    ) -> bool:
        """Tell whether the suite itself sets the case aside: never what the program can cause."""
        if isinstance(error, CaseEnded) or not report.skipped:
            return False
        if aside.of(item) is None and not self._has_talked(item):
            aside.set_aside(item, error)
        return aside.of(item) is not None

    def _has_talked(self, item: pytest.Item) -> bool:
        """Tell whether the case has asked the program for anything but to be loaded."""
        session = self._scopes.case
        if session is None:
            return False
        told = self._scopes.is_shared() and aside.knows_of_others(item)
        return told or session.requests != item.stash[_loaded]

    def rule(self, item: pytest.Item, *, visible: bool, limits: Limits) -> Ruling:
        """Rule on the run that has just ended, while its session is still open."""
        session = self._scopes.case
        raised = [*self.raised(item)]
        facts = Circumstances(
            visible=visible,
            limits=limits,
            answers=session.answers + self._scopes.is_shared() if session is not None else 0,
            out_of_time=session is not None and session.seconds_left() <= 0,
        )
        if session is not None:
            quiet = not raised and session.ended is None and not self._scopes.is_shared()
            quiet = quiet and aside.of(item) is None
            leak = leak_of(session) if quiet else None
            if session.ended is not None:
                raised.insert(0, session.ended)
            elif session.noted is not None:
                raised.insert(0, session.noted)
            elif not raised and leak is not None:
                return leak
        subtest, self._subtest = self._subtest, None
        if not raised and subtest is not None:
            raised.append(Failed(_("A part of the test failed.")))
        return _against(item, raised[0], facts) if raised else _accepted(item)


def _against(item: pytest.Item, error: BaseException, facts: Circumstances) -> Ruling:
    ruling = feedback.rule(error, facts)
    help = "\n".join(part for part in (ruling.help, *marks.hints(item)) if part)
    return replace(ruling, help=help)


def _accepted(item: pytest.Item) -> Ruling:
    set_aside = aside.of(item)
    return ACCEPTED if set_aside is None else replace(ACCEPTED, message=set_aside.text)


def with_memory(ruling: Ruling, session: Session) -> Ruling:
    """Make an out-of-memory kill MLE, whatever else it led to; a child's, too."""
    if not session.usage.get("memory_kills") or ruling.verdict in (Verdict.MLE, Verdict.SV):
        return ruling
    return feedback.ended(memory_exceeded(session.limits))
