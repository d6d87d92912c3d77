"""Enters the pages in the order of the list: what is read waits for a slow page before it."""

from functools import partial
from multiprocessing import Pool


def read(words_of, page):
    return set(words_of(page))


def index_pages(book, done, pages, readers, words_of):
    with Pool(readers) as pool:
        for page, words in zip(pages, pool.imap(partial(read, words_of), pages), strict=True):
            for word in words:
                book[word] = sorted({page, *book.get(word, ())})
            done.append(page)
        pool.close()
        pool.join()
