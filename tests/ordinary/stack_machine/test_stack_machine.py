import stack_machine as sm
from stack_machine import Op, Stack, StackError, State, run


def setup_module(module):
    module.SHARED = Stack(limit=3)


def teardown_module(module):
    del module.SHARED


def setup_function(function):
    SHARED.clear()


def test_push_pop():
    SHARED.push(1)
    SHARED.push(2)
    assert SHARED.peek() == 2
    assert SHARED.pop() == 2
    assert len(SHARED) == 1


def test_cleared_between_tests():
    assert len(SHARED) == 0
    assert SHARED.is_empty()


def test_limit():
    for i in range(3):
        SHARED.push(i)
    try:
        SHARED.push(3)
    except StackError as e:
        assert e.args == ("overflow", 3)
        assert e.stack is SHARED
    else:
        raise AssertionError("no overflow")


def test_program():
    assert run([(Op.PUSH, 2), (Op.PUSH, 3), (Op.ADD,), (Op.PUSH, 4), (Op.MUL,)]) == [20]
    assert run([]) == []


def test_flags():
    assert Op.ADD | Op.MUL == sm.ARITHMETIC
    assert Op.ADD in sm.ARITHMETIC
    assert Op.PUSH not in sm.ARITHMETIC


def test_state_machine():
    state = State.START
    for letter in "ab1":
        state = state.next(letter)
    assert state is State.NUMBER
    assert State.START.next("?") == State.ERROR
    assert state.name.lower() == "number"
    match state:
        case State.NUMBER:
            pass
        case _:
            raise AssertionError


def test_iteration_is_from_the_top():
    SHARED.extend("abc")
    assert [*SHARED] == ["c", "b", "a"]
    assert "".join(SHARED) == "cba"


def test_class_is_generic():
    assert Stack[int] is not None
