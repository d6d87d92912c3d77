"""A thread for each station; a lock lets one of them write at a time."""

from multiprocessing import Pool
from threading import Lock, Thread


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed, board = set(), Lock()

    def follow(number, station):
        try:
            result = pool.apply(_report, (ask, work_out, station))
        except Exception:
            failed.add(number)
        else:
            with board:
                write(station, result)

    pool = Pool(reporters)
    threads = [Thread(target=follow, args=task) for task in enumerate(stations)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    pool.join()
    return [station for number, station in enumerate(stations) if number in failed]
