"""Works out the figures in the callback: one at a time, in the main process."""

from functools import partial
from multiprocessing import Pool


def election_night(stations, reporters, ask, work_out, write):
    failed = set()

    def arrived(number, station, figures):
        try:
            result = work_out(figures)
        except Exception:
            failed.add(number)
        else:
            write(station, result)

    pool = Pool(reporters)
    for number, station in enumerate(stations):
        pool.apply_async(
            ask,
            (station,),
            callback=partial(arrived, number, station),
            error_callback=lambda error, number=number: failed.add(number),
        )
    pool.close()
    pool.join()
    return [station for number, station in enumerate(stations) if number in failed]
