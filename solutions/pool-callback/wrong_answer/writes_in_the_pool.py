"""Writes on the board in the reporters' processes."""

from multiprocessing import Pool


def _report(ask, work_out, write, station):
    write(station, work_out(ask(station)))


def election_night(stations, reporters, ask, work_out, write):
    failed = set()
    pool = Pool(reporters)
    for number, station in enumerate(stations):
        pool.apply_async(
            _report,
            (ask, work_out, write, station),
            error_callback=lambda error, number=number: failed.add(number),
        )
    pool.close()
    pool.join()
    return [station for number, station in enumerate(stations) if number in failed]
