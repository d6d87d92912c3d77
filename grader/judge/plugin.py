"""The pytest plugin: one session a case, one event a case.

    collection      test files import the program's names in a session of their own
    each case       a fresh session; the program's modules are imported; setup, call, teardown
    wide fixtures   a session for each module, class or package that has some

Events go out one by one, as cases end: what is told is not lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from grader.judge import aside, feedback, subclasses
from grader.judge.aside import Aside
from grader.judge.bench import Bench
from grader.judge.calls import request
from grader.judge.feedback import ACCEPTED, Circumstances, Ruling
from grader.judge.importer import State
from grader.judge.job import Job
from grader.judge.lab import Lab, make_lab
from grader.judge.leaks import leak_of
from grader.judge.marks import misspelt
from grader.judge.orders import AGAIN, Run, Sibling, budget_of, explore, read_report, tell
from grader.judge.outcomes import CaseEnded, Failed
from grader.judge.reasons import memory_exceeded
from grader.judge.refs import Path as Name
from grader.judge.scopes import Scopes
from grader.judge.session import Session
from grader.model import Budget, CaseResult, Limits, Schedule, Verdict
from grader.words import _

MAX_STDOUT = 10_000
BACKSTOP_SECONDS = 5.0
"""How long after the case's limit pytest-timeout ends a test that hangs by itself."""

Emit = Callable[..., None]
_LIMITS = frozenset(field.name for field in fields(Limits))
_errors = pytest.StashKey[Any]()
_aside = pytest.StashKey[Aside | None]()
_broken = pytest.StashKey[CaseEnded]()
_loaded = pytest.StashKey[int]()
"""How many requests the case's session had been sent before its test began."""


class Plugin:
    """Judge the cases of one submission."""

    def __init__(
        self,
        bench: Bench,
        job: Job,
        state: State,
        emit: Emit,
        done: Collection[str],
    ) -> None:
        self._bench = bench
        self._exercise = job.exercise
        self._files = job.submission.files
        self._state = state
        self._emit = emit
        self._done = frozenset(done)
        self._only = job.only
        self._schedule = job.schedule
        self._verdicts: dict[str, Verdict] = {}
        self._scopes = Scopes(bench, self._import)
        self._names: dict[str, str] = {}

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
        self._state.end_collection()
        subclasses.seal()
        self._scopes.end_collection(session)
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
        self._names = _names(items)
        items[:] = [item for item in items if self._only in (None, self._names[item.nodeid])]
        for item in items:
            _set_aside(item)
        self._emit(
            "collected",
            cases=[
                {
                    "name": self._names[item.nodeid],
                    "max_score": _worth(item),
                    "visible": self._visible(item),
                }
                for item in items
            ],
        )
        items[:] = [item for item in items if self._names[item.nodeid] not in self._done]

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
        name, started = self._names[item.nodeid], time.monotonic()
        set_aside = item.stash[_aside]
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
        self._verdicts[name] = run.ruling.verdict
        self._tell(item, run.ruling, time.monotonic() - started, run.output)
        if not self._bench.clean:
            self._emit("unclean")
            pytest.exit("the sandbox is not clean any more", returncode=0)
        return True

    def _run(self, item: pytest.Item, nextitem: Any, schedule: Schedule | None) -> Run:
        """Run a case once, in a session of its own, in the order of a schedule."""
        if item.stash.get(_errors, None) is not None:
            item._initrequest()  # type: ignore[attr-defined]  # It has run before.
        item.stash[_errors] = [item.stash[_broken]] if _broken in item.stash else []
        started = time.monotonic()
        try:
            self._start(item, schedule)
        except CaseEnded as reason:
            item.stash[_errors].append(reason)
        after: Any = Sibling(item) if nextitem is AGAIN else nextitem
        with self._scopes.running():
            runtestprotocol(item, nextitem=after)
            ruling = self._rule(item)
        session = self._scopes.case
        output = session.output() if session is not None else ""
        self._scopes.end_case(item if nextitem is AGAIN else nextitem)
        if session is not None:
            ruling = _with_memory(ruling, session)
        return Run(
            ruling=ruling,
            output=output,
            seconds=time.monotonic() - started,
            report=read_report(session.usage.get("schedule") if session is not None else None),
            callbacks=session.callbacks if session is not None else 0,
            accesses=tuple(session.accesses) if session is not None else (),
            clean=self._bench.clean,
        )

    def _start(self, item: pytest.Item, schedule: Schedule | None) -> None:
        if self._state.unloadable is not None:
            raise self._state.unloadable
        if (reason := misspelt(item)) is not None:
            raise reason
        self._check_requirements(item)
        set_aside = item.stash[_aside]
        if set_aside is None or set_aside.runs:
            session = self._scopes.start_case(item, self._limits(item), schedule)
            item.stash[_loaded] = session.requests

    def _check_requirements(self, item: pytest.Item) -> None:
        for mark in item.iter_markers("requires"):
            for needed in mark.args:
                for name, verdict in self._verdicts.items():
                    if name.split("[")[0].split("::")[-1] == needed and not verdict.passed:
                        raise CaseEnded(verdict, _not_run(needed))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Run nothing of a case that is over before it began."""
        for error in item.stash[_errors]:
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
        if call.excinfo is not None and not self._is_expected(item, call.excinfo.value, report):
            item.stash[_errors].append(call.excinfo.value)
        return report

    def _is_expected(
        self, item: pytest.Item, error: BaseException, report: pytest.TestReport
    ) -> bool:
        """Tell whether the suite itself sets the case aside: never what the program can cause."""
        if isinstance(error, CaseEnded) or not report.skipped:
            return False
        if item.stash[_aside] is None and not self._has_talked(item):
            item.stash[_aside] = aside.by_itself(error)
        return item.stash[_aside] is not None

    def _has_talked(self, item: pytest.Item) -> bool:
        """Tell whether the case has asked the program for anything but to be loaded."""
        session = self._scopes.case
        if session is None:
            return False
        told = self._scopes.is_shared() and aside.knows_of_others(item)
        return told or session.requests != item.stash[_loaded]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note failures that come without a phase of their own: subtests."""
        if report.failed and type(report) is not pytest.TestReport:
            self._subtest = str(report.longrepr).strip().splitlines()[-1:]

    _subtest: list[str] | None = None

    def _rule(self, item: pytest.Item) -> Ruling:
        """Fail closed: the case is accepted only if nothing at all speaks against it."""
        session = self._scopes.case
        raised = list(item.stash[_errors])
        facts = Circumstances(
            visible=self._visible(item),
            limits=self._limits(item),
            answers=session.answers + self._scopes.is_shared() if session is not None else 0,
            out_of_time=session is not None and session.seconds_left() <= 0,
        )
        if session is not None:
            quiet = not raised and session.ended is None and not self._scopes.is_shared()
            quiet = quiet and item.stash[_aside] is None
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
        if not raised:
            set_aside = item.stash[_aside]
            return ACCEPTED if set_aside is None else replace(ACCEPTED, message=set_aside.text)
        ruling = feedback.rule(raised[0], facts)
        hints = [str(mark.args[0]) for mark in item.iter_markers("hint") if mark.args]
        help = "\n".join(part for part in (ruling.help, *hints) if part)
        return replace(ruling, help=help)

    def _tell(self, item: pytest.Item, ruling: Ruling, seconds: float, output: str) -> None:
        max_score = _worth(item)
        result = CaseResult(
            name=self._names[item.nodeid],
            verdict=ruling.verdict,
            score=max_score if ruling.verdict.passed else 0.0,
            max_score=max_score,
            wall_seconds=round(seconds, 4),
            visible=self._visible(item),
            message=ruling.message,
            help=ruling.help,
            explanation=ruling.explanation,
            stdout=_cut(output),
        )
        self._emit("case", result=result)

    def _visible(self, item: pytest.Item) -> bool:
        below = Path(item.path).is_relative_to(self._exercise.visible_tests)
        return below or item.get_closest_marker("visible") is not None

    def _limits(self, item: pytest.Item) -> Limits:
        changes: dict[str, Any] = {}
        for mark in reversed(list(item.iter_markers("limits"))):
            changes |= mark.kwargs
        for key in changes.keys() - _LIMITS:
            raise pytest.UsageError(f"{item.nodeid}: there is no limit {key!r}")
        return replace(self._exercise.limits, **changes)

    def _budget(self, item: pytest.Item) -> Budget | None:
        """Return how many orders a case is tried in, and how long; None where only as it comes."""
        mark = item.get_closest_marker("schedules")
        budget = self._exercise.schedules
        if mark is not None:
            budget = budget_of(mark, budget, item.nodeid)
        return budget if budget.orders else None

    # -- what tests can ask for -------------------------------------------------------------------

    @pytest.fixture
    def lab(self) -> Lab:
        """Hold, watch and start what the student's program does."""
        return make_lab()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marks."""
        for mark in (
            "points(n): what the case is worth; 1 by default",
            "weight(n): another name for points",
            "visible: the student may see the case",
            "hint(text): what the student reads when the case fails",
            "limits(**limits): ceilings of this case, as in the manifest",
            "requires(name): not run when that case failed",
            "schedules(n, seconds=3, granularity='lines'): tried in up to n orders of its steps",
        ):
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


def _cut(text: str) -> str:
    if len(text) <= MAX_STDOUT:
        return text
    left_out = len(text) - MAX_STDOUT
    head, tail = text[: MAX_STDOUT // 2], text[-MAX_STDOUT // 2 :]
    note = _("… {count} characters left out …", count=f"{left_out:,}")
    return f"{head}\n{note}\n{tail}"


def _set_aside(item: pytest.Item) -> None:
    item.stash[_aside] = None
    try:
        item.stash[_aside] = aside.by_marks(item)
    except CaseEnded as error:
        item.stash[_broken] = error


def _worth(item: pytest.Item) -> float:
    return _points(item) if item.stash[_aside] is None else 0.0


def _points(item: pytest.Item) -> float:
    mark = next((m for m in item.iter_markers() if m.name in ("points", "weight")), None)
    return float(mark.args[0]) if mark is not None and mark.args else 1.0


def _names(items: list[pytest.Item]) -> dict[str, str]:
    """Name each case by its class and function; by its file, too, where that is not enough."""
    short = {item.nodeid: item.nodeid.partition("::")[2] for item in items}
    counts: dict[str, int] = {}
    for name in short.values():
        counts[name] = counts.get(name, 0) + 1
    return {
        item.nodeid: short[item.nodeid]
        if counts[short[item.nodeid]] == 1
        else f"{Path(item.path).parent.name}/{Path(item.path).stem}::{short[item.nodeid]}"
        for item in items
    }


def _with_memory(ruling: Ruling, session: Session) -> Ruling:
    """An out-of-memory kill is MLE, whatever else it led to; a child's, too."""
    if not session.usage.get("memory_kills") or ruling.verdict in (Verdict.MLE, Verdict.SV):
        return ruling
    return feedback.ended(memory_exceeded(session.limits))


def _not_run(needed: str) -> str:
    return _("Not run, because {case} failed.", case=needed)
