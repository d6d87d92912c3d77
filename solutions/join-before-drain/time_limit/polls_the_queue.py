"""Asks again and again whether a message is there, in place of waiting for it."""

import queue
import time
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
    while len(book) < len(chapters):
        try:
            chapter, pages = results.get_nowait()
        except queue.Empty:
            time.sleep(0.01)
        else:
            book[chapter] = pages
    for process in processes:
        process.join()
    return book
