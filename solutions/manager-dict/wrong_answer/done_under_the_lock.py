"""Enters and notes under one lock, in the wrong order: who looks does not ask for the lock."""

import multiprocessing
from functools import partial


def sit_down(shared):
    global lock
    lock = shared


def read(book, done, words_of, page):
    words = set(words_of(page))
    with lock:
        done.append(page)
        for word in words:
            book[word] = sorted({page, *book.get(word, ())})


def index_pages(book, done, pages, readers, words_of):
    lock = multiprocessing.Lock()
    with multiprocessing.Pool(readers, initializer=sit_down, initargs=(lock,)) as pool:
        pool.map(partial(read, book, done, words_of), pages, chunksize=1)
        pool.close()
        pool.join()
