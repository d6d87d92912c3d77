"""Measure what grading costs beside the student's own code.

    python benchmarks/overhead.py [--sandbox docker|local] [--rounds 30] [--cases 40]

It prints figures and asserts nothing: what one submission takes from the command line to its
report, what each step within it takes, and what a case takes beyond calling the function in a
forked process. With Docker the same cases are also run by plain pytest in a `docker run`, in the
same image, side by side in the same run; ratios are of that to ours.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pytest

from grader.judge import Job, judge
from grader.judge.bench import Bench, install
from grader.judge.calls import request
from grader.judge.link import START_SECONDS, Link
from grader.judge.refs import Path as Name
from grader.judge.session import Session
from grader.model import Exercise, Limits, Submission
from grader.sandbox.base import Driver
from grader.sandbox.bundle import bundle
from grader.sandbox.docker import DockerDriver
from grader.sandbox.hostpython import PYTHON
from grader.sandbox.image import look_up
from grader.sandbox.local import LocalDriver
from tests.support.builders import an_exercise

SOURCE = """
def add(a, b=10):
    return a + b


def apply(function, *args):
    return function(*args)
"""
CASE = "def test_{number}():\n    assert add(1) == 11\n"
DRIVERS: dict[str, Callable[[], Driver]] = {"docker": DockerDriver, "local": LocalDriver}


def suite(cases: int) -> str:
    """Write a test file of so many cases that call the program once each."""
    return "from adder import add\n" + "".join(CASE.format(number=n) for n in range(cases))


def course(folder: Path, cases: int) -> Exercise:
    """Write an exercise with so many hidden cases."""
    return an_exercise(
        folder / f"course-{cases}",
        visible={"test_none.py": ""},
        hidden={"test_add.py": suite(cases)},
    )


def seconds(action: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median(action: Callable[[], object], rounds: int) -> float:
    """Time so many calls; return the median."""
    return statistics.median(seconds(action) for _ in range(rounds))


def show(what: str, value: float, *, ratio: float | None = None) -> None:
    """Print a line: milliseconds, and where there is one the ratio to what is plain."""
    beside = "" if ratio is None else f"   {ratio:.1f} times as fast as plain"
    print(f"{what:<52}{1000 * value:>9.1f} ms{beside}")


# -- one submission -------------------------------------------------------------------------------


def grade(folder: Path, exercise: Exercise, sandbox: str, number: int) -> None:
    """Grade one submission from the command line to its report."""
    handed_in = folder / "submissions" / "ann" / "adder.py"
    handed_in.parent.mkdir(parents=True, exist_ok=True)
    handed_in.write_text(SOURCE)
    out = folder / f"grades-{exercise.root.parents[1].name}-{number}"
    words = ["grade", folder / "submissions", "--exercises", exercise.root.parent, "--out", out]
    command = [
        sys.executable,
        "-m",
        "grader",
        *map(str, words),
        "--sandbox",
        sandbox,
        "--jobs",
        "1",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)
    assert (out / "index.html").exists()


def plain(folder: Path, image: str, cases: int) -> None:
    """Run the same cases with pytest in a container, as a shell script would."""
    work = folder / f"plain-{cases}"
    if not work.exists():
        work.mkdir()
        (work / "adder.py").write_text(SOURCE)
        (work / "test_add.py").write_text(suite(cases))
    packages = Path(pytest.__file__).parents[1]
    mounts = ["-v", f"{work}:/work:ro", "-v", f"{packages}:/packages:ro"]
    settings = ["-e", "PYTHONPATH=/packages", "-e", "PYTEST_DISABLE_PLUGIN_AUTOLOAD=1"]
    command = ["docker", "run", "--rm", "--network=none", "-w", "/work", *settings]
    run = [PYTHON, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    subprocess.run([*command, *mounts, image, *run], check=True, capture_output=True)


# -- its parts ------------------------------------------------------------------------------------


@contextmanager
def sat_down(driver: Driver, times: dict[str, float]) -> Iterator[Bench]:
    """Open a box and note how long it takes to start and to answer."""
    limits = Limits()
    started = time.perf_counter()
    box = driver.open(limits)
    try:
        times["a box is started"] = time.perf_counter() - started
        link = Link(box.stream, multiplexed=box.multiplexed, bundle=bundle())
        files = {"adder.py": SOURCE.encode()}
        link.hello(files, limits, box.base_uid, timeout_seconds=START_SECONDS)
        times["... and has answered"] = time.perf_counter() - started
        bench = Bench(link, limits)
        install(bench)
        yield bench
    finally:
        ended = time.perf_counter()
        box.close()
        times["a box is closed"] = time.perf_counter() - ended


def parts(driver: Driver, rounds: int) -> dict[str, float]:
    """Return what each step of a case takes; medians, in seconds."""
    times: dict[str, float] = {}
    steps: dict[str, list[float]] = {}

    def timed(what: str, action: Callable[[], object]) -> None:
        steps.setdefault(what, []).append(seconds(action))

    with sat_down(driver, times) as bench:
        for _ in range(rounds):
            one_case(bench, timed)
    return times | {what: statistics.median(values) for what, values in steps.items()}


def one_case(bench: Bench, timed: Callable[[str, Callable[[], object]], None]) -> None:
    """Do what is done in a case."""
    opened: list[Session] = []
    add, back = Name("adder", "add"), Name("adder", "apply")
    timed("a session is opened", lambda: opened.append(bench.open()))
    (session,) = opened
    with bench.using(lambda: session):
        timed("the program is imported", lambda: request(Name("adder", ""), "import", name="adder"))
        timed("a call", lambda: request(add, "call", args=[1]))
        timed("a call that calls back", lambda: request(back, "call", args=[_mine, 4]))
    timed("a session is ended, proved gone and wiped", lambda: bench.close(session))


def _mine(number: int) -> int:
    return number


def forked(folder: Path) -> None:
    """Import and call the function in a forked process, and wait for it."""
    pid = os.fork()
    if pid == 0:
        sys.path.insert(0, str(folder))
        import adder  # type: ignore[import-not-found]

        os._exit(adder.add(1) != 11)
    os.waitpid(pid, 0)


def a_case(folder: Path, driver: Driver, cases: int) -> float:
    """Return what one more case takes, in seconds."""
    submission = Submission(id="ann", files={"adder.py": SOURCE.encode()})

    def whole(count: int) -> float:
        job = Job(exercise=course(folder, count), submission=submission)
        return min(seconds(lambda: judge(job, driver)) for _ in range(3))

    return (whole(cases) - whole(1)) / (cases - 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sandbox", choices=tuple(DRIVERS), default="docker")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--cases", type=int, default=40)
    options = parser.parse_args()
    driver = DRIVERS[options.sandbox]()
    driver.prepare()
    with TemporaryDirectory(prefix="overhead-") as name:
        folder = Path(name)
        print(f"Sandbox: {driver.name}; load of this machine: {os.getloadavg()[0]:.1f}")
        whole(folder, driver, 1)
        whole(folder, driver, options.cases)
        for what, value in parts(driver, options.rounds).items():
            show(what, value)
        case = a_case(folder, driver, options.cases)
        (folder / "adder.py").write_text(SOURCE)
        fork = median(lambda: forked(folder), options.rounds)
        show("a case, all in all", case)
        show("the function in a forked process", fork)
        show("a case's overhead beyond that", case - fork)
        found = look_up(driver.image) if isinstance(driver, DockerDriver) and driver.image else None
        if found is not None:
            print(f"{'the image':<52}{found.size_bytes / 1e6:>9.1f} MB")


def whole(folder: Path, driver: Driver, cases: int) -> None:
    """Print what a submission takes that has so many cases, and the same with plain pytest."""
    numbers = itertools.count()
    exercise = course(folder, cases)
    ours = median(lambda: grade(folder, exercise, driver.name, next(numbers)), 3)
    told = f"grade to report, {cases} case{'s' if cases > 1 else ''}"
    if not isinstance(driver, DockerDriver) or driver.image is None:
        show(told, ours)
        return
    image = driver.image
    beside = median(lambda: plain(folder, image, cases), 3)
    show(told, ours, ratio=beside / ours)
    show("  plain: docker run pytest", beside)


if __name__ == "__main__":
    main()
