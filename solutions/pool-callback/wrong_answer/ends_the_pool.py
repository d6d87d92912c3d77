"""Leaves the `with` block, which ends the pool in the midst of its work."""

from functools import partial
from multiprocessing import Pool


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed = set()
    with Pool(reporters) as pool:
        for number, station in enumerate(stations):
            pool.apply_async(
                _report,
                (ask, work_out, station),
                callback=partial(write, station),
                error_callback=lambda error, number=number: failed.add(number),
            )
    return [station for number, station in enumerate(stations) if number in failed]
