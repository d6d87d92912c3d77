"""The roll, called in both ways: who answers, from where, and how it ends."""

import pytest
from hello_process import by_class, by_target

pytestmark = pytest.mark.parametrize("roll", [by_target, by_class], ids=["by_target", "by_class"])


@pytest.mark.points(2)
@pytest.mark.hint(
    "Start them all, then wait for them all. In the main process answer must not be called at all."
)
def test_all_answer_side_by_side_from_their_own_process(lab, roll):
    answer = lab.gate(returns=0)
    call = lab.start(roll, 3, answer)

    lab.settle()
    assert lab.pid not in answer.pids, "an actor must answer in a new process, not in the main one"
    assert answer.inside == 3, f"3 actors must answer side by side, but {answer.inside} did"
    assert len(answer.pids) == 3, f"3 actors have 3 processes, but {len(answer.pids)} answered"
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "the roll returned although actors were still answering"
    answer.open()
    call.result()


@pytest.mark.points(2)
@pytest.mark.hint(
    "Which process asks for the pid: the one that answers, or the one that starts it?"
)
def test_each_tells_its_own_pid_and_its_parents(lab, roll):
    answer = lab.gate(returns=0)
    call = lab.start(roll, 3, answer)

    lab.settle()
    parents = {process.pid: process.parent for process in lab.processes()}
    numbers = sorted(record.args[0] for record in answer.calls)
    assert numbers == [0, 1, 2], "each actor must answer once, with its own number"
    for record in answer.calls:
        number, pid, parent = record.args
        assert pid == record.pid, f"actor {number} told a pid that is not that of its own process"
        # With some start methods a server between the two is the kernel's idea of a parent.
        assert parent in (lab.pid, parents.get(pid)), (
            f"actor {number} told a pid that is not its parent's"
        )
    answer.open()
    call.result()


@pytest.mark.points(2)
@pytest.mark.hint(
    "A process ends with sys.exit(code); what its function returns is lost. And when does the main"
    " process look at exitcode: after join?"
)
def test_pids_and_exit_codes_in_order(lab, roll):
    answer = lab.probe(lambda number, pid, parent: [0, 7, 0, 255][number])

    ended = roll(4, answer)

    pids = {record.args[0]: record.pid for record in answer.calls}
    assert [pid for pid, _ in ended] == [pids.get(number) for number in range(4)], (
        "the pids must be those of the actors, in the order of their numbers"
    )
    assert [code for _, code in ended] == [0, 7, 0, 255], (
        "each exit code must be what this actor's answer returned"
    )


@pytest.mark.hint("Whoever is last in the list may end first, and the other way round.")
def test_nobody_is_left_out_who_ends_late(lab, roll):
    late = lab.gate(returns=4)
    call = lab.start(roll, 3, lambda number, pid, parent: late() if number == 1 else number)

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "the roll returned although an actor was still answering"
    late.open()
    assert [code for _, code in call.result()] == [0, 4, 2], (
        "each exit code must be what this actor's answer returned"
    )


@pytest.mark.hint("An error in one process is no reason to stop the others, or to hide it.")
def test_an_error_is_exit_code_1(lab, roll):
    def answer(number, pid, parent):
        if number == 0:
            raise ValueError("a cold")
        return 0

    assert [code for _, code in roll(3, answer)] == [1, 0, 0], (
        "the actor whose answer raised an error must end with exit code 1, the others with 0"
    )


@pytest.mark.hint("In an empty theatre nobody answers.")
def test_no_actors(lab, roll):
    answer = lab.probe(returns=0)

    assert roll(0, answer) == [], "without actors the list is empty"
    assert answer.count == 0, "answer was called although there are no actors"
