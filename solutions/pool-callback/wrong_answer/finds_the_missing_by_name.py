"""Keeps the names of those that failed: a name that stands there twice is missing twice."""

from functools import partial
from multiprocessing import Pool


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed = []
    pool = Pool(reporters)
    for station in stations:
        pool.apply_async(
            _report,
            (ask, work_out, station),
            callback=partial(write, station),
            error_callback=lambda error, station=station: failed.append(station),
        )
    pool.close()
    pool.join()
    return [station for station in stations if station in failed]
