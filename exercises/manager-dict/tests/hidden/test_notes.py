"""A page is noted as done when all its words are in the book, and not before."""

import pytest
from manager_dict import index_pages

KEEPER = """
from multiprocessing import managers

def held(name):
    def method(book, *args, **kwargs):
        write()
        return getattr(dict, name)(book, *args, **kwargs)
    return method

names = ["__setitem__", "__ior__", "setdefault", "update"]
Book = type("Book", (dict,), {name: held(name) for name in names})

class Server(managers.Server):
    def __init__(self, registry, *args, **kwargs):
        registry = {**registry, "dict": (Book, *registry["dict"][1:])}
        super().__init__(registry, *args, **kwargs)

managers.SyncManager._Server = Server
"""


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=20)
@pytest.mark.hint(
    "Between two lines of a reader anybody may look at the list. What must be true by the time a"
    " page is noted? Enter all its words first."
)
@pytest.mark.parametrize("words", [["ant"], ["ant", "bee", "cat"]])
def test_what_is_done_is_in_the_book(lab, words):
    write = lab.gate()
    # Whoever writes in this manager's dicts is held by the gate: in the manager's process.
    manager = lab.remote("multiprocessing.managers").SyncManager()
    manager.start(lab.remote("builtins").exec, (KEEPER, {"write": write}))
    book, done = manager.dict(), manager.list()
    call = lab.start(index_pages, book, done, [1], 1, lambda page: words)

    lab.settle()
    while not call.done:
        assert write.inside, "index_pages waits, but for nobody who writes in the book"
        if list(done):
            found = sorted(book.copy())
            assert found == words, (
                f"the page was noted as done when {len(found)} of its {len(words)} words were in"
                " the book"
            )
        write.release()
        lab.settle()
    call.result()
    assert book.copy() == {word: [1] for word in words}, "each word must have its page"
    assert list(done) == [1], "the page must be noted as done, once"
