"""Both ways do the same work, each with its own kind of worker."""

import pytest
from thread_or_process import in_processes, in_threads

both = pytest.mark.parametrize(
    "run", [in_threads, in_processes], ids=["in_threads", "in_processes"]
)
ITEMS = list(range(7))


@pytest.mark.points(2)
@pytest.mark.hint(
    "As many workers as were asked for, all at work at once, and each result in place."
)
@both
@pytest.mark.parametrize("workers", [1, 3])
def test_so_many_workers(lab, run, workers):
    work = lab.gate(lambda item: item * item)
    call = lab.start(run, ITEMS, workers, work)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert work.inside == workers, (
        f"{workers} workers must be at work at the same time, but {work.inside} were"
    )
    work.release()
    lab.settle()
    assert work.inside == workers, "a worker who is done takes the next item"
    work.open()
    assert call.result() == [item * item for item in ITEMS], "each result in the place of its item"
    assert work.count == 7, f"work must be called once for each of 7 items, not {work.count} times"
    if run is in_threads:
        assert work.pids == {lab.pid}, "threads are threads of the main process"
    else:
        assert lab.pid not in work.pids, (
            "the work must be done by other processes than the main one"
        )
        assert len(work.pids) == workers, (
            f"{workers} processes must do all of the work, but {len(work.pids)} did"
        )
    left = work.pids & lab.alive()
    assert len(left) == 0, f"all must have ended, but {len(left)} processes are left"


@pytest.mark.points(2)
@pytest.mark.hint("A slow item is overtaken by others. How does its result find its place?")
@both
def test_a_slow_item_keeps_its_place(lab, run):
    slow = lab.gate()
    call = lab.start(run, ["a", "b", "c"], 2, lambda item: slow(item) if item == "a" else item)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "it returned although one item was still in work"
    slow.open()
    assert call.result() == ["a", "b", "c"], "each result must stand where its item stood"


@pytest.mark.points(2)
@pytest.mark.hint("One item takes very long. Who takes all the others, and does anybody wait?")
@both
def test_a_slow_item_keeps_one_worker(lab, run):
    slow = lab.gate()
    work = lab.probe(lambda item: slow(item) if item == 0 else item)
    call = lab.start(run, list(range(9)), 2, work)

    lab.settle()  # item 0 is the only one that is still in work
    if call.done:
        call.result()  # what it raised shows as itself
    done = work.count - work.inside
    assert done == 8, (
        "2 workers, and the first of 9 items takes long: the other worker must do all others, but"
        f" {done} of 8 were done"
    )
    slow.open()
    assert call.result() == list(range(9)), "each result must stand where its item stood"


@pytest.mark.hint("Few items or none, large results, and results that count as false.")
@both
@pytest.mark.parametrize("items", [[], [None, 0], ["x" * 200_000, "y" * 200_000]], ids=len)
def test_any_value(run, items):
    assert run(items, 2, lambda item: item) == items, "the results as they are, in order"


@pytest.mark.hint("A process lives on after its last result. What do you wait for?")
def test_all_processes_have_ended(lab):
    stay = lab.gate()

    def work(item):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return item

    call = lab.start(in_processes, ITEMS, 2, work)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"in_processes has returned, but {len(left)} processes are left"
    stay.open()
    assert call.result() == ITEMS, "each result in the place of its item"
