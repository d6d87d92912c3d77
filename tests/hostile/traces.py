# expect: no case beyond those honestly solved may pass
# honest = []
"""Sets trace, profile and audit hooks, import hooks and display hooks that change answers and
forbid all.
"""

import sys
import threading


def tracer(frame, event, argument):
    for name in ("expected", "value", "result", "answer"):
        if name in frame.f_locals:
            frame.f_locals[name] = 6
    frame.f_trace_opcodes = True
    return tracer


def audit(event, arguments):
    if event in ("os.kill", "os.fork", "open", "socket.connect", "signal.pthread_kill"):
        raise RuntimeError("forbidden by the student")


sys.settrace(tracer)
threading.settrace(tracer)
sys.setprofile(tracer)
sys.addaudithook(audit)
sys.excepthook = sys.unraisablehook = lambda *a: None


def add_all(numbers):
    return 66


def run_jobs(jobs, work):
    return 66


class Tally:
    def add(self, name, n=1):
        66

    def count(self, name):
        return 66

    @property
    def total(self):
        return 66
