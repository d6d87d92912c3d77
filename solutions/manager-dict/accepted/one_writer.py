"""A pool reads, and the main process alone writes: nobody to lock out."""

import functools
from multiprocessing import Pool


def read(words_of, page):
    return page, set(words_of(page))


def index_pages(book, done, pages, readers, words_of):
    with Pool(readers) as pool:
        for page, words in pool.imap_unordered(functools.partial(read, words_of), pages):
            entries = {word: sorted({page, *book.get(word, ())}) for word in words}
            book.update(entries)
            done.append(page)
        pool.close()
        pool.join()
