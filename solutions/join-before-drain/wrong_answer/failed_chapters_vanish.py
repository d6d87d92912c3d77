"""Leaves a chapter that failed out of the book, in place of None."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        results.put((chapter, render(chapter)))
    except Exception:
        results.put(None)


def collect(chapters, render):
    results = Queue()
    processes = [
        Process(target=_render, args=(chapter, render, results)) for chapter in chapters
    ]
    for process in processes:
        process.start()
    messages = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return dict(message for message in messages if message)
