"""The pytest plugin: one session a case, one event a case.

    collection      test files import the program's names in a session of their own
    each case       a fresh session; the program's modules are imported; setup, call, teardown
    wide fixtures   a session for each module, class or package that has some

Events go out one by one, as cases end: what is told is not lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from grader.judge import aside, feedback, marks, subclasses
from grader.judge.bench import Bench
from grader.judge.calls import request
from grader.judge.evidence import Evidence, with_memory
from grader.judge.feedback import Circumstances
from grader.judge.importer import State
from grader.judge.job import Job
from grader.judge.lab import Lab, make_lab
from grader.judge.orders import AGAIN, Run, Sibling, explore, read_report, tell
from grader.judge.outcomes import CaseEnded
from grader.judge.reasons import never_finished
from grader.judge.refs import Path as Name
from grader.judge.roster import Roster
from grader.judge.scopes import Scopes
from grader.judge.session import Session
from grader.model import Budget, Limits, Schedule, Verdict
from grader.words import _

BACKSTOP_SECONDS = 5.0
"""How long after the case's limit pytest-timeout ends a test that hangs by itself."""

Emit = Callable[..., None]


class Plugin:
    """Judge the cases of one submission."""

    def __init__(
        self,
        bench: Bench,
        job: Job,
        state: State,
        emit: Emit,
        done: Collection[str],
        tried: Collection[str],
    ) -> None:
        self._bench = bench
        self._exercise = job.exercise
        self._files = job.submission.files
        self._state = state
        self._emit = emit
        self._done = frozenset(done)
        self._tried = frozenset(tried)
        self._only = job.only
        self._schedule = job.schedule
        self._judged: dict[str, tuple[Verdict, bool]] = {}
        """How each case ended so far, and whether the student may know its name."""
        self._scopes = Scopes(bench, self._import)
        self._evidence = Evidence(self._scopes)
        self._roster = Roster(job.exercise.visible_tests)

    # -- collection ---------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_load_initial_conftests(self) -> Generator[None, Any, Any]:
        """Import the program once, before the author's first file, which may be a conftest.py."""
        self._state.unloadable = self._scopes.open_for_collection()
        with self._scopes.collecting():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self, session: pytest.Session) -> Generator[None, Any, Any]:
        """Let test files find the program's names."""
        with self._scopes.collecting():
            result = yield
        keeps = self._state.keeps_objects()
        self._state.end_collection()
        subclasses.seal()
        self._scopes.end_collection(session, keeps=keeps)
        return result

    def _import(self, session: Session) -> CaseEnded | None:
        for module in self._exercise.modules:
            try:
                request(Name(module, ""), "import", name=module)
            except BaseException as error:
                facts = Circumstances(
                    visible=True, limits=session.limits, answers=1, out_of_time=False
                )
                return feedback.unloadable(error, module, facts)
        self._state.locate(session)
        return None

    def pytest_sessionfinish(self) -> None:
        """Close what is left."""
        self._scopes.close()

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Give each case the backstop for a test that hangs by itself."""
        if item.get_closest_marker("timeout") is None:
            seconds = _longest(self._limits(item), self._budget(item)) + BACKSTOP_SECONDS
            item.add_marker(pytest.mark.timeout(seconds))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tell which cases there are, and leave out those that are judged already."""
        roster = self._roster
        roster.name_all(items)
        items[:] = [item for item in items if self._only in (None, roster.name(item))]
        for item in items:
            aside.decide(item)
        self._emit("collected", cases=[roster.entry(item) for item in items])
        items[:] = [item for item in items if roster.name(item) not in self._done]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Tell about a test file that cannot be imported, or that skips itself."""
        if report.failed:
            self._emit("uncollected", file=report.nodeid, text=str(report.longrepr)[-3000:])
        elif report.skipped:
            self._emit("case", result=aside.whole_file(report))

    # -- one case -----------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Judge one case."""
        name, started = self._roster.name(item), time.monotonic()
        set_aside = aside.of(item)
        runs = set_aside is None or set_aside.runs
        budget = self._budget(item) if runs else None
        self._emit("started", name=name, wall_seconds=_longest(self._limits(item), budget))
        if budget is None or self._schedule is not None:
            run = self._run(item, nextitem, self._schedule)
            run = (
                run
                if self._schedule is None
                else tell(run, self._schedule, self._files, self._bench.link.python)
            )
        else:
            run = explore(
                budget,
                lambda schedule: self._run(item, AGAIN, schedule),
                self._files,
                self._bench.link.python,
            )
            item.session._setupstate.teardown_exact(nextitem)
            self._scopes.end_case(nextitem)
        if run.unfinished and name not in self._tried:
            self._emit("unfinished", name=name)
        else:
            ruling = feedback.ended(never_finished()) if run.unfinished else run.ruling
            self._judged[name] = ruling.verdict, self._roster.is_visible(item)
            seconds = time.monotonic() - started
            self._emit("case", result=self._roster.result(item, ruling, seconds, run.output))
        if not self._bench.clean:
            self._emit("unclean")
            pytest.exit("the sandbox is not clean any more", returncode=0)
        return True

    def _run(self, item: pytest.Item, nextitem: Any, schedule: Schedule | None) -> Run:
        """Run a case once, in a session of its own, in the order of a schedule."""
        if self._evidence.has_run(item):
            item._initrequest()  # type: ignore[attr-defined]
        self._evidence.begin(item)
        started = time.monotonic()
        try:
            self._start(item, schedule)
        except CaseEnded as reason:
            self._evidence.add(item, reason)
        after: Any = Sibling(item) if nextitem is AGAIN else nextitem
        with self._scopes.running():
            runtestprotocol(item, nextitem=after)
            visible = self._roster.is_visible(item)
            ruling = self._evidence.rule(item, visible=visible, limits=self._limits(item))
        session = self._scopes.case
        output = session.output() if session is not None else ""
        shared, kept = self._scopes.is_shared(), self._scopes.is_kept()
        self._scopes.end_case(item if nextitem is AGAIN else nextitem)
        if session is not None:
            ruling = with_memory(ruling, session)
        return Run(
            ruling=ruling,
            output=output,
            seconds=time.monotonic() - started,
            report=read_report(session.usage.get("schedule") if session is not None else None),
            callbacks=session.callbacks if session is not None else 0,
            accesses=tuple(session.accesses) if session is not None else (),
            clean=self._bench.clean,
            shared=shared,
            kept=kept,
        )

    def _start(self, item: pytest.Item, schedule: Schedule | None) -> None:
        if self._state.unloadable is not None:
            raise self._state.unloadable
        if (reason := marks.misspelt(item)) is not None:
            raise reason
        self._check_requirements(item)
        set_aside = aside.of(item)
        if set_aside is None or set_aside.runs:
            session = self._scopes.start_case(item, self._limits(item), schedule)
            self._evidence.begin_test(item, session)

    def _check_requirements(self, item: pytest.Item) -> None:
        for needed in marks.required(item):
            for name, (verdict, visible) in self._judged.items():
                if name.split("[")[0].split("::")[-1] == needed and not verdict.passed:
                    raise CaseEnded(verdict, _not_run(needed if visible else None))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Run nothing of a case that is over before it began."""
        for error in self._evidence.raised(item):
            raise error
        session = self._scopes.case
        if session is not None and session.ended is not None:
            raise session.ended

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, Any, Any]:
        """Let a fixture that outlives the case call the program in a session that does, too."""
        if fixturedef.scope == "function":
            return (yield)
        with self._scopes.wide_fixture(request):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, Any, Any]:
        """Note what each phase of the case raised."""
        report = yield
        if call.excinfo is not None:
            self._evidence.note_phase(item, call.excinfo.value, report)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note failures that come without a phase of their own: subtests."""
        if report.failed and type(report) is not pytest.TestReport:
            self._evidence.note_subtest(report)

    def _limits(self, item: pytest.Item) -> Limits:
        return marks.limits(item, self._exercise.limits)

    def _budget(self, item: pytest.Item) -> Budget | None:
        return marks.budget(item, self._exercise.schedules)

    # -- what tests can ask for -------------------------------------------------------------------

    @pytest.fixture
    def lab(self) -> Lab:
        """Hold, watch and start what the student's program does."""
        return make_lab()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marks."""
        for mark in marks.OURS:
            config.addinivalue_line("markers", mark)

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str]:
        """Bound what is told of a failed comparison: a long difference must not cost minutes."""
        return [f"{_short(left)} {op} {_short(right)}"]


def _longest(limits: Limits, budget: Budget | None) -> float:
    """Return how many seconds a case may take at most, all its runs together."""
    return limits.wall_seconds + (6 * budget.seconds if budget is not None else 0.0)


def _short(value: object) -> str:
    try:
        text = repr(value)
    except (Exception, CaseEnded) as error:
        text = f"<{type(value).__name__} whose repr() failed: {type(error).__name__}>"
    return text if len(text) <= 600 else f"{text[:400]} … {text[-150:]}"


def _not_run(needed: str | None) -> str:
    if needed is None:
        return _("Not run, because a hidden case that it builds on failed.")
    return _("Not run, because {case} failed.", case=needed)
