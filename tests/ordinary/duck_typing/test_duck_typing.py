"""The test hands objects of its own classes to the student's code."""

import pytest

import duck_typing as duck


class Dog:
    name = "Rex"

    def speak(self):
        return "Woof"


class Robot:
    def __init__(self, name):
        self.name = name
        self.volume = 1

    def speak(self):
        return "beep" * self.volume


class Shelf:
    def __init__(self, *books):
        self.books = books

    def __len__(self):
        return len(self.books)

    def __getitem__(self, i):
        return self.books[i]

    def __contains__(self, book):
        return book in self.books


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __lt__(self, other):
        return self.cents < other.cents

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents


def test_calls_methods_of_ours():
    assert duck.chorus([Dog(), Robot("R2")]) == "Rex: Woof\nR2: beep"


def test_sets_attributes_of_ours():
    r = Robot("R2")
    duck.turn_up(r, 3)
    assert r.volume == 3
    assert r.speak() == "beepbeepbeep"


def test_missing_method():
    with pytest.raises(TypeError, match="cannot speak"):
        duck.chorus([object()])


def test_sequence_of_ours():
    shelf = Shelf("a", "bb", "ccc")
    assert duck.longest(shelf) == "ccc"
    assert duck.has(shelf, "bb")
    assert not duck.has(shelf, "z")


def test_operators_of_ours():
    wallet = [Money(5), Money(1), Money(3)]
    assert duck.add_up(wallet) == Money(9)
    assert duck.cheapest(wallet) is wallet[1]


def test_iterator_of_ours():
    class Count:
        def __init__(self):
            self.n = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.n += 1
            if self.n > 5:
                raise StopIteration
            return self.n

    counter = Count()
    assert duck.take(counter, 3) == [1, 2, 3]
    assert counter.n == 3
    assert duck.take(counter, 10) == [4, 5]


def test_object_in_a_structure():
    dog = Dog()
    result = duck.index_by_name([dog])
    assert result["Rex"] is dog


def test_context_manager_of_ours():
    steps = []

    class Door:
        def __enter__(self):
            steps.append("in")
            return 7

        def __exit__(self, kind, error, tb):
            steps.append(kind.__name__ if kind else "out")

    assert duck.inside(Door(), lambda n: n + 1) == 8
    with pytest.raises(ZeroDivisionError):
        duck.inside(Door(), lambda n: n / 0)
    assert steps == ["in", "out", "in", "ZeroDivisionError"]
