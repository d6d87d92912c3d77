"""Who does what, where and when."""

import pytest
from pool_callback import election_night


def same(value):
    return value


@pytest.mark.points(3)
@pytest.mark.hint(
    "A callback runs in the main process, what the pool calls runs in the pool. Which of your"
    " functions is called where?"
)
def test_the_pool_works_and_the_main_process_writes(lab):
    ask, work_out, write = lab.probe(same), lab.probe(lambda n: n * n), lab.probe()

    missing = election_night(list(range(9)), 2, ask, work_out, write)

    assert missing == [], "nothing went wrong at any station"
    assert sorted(call.args for call in write.calls) == [(n, n * n) for n in range(9)], (
        "each of 9 stations must be written once, with its own result"
    )
    for probe, name in ((ask, "ask"), (work_out, "work_out")):
        assert probe.count == 9, f"{name} must be called once for each of 9 stations"
        assert lab.pid not in probe.pids, f"{name} must be called by the reporters' processes"
    assert len(ask.pids | work_out.pids) <= 2, "there are 2 reporters, so there are 2 processes"
    assert write.pids == {lab.pid}, "write must be called in the main process"
    assert write.max_inside == 1, "write must not be called twice at the same time"
    left = ask.pids & lab.alive()
    assert len(left) == 0, f"election_night has returned, but {len(left)} reporters are left"


@pytest.mark.points(3)
@pytest.mark.requires("test_the_pool_works_and_the_main_process_writes")
@pytest.mark.hint("What takes long must be done in the pool. What is left for the callback to do?")
@pytest.mark.parametrize("slow", ["ask", "work_out"])
def test_all_reporters_are_at_work(lab, slow):
    gate = lab.gate(same)
    work = {"ask": same, "work_out": same, slow: gate}
    call = lab.start(election_night, list(range(5)), 3, work["ask"], work["work_out"], lab.probe())

    lab.settle()
    assert gate.inside == 3, (
        f"3 reporters must be in {slow} at the same time, but {gate.inside} are"
    )
    assert len(gate.pids) == 3, "each of 3 reporters must be a process of its own"
    gate.open()
    assert call.result() == [], "nothing went wrong at any station"


@pytest.mark.points(2)
@pytest.mark.schedules(8, seconds=1, granularity="primitives")
@pytest.mark.hint("Which threads of yours call write? What if two of them have a result?")
def test_one_line_at_a_time(lab):
    def pause(station, result):
        # A step of whoever writes: in some orders another one comes meanwhile.
        lab.remote("threading").Event().set()

    write = lab.probe(pause)

    missing = election_night(["a", "b", "c"], 3, same, str.upper, write)

    assert missing == [], "nothing went wrong at any station"
    assert write.count == 3, "each of 3 stations must be written once"
    assert write.max_inside == 1, "write must not be called twice at the same time"


@pytest.mark.points(3)
@pytest.mark.hint("One station is slow. Does your board wait for it?")
def test_written_as_soon_as_it_is_there(lab):
    slow, write = lab.gate(same), lab.probe()
    call = lab.start(
        election_night,
        ["a", "b", "c", "d"],
        2,
        lambda station: slow(station) if station == "a" else station,
        str.upper,
        write,
    )

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "election_night returned although one station was still being asked"
    assert sorted(record.args for record in write.calls) == [("b", "B"), ("c", "C"), ("d", "D")], (
        "one station is slow; the three others must be on the board by now"
    )
    slow.open()
    assert call.result() == [], "nothing went wrong at any station"
    assert write.count == 4, "each of 4 stations must be written once"


@pytest.mark.hint("A reporter lives on after the last result. What do you wait for?")
def test_all_reporters_have_ended(lab):
    stay = lab.gate()

    def ask(station):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return station

    call = lab.start(election_night, list("abc"), 2, ask, str.upper, lab.probe())

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"election_night has returned, but {len(left)} reporters are left"
    stay.open()
    assert call.result() == [], "nothing went wrong at any station"
