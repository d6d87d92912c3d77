"""Takes the results and does not wait until the processes have ended."""

from concurrent.futures import ProcessPoolExecutor, as_completed


class Reporter:
    def __init__(self, ask, work_out):
        self.ask, self.work_out = ask, work_out

    def __call__(self, station):
        figures = self.ask(station)
        return self.work_out(figures)


def election_night(stations, reporters, ask, work_out, write):
    missing = [True] * len(stations)
    newsroom = ProcessPoolExecutor(reporters)
    report = Reporter(ask, work_out)
    calls = {newsroom.submit(report, station): n for n, station in enumerate(stations)}
    for call in as_completed(calls):
        if call.exception() is None:
            write(stations[calls[call]], call.result())
            missing[calls[call]] = False
    newsroom.shutdown(wait=False)
    return [station for station, lost in zip(stations, missing, strict=True) if lost]
