"""What the answer is, for everybody and every time."""

import pytest
from result_event import Oracle


@pytest.mark.points(2)
@pytest.mark.hint("Who keeps the answer, once it has come out of the process? Look twice.")
@pytest.mark.parametrize("answer", [None, 0, "", [1, {"two": (3,)}]])
def test_any_value_every_time(answer):
    oracle = Oracle(lambda: answer)
    oracle.wait()

    assert [oracle.look() for _ in range(3)] == [answer] * 3, (
        "look must give the answer every time, whatever it is"
    )
    oracle.join()
    assert oracle.look() == answer, "the answer can be read after join, too"


@pytest.mark.points(2)
@pytest.mark.hint("A pipe is soon full. Who takes the answer out, and what is he waiting for?")
def test_a_long_answer():
    oracle = Oracle(lambda: "x" * 300_000)
    oracle.wait()

    assert len(oracle.look()) == 300_000, "a long answer must come whole"
    oracle.join()


@pytest.mark.points(2)
@pytest.mark.hint("An exception in ponder ends it as well. What happens to those who wait?")
def test_an_error_is_an_answer(lab):
    oracle = Oracle(lab.probe(raises=ValueError("ask again later")))
    oracle.wait()

    assert oracle.is_ready(), "smoke rises after an error, too"
    for _ in range(2):
        with pytest.raises(RuntimeError, match=r"^ask again later$"):
            oracle.look()
    oracle.join()
