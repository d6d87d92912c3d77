"""The example of the statement: a student has it."""

from manager_dict import index_pages


def test_two_pages(lab):
    manager = lab.remote("multiprocessing").Manager()
    book, done = manager.dict({"ant": [1, 90]}), manager.list()
    text = {3: ["bee", "ant", "bee"], 4: ["bee"]}

    index_pages(book, done, [4, 3], 2, lambda page: text[page])

    assert book.copy() == {"ant": [1, 3, 90], "bee": [3, 4]}, "each word with all its pages"
    assert sorted(done) == [3, 4], "both pages are done"
