import pytest

from events import EventEmitter


class Listener:
    def __init__(self):
        self.seen = []

    def on_event(self, *args, **kwargs):
        self.seen.append((args, kwargs))


@pytest.fixture
def emitter():
    return EventEmitter()


def test_bound_method_as_listener(emitter):
    listener = Listener()
    emitter.on("x", listener.on_event)
    emitter.emit("x", 1, two=2)
    assert listener.seen == [((1,), {"two": 2})]


def test_order_and_count(emitter):
    log = []
    emitter.on("x", lambda: log.append("first"))
    emitter.on("x", lambda: log.append("second"))
    assert emitter.emit("x") == 2
    assert emitter.emit("other") == 0
    assert log == ["first", "second"]


def test_off_needs_the_same_function(emitter):
    listener = Listener()
    emitter.on("x", listener.on_event)
    emitter.off("x", listener.on_event)
    emitter.emit("x")
    assert listener.seen == []
    with pytest.raises(KeyError):
        emitter.off("x", print)


def test_once(emitter):
    log = []
    emitter.once("x", log.append)
    emitter.emit("x", 1)
    emitter.emit("x", 2)
    assert log == [1]


def test_as_decorator(emitter):
    @emitter.on("save")
    def handler(name):
        return name.upper()

    assert handler("a") == "A"
    assert emitter.collect("save", "bob") == ["BOB"]


def test_reentrant_emit(emitter):
    log = []

    def first(n):
        log.append(n)
        if n > 0:
            emitter.emit("x", n - 1)

    emitter.on("x", first)
    emitter.emit("x", 3)
    assert log == [3, 2, 1, 0]


def test_listener_receives_the_emitter(emitter):
    got = []
    emitter.on("self", got.append)
    emitter.emit("self", emitter)
    assert got[0] is emitter


def test_failing_listener_does_not_stop_the_others(emitter):
    log = []

    def bad():
        raise RuntimeError("bad listener")

    emitter.on("x", bad)
    emitter.on("x", lambda: log.append("ran"))
    with pytest.raises(RuntimeError, match="bad listener"):
        emitter.emit("x")
    assert log == ["ran"]
