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


@pytest.mark.points(3)
@pytest.mark.hint(
    "One page takes long. Whom does that hold up? The other readers take all the pages that are"
    " left, what they find is entered at once, and who has nothing more to read waits for it,"
    " without looking again and again."
)
def test_a_slow_page_holds_nobody_up(manager, lab):
    book, done = manager.dict(), manager.list()
    slow, others = lab.gate(returns=["ant"]), lab.probe(returns=["ant"])
    pages = [1, 2, 3, 4, 5, 6, 7]
    call = lab.start(
        index_pages, book, done, pages, 3, lambda page: slow(page) if page == 1 else others(page)
    )

    lab.settle()
    assert not is_done(call), "index_pages returned although a page was still being read"
    assert others.count == 6, (
        f"one reader of 3 is slow; of the 6 other pages, the other two have read {others.count}"
    )
    assert book.copy() == {"ant": [2, 3, 4, 5, 6, 7]}, (
        "a page that has been read must be in the book, while one before it is still being read"
    )
    assert sorted(done) == [2, 3, 4, 5, 6, 7], "six pages are done, and the slow one is not"
    slow.open()
    call.result()
    assert book["ant"] == pages, "the word stands on each of the 7 pages"
