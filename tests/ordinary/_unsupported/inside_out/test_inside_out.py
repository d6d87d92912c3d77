import importlib
import inspect
import pickle
import sys
import weakref

import inside_out
from inside_out import Box, busy


def test_pickle():
    box = Box([1, 2])
    again = pickle.loads(pickle.dumps(box))
    assert again == box and again is not box


def test_source_has_no_loop():
    assert "while" not in inspect.getsource(busy)
    assert busy.__code__.co_argcount == 1


def test_reload():
    inside_out.STATE.append(1)
    importlib.reload(inside_out)
    assert inside_out.STATE == []


def test_weak_reference():
    box = Box(1)
    ref = weakref.ref(box)
    assert ref() is box
    del box
    assert ref() is None


def test_size():
    assert sys.getsizeof(Box(1)) < 100
