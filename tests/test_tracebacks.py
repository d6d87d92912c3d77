"""Our own frames are cut out of what a program printed, and nothing else is."""

from __future__ import annotations

from grader.report.tracebacks import without_our_frames

PRINTED = """\
before
Exception in thread Thread-1 (do):
Traceback (most recent call last):
  File "/usr/local/lib/python3.11/threading.py", line 982, in run
    self._target(*self._args, **self._kwargs)
  File "/sub/program/semaphore_worker.py", line 12, in do
    results[index] = work(job)
                     ^^^^^^^^^
  File "/sub/agent.zip/_grader_box/inside/foreign.py", line 82, in __call__
    return _request(self._of_the_judge, "call")
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/sub/agent.zip/_grader_box/inside/session.py", line 208, in ask
RuntimeError: the service is busy
    indented by the program itself
"""


def test_our_frames_go_and_the_students_keep_their_names() -> None:
    assert without_our_frames(PRINTED) == (
        "before\n"
        "Exception in thread Thread-1 (do):\n"
        "Traceback (most recent call last):\n"
        '  File "/usr/local/lib/python3.11/threading.py", line 982, in run\n'
        "    self._target(*self._args, **self._kwargs)\n"
        '  File "semaphore_worker.py", line 12, in do\n'
        "    results[index] = work(job)\n"
        "                     ^^^^^^^^^\n"
        "RuntimeError: the service is busy\n"
        "    indented by the program itself\n"
    )


def test_what_is_no_traceback_stays_as_it_is() -> None:
    for printed in ("", "x", "a\r\n\n    b\n", 'File "/home/program/a.py"\n', "  File\n    \n"):
        assert without_our_frames(printed) == printed
