"""Takes all messages, and leaves the processes to themselves: nobody joins them."""

from multiprocessing import Process, Queue


def _render(chapter, render, results):
    try:
        pages = render(chapter)
    except Exception:
        pages = None
    results.put((chapter, pages))


def collect(chapters, render):
    results = Queue()
    for chapter in chapters:
        Process(target=_render, args=(chapter, render, results)).start()
    return dict(results.get() for _ in chapters)
