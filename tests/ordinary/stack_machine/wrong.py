from enum import Enum


class Op(Enum):
    PUSH = 1
    ADD = 2
    MUL = 3


ARITHMETIC = (Op.ADD, Op.MUL)


class StackError(Exception):
    pass


class State(Enum):
    START = WORD = 0
    NUMBER = 2
    ERROR = 3

    def next(self, letter):
        return State.START


class Stack(list):
    def __init__(self, limit=100):
        super().__init__()

    push = list.append

    def peek(self):
        return self[0]

    def is_empty(self):
        return self == []


def run(program):
    return [20]
