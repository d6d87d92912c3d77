"""What is in the book when all pages have been read."""

import pytest
from manager_dict import index_pages

WORDS = ["ant", "bee", "cat", "dog"]


@pytest.fixture
def manager(lab):
    return lab.remote("multiprocessing").Manager()


@pytest.mark.points(2)
@pytest.mark.hint("What you get from the book is a copy. Have you told the book what is new?")
@pytest.mark.parametrize("readers", [1, 3])
def test_every_word_of_every_page(manager, lab, readers):
    book, done = manager.dict(), manager.list()
    words_of = lab.probe(
        lambda page: [word for place, word in enumerate(WORDS) if page >> place & 1]
    )

    index_pages(book, done, list(range(10)), readers, words_of)

    expected = {
        word: [page for page in range(10) if page >> place & 1] for place, word in enumerate(WORDS)
    }
    assert book.copy() == expected, "each word must have all its pages, and no others"
    assert sorted(done) == list(range(10)), "each of 10 pages must be noted as done, once"
    assert sorted(call.args[0] for call in words_of.calls) == list(range(10)), (
        "each of 10 pages must be read once"
    )


@pytest.mark.points(2)
@pytest.mark.hint("The readers are processes; each of them reads many pages.")
def test_readers_are_processes(manager, lab):
    book, done = manager.dict(), manager.list()
    words_of = lab.probe(lambda page: ["ant"])

    index_pages(book, done, list(range(8)), 2, words_of)

    assert lab.pid not in words_of.pids, "pages must be read by other processes than the main one"
    assert len(words_of.pids) <= 2, (
        f"there are 2 readers, but {len(words_of.pids)} processes have read"
    )
    left = words_of.pids & lab.alive()
    assert len(left) == 0, f"index_pages has returned, but {len(left)} of its readers are left"


@pytest.mark.points(2)
@pytest.mark.hint("A line of the book begins with what stood there, and keeps its order.")
def test_what_was_there_stays(manager):
    book, done = manager.dict({"ant": [2, 40], "elk": [5]}), manager.list([40, 2, 5])

    index_pages(book, done, [50, 1, 30], 1, lambda page: ["ant", "bee"])

    assert book["elk"] == [5], "a word that is on none of the pages must keep its entry"
    assert book["ant"] == [1, 2, 30, 40, 50], "pages must be in ascending order, old and new"
    assert book["bee"] == [1, 30, 50], "pages must be in ascending order"
    assert list(done)[:3] == [40, 2, 5], "what was done before must stay on the list"
    assert sorted(list(done)[3:]) == [1, 30, 50], "each page must be noted as done, once"


@pytest.mark.hint("How often does a page stand in a word's line?")
def test_each_page_once(manager):
    book, done = manager.dict({"ant": [7]}), manager.list()

    index_pages(book, done, [7, 8], 2, lambda page: ["ant", "bee", "ant"])

    assert book.copy() == {"ant": [7, 8], "bee": [7, 8]}, "a page stands in a word's list once"


@pytest.mark.hint("An empty page is read, too, and done.")
@pytest.mark.parametrize("pages", [[], [3, 1]])
def test_nothing_to_enter(manager, pages):
    book, done = manager.dict(), manager.list()

    index_pages(book, done, pages, 2, lambda page: [])

    assert book.copy() == {}, "there was no word to enter"
    assert sorted(done) == sorted(pages), "each page must be noted as done, an empty one too"
