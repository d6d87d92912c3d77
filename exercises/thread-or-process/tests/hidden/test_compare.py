"""All of the work is measured, nothing else, and the choice follows."""

import pytest
from thread_or_process import compare


@pytest.mark.hint("What do the four readings say? The shorter one is the choice.")
@pytest.mark.parametrize(
    ("readings", "seconds", "choice"),
    [
        ([1.0, 2.0, 5.0, 8.0], (1.0, 3.0), "threads"),
        ([100.0, 103.0, 103.0, 104.0], (3.0, 1.0), "processes"),
        ([0.0, 2.5, 4.0, 6.5], (2.5, 2.5), "threads"),
    ],
    ids=["threads", "processes", "equal"],
)
def test_the_choice_follows_from_the_clock(lab, readings, seconds, choice):
    times = iter([*readings, *range(1000, 1010)])
    clock = lab.probe(lambda: next(times))

    report = compare(["a", "b"], 2, lab.probe(), clock)

    assert clock.count == 4, f"the clock must be read 4 times, not {clock.count}x"
    assert (report["threads"], report["processes"]) == seconds, (
        f"by the clock it took {seconds[0]} seconds in threads and {seconds[1]} in processes"
    )
    assert report["choice"] == choice, "the choice is the faster one; threads if both are as fast"


@pytest.mark.points(2)
@pytest.mark.hint("Read the clock right before the first call, and when everybody has ended.")
def test_all_of_the_work_is_measured(lab):
    work = lab.probe()
    readings = []

    def clock():
        readings.append((work.count, work.inside))
        return float(len(readings))

    compare(["a", "b", "c"], 2, work, clock)

    assert readings == [(0, 0), (3, 0), (3, 0), (6, 0)], (
        "at the four readings 0, 3, 3 and 6 calls of work must have been made and have returned"
    )
    kinds = [call.pid == lab.pid for call in work.calls]
    assert kinds == [True] * 3 + [False] * 3, "3 calls in threads come first, 3 in processes then"
