"""Deals the pages out beforehand: what lies with a slow reader, nobody else reads."""

from bisect import insort
from multiprocessing import Lock, Process


def _read(book, done, pages, words_of, lock):
    for page in pages:
        words = words_of(page)
        with lock:
            for word in words:
                entry = book.get(word, [])
                if page not in entry:
                    insort(entry, page)
                    book[word] = entry
        done.append(page)


def index_pages(book, done, pages, readers, words_of):
    lock = Lock()
    people = [
        Process(target=_read, args=(book, done, pages[i::readers], words_of, lock))
        for i in range(readers)
    ]
    for reader in people:
        reader.start()
    for reader in people:
        reader.join()
