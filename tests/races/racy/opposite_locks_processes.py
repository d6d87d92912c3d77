"""A printer and a scanner: one process copies, the other one faxes.

Race: the one has the printer, the other the scanner, and each waits for the other device.
Needs: primitives
Ends as: DL
"""

from multiprocessing import Lock, Process, Value

EXPECTED = 2


def copy(printer, scanner, jobs):
    with printer, scanner:
        jobs.value += 1


def fax(printer, scanner, jobs):
    with scanner, printer:
        jobs.value += 1


def main():
    printer, scanner, jobs = Lock(), Lock(), Value("i", 0)
    tasks = [Process(target=job, args=(printer, scanner, jobs)) for job in (copy, fax)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return jobs.value
