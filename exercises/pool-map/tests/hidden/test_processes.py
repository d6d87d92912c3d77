"""A process for each item, all at the same time."""

import pytest
from pool_map import with_processes


def double(item):
    return item * 2


@pytest.mark.points(3)
@pytest.mark.hint("Start all processes before you wait for the first of them.")
def test_a_process_for_each_item(lab, monkeypatch):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 2, raising=False)
    work = lab.gate(double)
    call = lab.start(with_processes, ["a", "b", "c", "d", "e"], work)

    lab.settle()
    assert work.inside == 5, f"5 items were to be in work at once, but {work.inside} were"
    assert len(work.pids - {lab.pid}) == 5, (
        f"5 items need 5 processes of their own; {len(work.pids - {lab.pid})} did the work"
    )
    work.open()
    assert call.result() == ["aa", "bb", "cc", "dd", "ee"], (
        "each result must stand where its item stood"
    )
    left = work.pids & lab.alive()
    assert len(left) == 0, f"with_processes has returned, but {len(left)} processes are left"


@pytest.mark.points(2)
@pytest.mark.hint("The last process may be ready first. How does its result find its place?")
def test_in_the_order_of_the_items(lab):
    slow = lab.gate(double)
    call = lab.start(with_processes, [1, 2, 3], lambda item: slow(item) if item == 1 else item * 2)

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "with_processes returned although one item was still in work"
    slow.open()
    assert call.result() == [2, 4, 6], "each result must stand where its item stood"


@pytest.mark.points(2)
@pytest.mark.hint(
    "A process that sends something large does not end before somebody has read it. What does the"
    " main process wait for first?"
)
def test_large_results():
    results = with_processes(["a", "b"], lambda item: item * 200_000)

    sizes = [(result[:1], len(result)) for result in results]
    assert sizes == [("a", 200_000), ("b", 200_000)], "each result must be there whole, in order"


@pytest.mark.hint("There may be nothing to do, or nothing worth returning.")
@pytest.mark.parametrize("items", [[], [None, None]])
def test_nothing(items):
    assert with_processes(items, lambda item: item) == items, "a result for each item, no more"


@pytest.mark.hint("A process lives on after it has sent its result. What do you wait for?")
def test_all_have_ended(lab):
    stay = lab.gate()

    def work(item):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return double(item)

    call = lab.start(with_processes, [1, 2, 3], work)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"with_processes has returned, but {len(left)} processes are left"
    stay.open()
    assert call.result() == [2, 4, 6], "each result must stand where its item stood"
