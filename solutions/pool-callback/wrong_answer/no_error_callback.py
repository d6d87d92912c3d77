"""Has no error callback: a task that fails vanishes without a trace."""

from functools import partial
from multiprocessing import Pool


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed = set()
    pool = Pool(reporters)
    for number, station in enumerate(stations):
        pool.apply_async(
            _report,
            (ask, work_out, station),
            callback=partial(write, station),
        )
    pool.close()
    pool.join()
    return [station for number, station in enumerate(stations) if number in failed]
