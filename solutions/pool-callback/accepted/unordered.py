"""Results come back with their numbers, errors as values; nobody calls anybody."""

import multiprocessing


def report(task):
    number, station, ask, work_out = task
    try:
        return number, True, work_out(ask(station))
    except Exception:
        return number, False, None


def election_night(stations, reporters, ask, work_out, write):
    tasks = [(number, station, ask, work_out) for number, station in enumerate(stations)]
    missing = []
    with multiprocessing.Pool(reporters) as pool:
        for number, good, result in pool.imap_unordered(report, tasks):
            if good:
                write(stations[number], result)
            else:
                missing.append(number)
        pool.close()
        pool.join()
    return [stations[number] for number in sorted(missing)]
