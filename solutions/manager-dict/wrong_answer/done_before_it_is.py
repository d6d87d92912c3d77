"""Notes that a page is done, and enters its words afterwards."""

from bisect import insort
from multiprocessing import Lock, Process, SimpleQueue


def _read(book, done, todo, words_of, lock):
    while (page := todo.get()) is not None:
        words = words_of(page)
        done.append(page)
        with lock:
            for word in words:
                entry = book.get(word, [])
                if page not in entry:
                    insort(entry, page)
                    book[word] = entry


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
