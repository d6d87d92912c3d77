"""Makes the processes daemons, and thinks that this spares joining them."""

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
        Process(target=_render, args=(chapter, render, results), daemon=True).start()
    return dict(results.get() for _ in chapters)
