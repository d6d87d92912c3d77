"""A queue for each chapter, read in order."""

from multiprocessing import get_context


def _render(chapter, render, result):
    try:
        result.put(render(chapter))
    except Exception:
        result.put(None)


def collect(chapters, render):
    context = get_context()
    started = {}
    for chapter in chapters:
        result = context.Queue()
        process = context.Process(target=_render, args=(chapter, render, result))
        process.start()
        started[chapter] = (process, result)
    book = {chapter: result.get() for chapter, (_, result) in started.items()}
    for process, _ in started.values():
        process.join()
        process.close()
    return book
