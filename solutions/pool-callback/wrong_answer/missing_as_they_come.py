"""Lists what is missing as the errors come in."""

from functools import partial
from multiprocessing import Pool


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    missing = []
    pool = Pool(reporters)
    for station in stations:
        pool.apply_async(
            _report,
            (ask, work_out, station),
            callback=partial(write, station),
            error_callback=lambda error, station=station: missing.append(station),
        )
    pool.close()
    pool.join()
    return missing
