"""Counts the results and waits until all are there: those that failed never come."""

from functools import partial
from multiprocessing import Pool
from threading import Semaphore


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed = set(range(len(stations)))
    arrived = Semaphore(0)

    def result_of(number, result):
        write(stations[number], result)
        failed.discard(number)
        arrived.release()

    pool = Pool(reporters)
    for number, station in enumerate(stations):
        pool.apply_async(
            _report,
            (ask, work_out, station),
            callback=partial(result_of, number),
        )
    for _ in stations:
        arrived.acquire()
    pool.close()
    pool.join()
    return [station for number, station in enumerate(stations) if number in failed]
