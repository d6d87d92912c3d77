"""The example of the statement, and one with two threads: a student has these."""

import threading

from condition_buffer import Belt


def test_one_after_the_other():
    belt = Belt(10)
    for egg in ["brown", "white", "speckled"]:
        belt.put(egg)

    assert belt.take(2) == ["brown", "white"], "the eggs that were put first"
    assert len(belt) == 1, "one egg is left"


def test_a_helper_in_a_thread_of_his_own():
    belt = Belt(2)
    helper = threading.Thread(target=lambda: [belt.put(egg) for egg in range(6)])
    helper.start()

    boxes = [belt.take(2) for _ in range(3)]
    helper.join()
    assert boxes == [[0, 1], [2, 3], [4, 5]], "three boxes of two eggs"
