from enum import Enum, Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Op(Flag):
    PUSH = auto()
    ADD = auto()
    MUL = auto()


ARITHMETIC = Op.ADD | Op.MUL


class StackError(Exception):
    def __init__(self, what, size, stack):
        super().__init__(what, size)
        self.stack = stack


class Stack(Generic[T]):
    def __init__(self, limit=100):
        self._items = []
        self._limit = limit

    def push(self, item):
        if len(self._items) >= self._limit:
            raise StackError("overflow", len(self._items), self)
        self._items.append(item)

    def extend(self, items):
        for item in items:
            self.push(item)

    def pop(self):
        return self._items.pop()

    def peek(self):
        return self._items[-1]

    def clear(self):
        self._items.clear()

    def is_empty(self):
        return not self._items

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return reversed(self._items)


class State(Enum):
    START = 0
    WORD = 1
    NUMBER = 2
    ERROR = 3

    def next(self, letter):
        if letter.isalpha():
            return State.WORD
        if letter.isdigit():
            return State.NUMBER
        return State.ERROR


def run(program):
    stack = Stack()
    for op, *args in program:
        if op is Op.PUSH:
            stack.push(*args)
        else:
            b, a = stack.pop(), stack.pop()
            stack.push(a + b if op is Op.ADD else a * b)
    return list(stack)[::-1]
