"""Joins one process, reads one message, and so on: the first join never ends."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        results.put((chapter, render(chapter)))
    except Exception:
        results.put((chapter, None))


def collect(chapters, render):
    results = Queue()
    processes = []
    for chapter in chapters:
        process = Process(target=_render, args=(chapter, render, results))
        process.start()
        processes.append(process)
    book = {}
    for process in processes:
        process.join()
        chapter, pages = results.get()
        book[chapter] = pages
    return book
