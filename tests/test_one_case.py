"""A job that names one case: nothing else is run, and nothing else counts."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable
from grader.judge import Job, Suite, judge
from grader.model import Schedule
from grader.sandbox.local import LocalDriver
from tests.support.builders import a_submission, an_exercise

CASES = """
    import pytest
    from adder import add

    def test_first():
        assert add(1, 1) == 2

    @pytest.mark.parametrize("n", [2, 3])
    @pytest.mark.requires("test_first")
    @pytest.mark.points(5)
    def test_each(n):
        assert add(n, 1) == n + 1
"""


def test_only_the_named_case_is_run(tmp_path: Path) -> None:
    exercise = an_exercise(tmp_path, hidden={"test_it.py": CASES})
    job = Job(exercise=exercise, submission=a_submission(), only="test_each[3]")
    judgement = judge(job, LocalDriver(isolated=False))
    assert [(case.name, str(case.verdict)) for case in judgement.cases] == [("test_each[3]", "AC")]
    assert (judgement.score, judgement.max_score) == (5, 5)


def test_a_case_that_is_not_there_is_no_pass(tmp_path: Path) -> None:
    exercise = an_exercise(tmp_path, hidden={"test_it.py": CASES})
    job = Job(exercise=exercise, submission=a_submission(), only="test_nothing")
    judgement = judge(job, LocalDriver(isolated=False))
    assert str(judgement.verdict) == "JE"


def test_a_job_with_a_schedule_can_be_sent(tmp_path: Path) -> None:
    schedule = Schedule(strategy="replay", choices=("0", "0.1"), python="3.11")
    job = Job(exercise=an_exercise(tmp_path), submission=a_submission(), schedule=schedule)
    assert pickle.loads(pickle.dumps(job)) == job


def test_an_order_of_another_python_is_refused(tmp_path: Path) -> None:
    schedule = Schedule(strategy="replay", choices=("0",), python="2.7")
    job = Job(exercise=an_exercise(tmp_path), submission=a_submission(), schedule=schedule)
    with pytest.raises(SandboxUnavailable) as refusal:
        judge(job, LocalDriver(isolated=False))
    assert "found under Python 2.7; this sandbox has 3." in refusal.value.what
    assert "--sandbox" in str(refusal.value.hint)


def test_a_judgement_names_the_files_and_the_suite(tmp_path: Path) -> None:
    submission = a_submission()
    job = Job(exercise=an_exercise(tmp_path), submission=submission, suite=Suite.VISIBLE)
    judgement = judge(job, LocalDriver(isolated=False))
    assert (judgement.suite, judgement.files_digest) == ("visible", submission.digest)


def test_a_digest_tells_files_apart() -> None:
    files = [{"a.py": "x"}, {"a.py": "y"}, {"b.py": "x"}, {"a.p": "yx"}, {"a.py": "", "x": ""}, {}]
    assert len({a_submission(files=each).digest for each in files}) == len(files)
    assert a_submission("ann").digest == a_submission("bob").digest


def test_an_order_tells_the_sandboxs_python_and_what_its_conflicts_touch(tmp_path: Path) -> None:
    racy = (
        "from threading import Thread\n\n\ndef add(a, b):\n    total = {'sum': 0}\n\n"
        "    def more(n):\n        seen = total['sum']\n        total['sum'] = seen + n\n\n"
        "    threads = [Thread(target=more, args=(n,)) for n in (a, b)]\n"
        "    for t in threads:\n        t.start()\n    for t in threads:\n        t.join()\n"
        "    return total['sum']\n"
    )
    case = (
        "import pytest\nfrom adder import add\n\n\n"
        "@pytest.mark.schedules(60, granularity='lines')\n"
        "def test_sums():\n    assert add(1, 2) == 3\n"
    )
    exercise = an_exercise(tmp_path, hidden={"test_it.py": case})
    job = Job(
        exercise=exercise, submission=a_submission(files={"adder.py": racy}), only="test_sums"
    )
    (result,) = judge(job, LocalDriver(isolated=False)).cases
    told = (result.explanation or {})["schedule"]
    assert told["python"] == ".".join(map(str, sys.version_info[:2]))
    touched = [(step["op"], step["line"]) for step in told["steps"] if step["conflict"]]
    assert sorted(touched) == [("read", 8), ("read", 8), ("write", 9), ("write", 9)]
    assert len({step["what"] for step in told["steps"] if step["conflict"]}) == 1
