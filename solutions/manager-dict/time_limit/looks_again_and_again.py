"""Readers without a page look for one twenty times a second, until all pages are done."""

from bisect import insort
from multiprocessing import Lock, Process, Queue
from queue import Empty


def _read(book, done, todo, words_of, lock, last):
    while len(done) < last:
        try:
            page = todo.get(timeout=0.05)
        except Empty:
            continue
        words = words_of(page)
        with lock:
            for word in words:
                entry = book.get(word, [])
                if page not in entry:
                    insort(entry, page)
                    book[word] = entry
        done.append(page)


def index_pages(book, done, pages, readers, words_of):
    todo, lock = Queue(), Lock()
    for page in pages:
        todo.put(page)
    last = len(done) + len(pages)
    people = [
        Process(target=_read, args=(book, done, todo, words_of, lock, last)) for _ in range(readers)
    ]
    for reader in people:
        reader.start()
    for reader in people:
        reader.join()
