"""No page is lost in any order of the readers' steps."""

import pytest
from manager_dict import index_pages


@pytest.mark.points(4)
@pytest.mark.schedules(20, seconds=15)
@pytest.mark.limits(wall_seconds=20)
@pytest.mark.hint(
    "The report shows an order of steps in which a page is lost. Between reading a line of the book"
    " and writing it back, nobody else may write it: do all readers share one lock?"
)
def test_no_page_is_lost_in_any_order(lab):
    manager = lab.remote("multiprocessing").Manager()
    book, done = manager.dict(), manager.list()

    index_pages(book, done, [1, 2], 2, lambda page: ["ant"])

    found = book.copy()
    assert found == {"ant": [1, 2]}, f"the word is on pages 1 and 2; the book says {found}"
