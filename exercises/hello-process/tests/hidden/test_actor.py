"""An actor by itself is a process like any other."""

import pytest
from hello_process import Actor, by_class, by_target


@pytest.mark.hint(
    "run is what the new process does, start is what makes it."
    " Leave start as you have inherited it."
)
def test_start_comes_back_at_once(lab):
    answer = lab.gate(returns=6)
    actor = Actor(8, answer)
    lab.settle()
    assert answer.count == 0, "an actor that has not been started must not answer"

    call = lab.start(actor.start)
    lab.settle()
    assert answer.count == 1, f"a started actor answers once, not {answer.count} times"
    assert lab.pid not in answer.pids, "an actor must answer in a new process, not in the main one"
    assert call.done, "start must come back while the actor is still answering"
    assert actor.exitcode is None, "who is still answering has no exit code yet"
    assert answer.calls[0].args[:2] == (8, actor.pid), "an actor tells its number and its own pid"

    answer.open()
    actor.join()
    assert actor.exitcode == 6, "the exit code must be what answer returned"


@pytest.mark.hint("What one actor has been given must not be seen by another.")
def test_two_actors_by_themselves(lab):
    first, second = lab.probe(returns=1), lab.probe(returns=2)
    actors = [Actor(10, first), Actor(20, second)]
    for actor in actors:
        actor.start()
    for actor in actors:
        actor.join()

    assert [actor.exitcode for actor in actors] == [1, 2], (
        "each exit code must be what this actor's answer returned"
    )
    assert [probe.calls[0].args[0] for probe in (first, second)] == [10, 20], (
        "each actor must call its own answer, with its own number"
    )


@pytest.mark.hint("The statement asks for the roll in two ways: which function is to use which?")
@pytest.mark.parametrize(
    ("roll", "kind", "expected"),
    [(by_target, "Process(target=…)", [False] * 3), (by_class, "an Actor", [True] * 3)],
    ids=["by_target", "by_class"],
)
def test_each_way_has_its_own_kind_of_process(lab, roll, kind, expected):
    answer = lab.gate(returns=0)
    call = lab.start(roll, 3, answer)

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "the roll returned although actors were still answering"
    children = lab.remote("multiprocessing").active_children()
    assert [isinstance(child, Actor) for child in children] == expected, (
        f"each process that {roll.__name__} starts must be {kind}"
    )
    answer.open()
    call.result()
