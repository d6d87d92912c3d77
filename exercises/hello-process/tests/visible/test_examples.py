"""The examples of the statement: a student has these."""

import pytest
from hello_process import Actor, by_class, by_target


@pytest.mark.parametrize("roll", [by_target, by_class], ids=["by_target", "by_class"])
def test_two_actors(lab, roll):
    answer = lab.probe(lambda number, pid, parent_pid: 3 if number == 1 else 0)

    ended = roll(2, answer)

    assert answer.count == 2, f"answer must be called once by each of 2 actors, not {answer.count}x"
    pids = {call.args[0]: call.args[1] for call in answer.calls}
    assert ended == [(pids[0], 0), (pids[1], 3)], "a pid and an exit code for each actor, in order"


def test_one_actor(lab):
    answer = lab.probe(returns=0)
    actor = Actor(5, answer)

    actor.start()
    actor.join()

    assert answer.calls[0].args[0] == 5, "an actor answers with its own number"
    assert actor.exitcode == 0, "the exit code is what answer returned"
