"""Takes the lock again in a helper while it holds it."""

from bisect import insort
from multiprocessing import Lock, Process, SimpleQueue


def enter(book, word, page, lock):
    with lock:
        entry = book.get(word, [])
        if page not in entry:
            insort(entry, page)
            book[word] = entry


def _read(book, done, todo, words_of, lock):
    while (page := todo.get()) is not None:
        words = words_of(page)
        with lock:
            for word in words:
                enter(book, word, page, lock)
        done.append(page)


def index_pages(book, done, pages, readers, words_of):
    todo, lock = SimpleQueue(), Lock()
    people = [
        Process(target=_read, args=(book, done, todo, words_of, lock)) for _ in range(readers)
    ]
    for reader in people:
        reader.start()
    for page in [*pages, *[None] * readers]:
        todo.put(page)
    for reader in people:
        reader.join()
