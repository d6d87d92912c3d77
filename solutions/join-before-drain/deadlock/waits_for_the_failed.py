"""Reads as many messages as there are processes, but one that failed sends none."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    results.put((chapter, render(chapter)))


def collect(chapters, render):
    results = Queue()
    processes = [
        Process(target=_render, args=(chapter, render, results)) for chapter in chapters
    ]
    for process in processes:
        process.start()
    book = dict.fromkeys(chapters)
    for _ in processes:
        chapter, pages = results.get()
        book[chapter] = pages
    for process in processes:
        process.join()
    return book
