"""One submission to one judgement.

run        host: opens a box, goes on with another after a crash
attempt    host: one judge process on a box; trial: what all of them told, and the judgement
process    the judge process: pytest under rlimits
plugin     a session a case; importer, lab, probes: what tests see of the program
evidence   what a run raised, and the ruling; marks: what an author says of a case
proxies    what stands for its objects, with mirrors (classes), methods, functions, asking
session    requests and callbacks; link: the wire; waiters: which threads of the test only wait
orders     a case in many orders of steps: search, shrink, findings (what is told of a failure)
feedback   from what happened to a verdict and to words for the student
"""

from grader.judge.job import Job, Suite
from grader.judge.run import judge, refuse

__all__ = ["Job", "Suite", "judge", "refuse"]
