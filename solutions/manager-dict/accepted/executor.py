"""An executor whose workers get the lock when they begin."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


class Desk:
    """What a reader has in front of him; one in each process."""

    def __init__(self, book, done, words_of, lock):
        self.book, self.done, self.words_of, self.lock = book, done, words_of, lock

    def enter(self, page):
        for word in sorted(set(self.words_of(page))):
            with self.lock:
                self.book[word] = sorted({page}.union(self.book.setdefault(word, [])))
        self.done.append(page)


desk = None


def sit_down(*things):
    global desk
    desk = Desk(*things)


def enter(page):
    desk.enter(page)


def index_pages(book, done, pages, readers, words_of):
    things = book, done, words_of, multiprocessing.RLock()
    with ProcessPoolExecutor(readers, initializer=sit_down, initargs=things) as executor:
        for _ in executor.map(enter, pages):
            pass
