"""When run has returned, nobody is left in the depot."""

import pytest
from producer_consumer import run


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint(
    "The work is done, and who did it still waits for more. A daemon ends with the program, and not"
    " with run, and so does an executor that nobody has closed: tell each consumer that it is over,"
    " and wait until he has ended."
)
def test_nobody_is_left(lab):
    gate, workers = lab.gate(), []

    def consume(item):
        threading = lab.remote("threading")
        if threading.current_thread() is not threading.main_thread():
            workers.append((lab.remote("os").getpid(), threading.current_thread()))
        return gate(item)

    call = lab.start(run, ["A", "B"], 3, lambda bay: [bay, bay.lower(), 2 * bay], consume)
    lab.settle()
    gate.open()
    assert sorted(call.result()) == ["A", "AA", "B", "BB", "a", "b"], "each item is consumed once"
    lab.settle()  # who ends by himself has ended

    children = lab.remote("multiprocessing").active_children()
    assert len(children) == 0, f"run has returned, but {len(children)} of its processes are left"
    here = [thread for pid, thread in workers if pid == lab.pid]
    # Whoever is left and no daemon is found by itself: LEAK.
    threads = {thread.ident for thread in here if thread.is_alive() and thread.daemon}
    assert len(threads) == 0, f"run has returned, but {len(threads)} consumers are left"
