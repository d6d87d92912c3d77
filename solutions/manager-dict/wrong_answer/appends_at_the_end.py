"""Appends: the pages stand in the order in which they were read, and some of them twice."""

from multiprocessing import Lock, Process, SimpleQueue


def _read(book, done, todo, words_of, lock):
    while (page := todo.get()) is not None:
        words = words_of(page)
        with lock:
            for word in words:
                entry = book.get(word, [])
                book[word] = [*entry, page]
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
