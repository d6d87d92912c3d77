"""Drains in a thread, as it should, but nobody tells the thread when to stop."""

import threading
from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        pages = render(chapter)
    except Exception:
        pages = None
    results.put((chapter, pages))


def collect(chapters, render):
    results, book = Queue(), {}
    arrived = threading.Semaphore(0)

    def drain():
        while True:
            chapter, pages = results.get()
            book[chapter] = pages
            arrived.release()

    threading.Thread(target=drain).start()
    processes = [
        Process(target=_render, args=(chapter, render, results)) for chapter in chapters
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        arrived.acquire()
    return book
