"""Collects in a dict of its own, and enters all of it at the end."""

from multiprocessing import Lock, Process, SimpleQueue


def _read(book, done, todo, words_of, lock):
    own, read = {}, []
    while (page := todo.get()) is not None:
        for word in words_of(page):
            own.setdefault(word, set()).add(page)
        read.append(page)
    with lock:
        for word, found in own.items():
            book[word] = sorted(found.union(book.get(word, [])))
    done.extend(read)


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
