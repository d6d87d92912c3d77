"""Waits for each chapter before it starts the next process."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        pages = render(chapter)
    except Exception:
        pages = None
    results.put(pages)


def collect(chapters, render):
    book = {}
    for chapter in chapters:
        results = Queue()
        process = Process(target=_render, args=(chapter, render, results))
        process.start()
        book[chapter] = results.get()
        process.join()
    return book
