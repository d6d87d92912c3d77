"""Processes that write in one book, which a manager keeps."""

from collections.abc import Callable
from multiprocessing.managers import DictProxy, ListProxy


def index_pages(
    book: "DictProxy[str, list[int]]",
    done: "ListProxy[int]",
    pages: list[int],
    readers: int,
    words_of: Callable[[int], list[str]],
) -> None:
    """Enter in a book which word stands on which pages.

    Args:
        book: a manager's dict; `book[word]` is the ascending list of the word's pages.
        done: a manager's list; each page is appended to it when its words are in the book.
        pages: the numbers of the pages to read.
        readers: how many processes read, at least 1.
        words_of: `words_of(page)` reads one page and returns its words. Called by the readers.
    """
    raise NotImplementedError
