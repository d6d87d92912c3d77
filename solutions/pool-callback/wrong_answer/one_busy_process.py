"""One process, in which the reporters are threads."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor, as_completed


def newsroom(stations, reporters, ask, work_out, results):
    with ThreadPoolExecutor(reporters) as team:
        calls = {team.submit(lambda station: work_out(ask(station)), station): number
                 for number, station in enumerate(stations)}
        for call in as_completed(calls):
            good = call.exception() is None
            results.put((calls[call], good, call.result() if good else None))


def election_night(stations, reporters, ask, work_out, write):
    results = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(
        target=newsroom, args=(stations, reporters, ask, work_out, results)
    )
    process.start()
    missing = set()
    for _ in stations:
        number, good, result = results.get()
        if good:
            write(stations[number], result)
        else:
            missing.add(number)
    process.join()
    return [stations[number] for number in sorted(missing)]
