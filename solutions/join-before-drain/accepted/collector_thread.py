"""A thread drains while the main thread joins; then it is told that this was all."""

import multiprocessing
import threading


def _render(chapter, render, results):
    results.put((chapter, render(chapter)))


def collect(chapters, render):
    results = multiprocessing.SimpleQueue()
    book = dict.fromkeys(chapters)

    def drain():
        while (message := results.get()) is not None:
            chapter, pages = message
            book[chapter] = pages

    processes = [
        multiprocessing.Process(target=_render, args=(chapter, render, results))
        for chapter in chapters
    ]
    for process in processes:
        process.start()
    collector = threading.Thread(target=drain)
    collector.start()
    for process in processes:
        process.join()
    results.put(None)
    collector.join()
    return book
