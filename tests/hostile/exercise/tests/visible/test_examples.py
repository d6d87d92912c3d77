from small_jobs import add_all


def test_sum_of_three():
    assert add_all([1, 2, 3]) == 6
