"""Readers read side by side, and what has been read can be looked up."""

import pytest
from manager_dict import index_pages


@pytest.fixture
def manager(lab):
    return lab.remote("multiprocessing").Manager()


def is_done(call):
    if call.done:
        call.result()  # what it raised shows as itself
    return call.done


@pytest.mark.points(3)
@pytest.mark.hint("Reading takes long, entering does not. What do your readers hold as they read?")
def test_all_read_at_the_same_time(manager, lab):
    book, done = manager.dict(), manager.list()
    words_of = lab.gate(lambda page: ["ant"])
    call = lab.start(index_pages, book, done, [1, 2, 3, 4, 5], 3, words_of)

    lab.settle()
    assert words_of.inside == 3, f"3 readers read at the same time, but {words_of.inside} were"
    words_of.release()
    lab.settle()
    assert words_of.inside == 3, "the reader who has entered his page must be reading the next one"
    assert not is_done(call), "index_pages returned although pages were still being read"
    words_of.open()
    call.result()
    assert book["ant"] == [1, 2, 3, 4, 5], "the word stands on each of the 5 pages"


@pytest.mark.points(3)
@pytest.mark.hint("A page is entered when it has been read, not in the evening.")
def test_what_has_been_read_can_be_looked_up(manager, lab):
    book, done = manager.dict(), manager.list()
    words_of = lab.gate(lambda page: ["ant", f"bee {page}"])
    call = lab.start(index_pages, book, done, [1, 2, 3, 4], 2, words_of)
    lab.settle()
    assert book.copy() == {}, "no page has been read yet, so nothing is in the book"

    words_of.release()
    lab.settle()
    page = words_of.calls[0].args[0]
    assert not is_done(call), "index_pages returned although pages were still being read"
    assert book.copy() == {"ant": [page], f"bee {page}": [page]}, (
        f"only page {page} has been read, and its reader is at the next one: it must be in the book"
    )
    assert list(done) == [page], f"page {page} is done, and no other"
    words_of.open()
    call.result()
    assert book["ant"] == [1, 2, 3, 4], "the word stands on each of the 4 pages"
