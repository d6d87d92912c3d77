"""Makes the lock in the reader: everybody has one, nobody shares it."""

from bisect import insort
from multiprocessing import Lock, Process, SimpleQueue


def _read(book, done, todo, words_of):
    lock = Lock()
    while (page := todo.get()) is not None:
        words = words_of(page)
        with lock:
            for word in words:
                entry = book.get(word, [])
                if page not in entry:
                    insort(entry, page)
                    book[word] = entry
        done.append(page)


def index_pages(book, done, pages, readers, words_of):
    todo = SimpleQueue()
    people = [Process(target=_read, args=(book, done, todo, words_of)) for _ in range(readers)]
    for reader in people:
        reader.start()
    for page in [*pages, *[None] * readers]:
        todo.put(page)
    for reader in people:
        reader.join()
