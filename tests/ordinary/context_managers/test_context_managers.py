import contextlib

import pytest

from context_managers import Resource, Transaction, catching, indented, timer


def test_enter_returns_self():
    r = Resource("db")
    with r as entered:
        assert entered is r
        assert r.is_open
    assert not r.is_open


def test_closed_on_error():
    r = Resource("db")
    with pytest.raises(RuntimeError, match="inside"):
        with r:
            raise RuntimeError("inside")
    assert r.is_open is False
    assert r.last_error == "RuntimeError: inside"


def test_exit_sees_the_exception_itself():
    r = Resource("x")
    boom = KeyError("k")
    with pytest.raises(KeyError) as info, r:
        raise boom
    assert info.value is boom


def test_swallows_only_what_it_is_told():
    with catching(ZeroDivisionError) as caught:
        1 / 0
    assert caught.error.args == ("division by zero",)
    with pytest.raises(KeyError):
        with catching(ZeroDivisionError):
            {}["a"]


def test_after_the_with_block_execution_goes_on():
    steps = []
    with catching(ValueError):
        steps.append(1)
        raise ValueError
        steps.append(2)
    steps.append(3)
    assert steps == [1, 3]


def test_transaction_rolls_back():
    data = {"a": 1}
    with pytest.raises(ValueError):
        with Transaction(data):
            data["a"] = 2
            data["b"] = 3
            raise ValueError
    assert data == {"a": 1}


def test_transaction_commits():
    data = {"a": 1}
    with Transaction(data) as t:
        t["a"] = 2
    assert data == {"a": 2}


def test_nested():
    a, b = Resource("a"), Resource("b")
    with a, b:
        assert a.is_open and b.is_open
    assert not (a.is_open or b.is_open)


def test_exit_stack():
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(Resource(str(i))) for i in range(3)]
        assert all(r.is_open for r in opened)
    assert not any(r.is_open for r in opened)


def test_generator_based(capsys):
    with indented("section") as write:
        write("line")
    assert capsys.readouterr().out == "section:\n  line\nend\n"


def test_timer():
    with timer() as t:
        pass
    assert t.elapsed >= 0
    assert isinstance(t.elapsed, float)


def test_double_open_fails():
    r = Resource("x")
    with r:
        with pytest.raises(RuntimeError):
            r.__enter__()
    assert r.__exit__(None, None, None) is None
