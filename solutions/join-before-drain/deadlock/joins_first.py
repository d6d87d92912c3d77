"""Joins before it reads: the classic. Children wait for a reader, the reader for the children."""

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
    for process in processes:
        process.join()
    return dict(results.get() for _ in processes)
