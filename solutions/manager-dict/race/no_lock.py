"""No lock: whoever writes back last covers up the other's page."""

from bisect import insort
from multiprocessing import Process, SimpleQueue


def _read(book, done, todo, words_of):
    while (page := todo.get()) is not None:
        for word in words_of(page):
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
