import operator
from functools import partial, reduce

import pytest

from functional import accumulate, apply_n, compose, curry, group_by, make_counter, my_filter
from functional import my_map, my_reduce, pipeline, sort_by, uncurry, by_length


@pytest.mark.parametrize("f,items,want", [
    (lambda x: x + 1, [1, 2], [2, 3]),
    (str.upper, ["a", "b"], ["A", "B"]),
    (len, [[], [1]], [0, 1]),
    (abs, [-1, 1], [1, 1]),
    (int, ["1", "22"], [1, 22]),
])
def test_map(f, items, want):
    assert list(my_map(f, items)) == want


def test_filter():
    assert list(my_filter(None, [0, 1, "", "a"])) == [1, "a"]
    assert list(my_filter(lambda n: n % 2, range(6))) == [1, 3, 5]
    assert list(my_filter(str.isdigit, "a1b2")) == ["1", "2"]


def test_reduce():
    assert my_reduce(operator.add, [1, 2, 3]) == reduce(operator.add, [1, 2, 3])
    assert my_reduce(lambda a, b: a + [b], "ab", []) == ["a", "b"]
    with pytest.raises(TypeError):
        my_reduce(operator.add, [])


def test_compose():
    inc = lambda x: x + 1
    double = lambda x: 2 * x
    assert compose(inc, double)(5) == 11
    assert compose(double, inc)(5) == 12
    assert compose()(5) == 5
    assert compose(str, compose(inc, inc))(1) == "3"


def test_curry():
    add3 = curry(lambda a, b, c: a + b + c)
    assert add3(1)(2)(3) == 6
    assert add3(1, 2)(3) == 6
    assert add3(1)(2, 3) == 6
    add1 = add3(1)
    assert add1(1)(1) == 3
    assert add1(2)(2) == 5


def test_uncurry():
    assert uncurry(lambda a: lambda b: a * b)(3, 4) == 12


def test_closures_are_independent():
    a, b = make_counter(), make_counter(10)
    assert (a(), a(), b(), a()) == (1, 2, 11, 3)
    assert callable(a)


def test_group_by():
    words = ["hi", "ho", "cat", "a"]
    assert group_by(len, words) == {2: ["hi", "ho"], 3: ["cat"], 1: ["a"]}
    assert group_by(lambda w: w[0] == "h", words)[True] == ["hi", "ho"]


def test_student_function_as_key():
    assert sorted(["ccc", "a", "bb"], key=by_length) == ["a", "bb", "ccc"]
    assert max(["ccc", "a"], key=by_length) == "ccc"
    assert list(map(by_length, ["a", "bb"])) == [1, 2]
    assert list(filter(by_length, ["", "x"])) == ["x"]


def test_sort_by_many():
    people = [("Bob", 30), ("Al", 25), ("Cy", 30)]
    assert sort_by(people, lambda p: -p[1], lambda p: p[0]) == [
        ("Bob", 30),
        ("Cy", 30),
        ("Al", 25),
    ]


def test_callback_sees_the_arguments_in_order():
    log = []

    def step(total, item):
        log.append((total, item))
        return total + item

    assert list(accumulate([1, 2, 3], step)) == [1, 3, 6]
    assert log == [(1, 2), (3, 3)]


def test_error_in_callback_comes_through():
    class Oops(Exception):
        pass

    def bad(_):
        raise Oops("mine", 42)

    with pytest.raises(Oops) as info:
        list(my_map(bad, [1]))
    assert info.value.args == ("mine", 42)


def test_apply_n():
    assert apply_n(lambda x: x * 2, 10, 1) == 1024
    assert apply_n(lambda x: x, 0, "start") == "start"


def test_partial():
    assert list(my_map(partial(pow, 2), [1, 2, 3])) == [2, 4, 8]


def test_pipeline_of_methods():
    class Tester:
        factor = 3

        def times(self, x):
            return x * self.factor

    t = Tester()
    run = pipeline(t.times, str)
    assert run(2) == "6"
    t.factor = 5
    assert run(2) == "10"
