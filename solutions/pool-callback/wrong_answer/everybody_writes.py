"""Has a thread for each station, and each thread writes as soon as it has a result."""

from multiprocessing import Pool
from threading import Thread


def _report(ask, work_out, station):
    return work_out(ask(station))


def election_night(stations, reporters, ask, work_out, write):
    failed = set()

    def follow(number, station):
        try:
            result = pool.apply(_report, (ask, work_out, station))
        except Exception:
            failed.add(number)
        else:
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
