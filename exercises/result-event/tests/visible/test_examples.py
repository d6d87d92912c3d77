"""The example of the statement: a student has it."""

from result_event import Oracle


def test_an_answer():
    oracle = Oracle(lambda: "A great empire will fall.")

    oracle.wait()

    assert oracle.look() == "A great empire will fall.", "the answer is what ponder returned"
    oracle.join()
