"""Process subclasses that say in `finally` that they have ended."""

import multiprocessing


class Renderer(multiprocessing.Process):
    def __init__(self, chapter, render, results):
        super().__init__(name=f"renderer of {chapter}")
        self.chapter = chapter
        self.render = render
        self.results = results

    def run(self):
        try:
            self.results.put(("pages", self.chapter, self.render(self.chapter)))
        except Exception as error:
            print(f"{self.name}: {error}")
        finally:
            self.results.put(("end", self.chapter, None))


def collect(chapters, render):
    results = multiprocessing.Queue()
    renderers = [Renderer(chapter, render, results) for chapter in chapters]
    for renderer in renderers:
        renderer.start()
    book = dict.fromkeys(chapters)
    running = set(chapters)
    while running:
        kind, chapter, pages = results.get()
        if kind == "pages":
            book[chapter] = pages
        else:
            running.remove(chapter)
    for renderer in renderers:
        renderer.join()
    return book
