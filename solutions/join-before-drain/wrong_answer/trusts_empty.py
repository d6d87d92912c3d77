"""Reads until the queue is empty, which it is whenever the processes are not ready yet."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        pages = render(chapter)
    except Exception:
        pages = None
    results.put((chapter, pages))


def collect(chapters, render):
    results = Queue()
    processes = [
        Process(target=_render, args=(chapter, render, results)) for chapter in chapters
    ]
    for process in processes:
        process.start()
    book = {}
    while not results.empty():
        chapter, pages = results.get()
        book[chapter] = pages
    for process in processes:
        process.terminate()
        process.join()
    return book
