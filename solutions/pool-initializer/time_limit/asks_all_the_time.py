"""Translators without a chapter look for one again and again."""

import multiprocessing as mp
import queue


class Translator(mp.Process):
    def __init__(self, todo, done, closed, press, learn, translate, print_out):
        super().__init__()
        self.todo, self.done, self.closed, self.press = todo, done, closed, press
        self.learn, self.translate, self.print_out = learn, translate, print_out

    def run(self):
        knowledge = self.learn()
        while not self.closed.is_set():
            try:
                number, chapter = self.todo.get(timeout=0.05)
            except queue.Empty:
                continue
            text = self.translate(knowledge, chapter)
            with self.press:
                self.print_out(text)
            self.done.put((number, text))


def translate_all(chapters, translators, learn, translate, print_out):
    todo, done, closed, press = mp.Queue(), mp.Queue(), mp.Event(), mp.Semaphore(1)
    tools = todo, done, closed, press, learn, translate, print_out
    team = [Translator(*tools) for _ in range(translators)]
    for translator in team:
        translator.start()
    for task in enumerate(chapters):
        todo.put(task)
    texts = dict(done.get() for _ in chapters)
    closed.set()
    for translator in team:
        translator.join()
    return [texts[number] for number in range(len(chapters))]
