"""An executor; its initializer fills an object that each process has of its own."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import RLock


class Desk:
    def sit_down(self, learn, translate, print_out, press):
        self.translate = partial(translate, learn())
        self.print_out, self.press = print_out, press

    def work(self, chapter):
        text = self.translate(chapter)
        self.press.acquire()
        try:
            self.print_out(text)
        finally:
            self.press.release()
        return text


desk = Desk()


def sit_down(*things):
    desk.sit_down(*things)


def work(chapter):
    return desk.work(chapter)


def translate_all(chapters, translators, learn, translate, print_out):
    things = learn, translate, print_out, RLock()
    with ProcessPoolExecutor(translators, initializer=sit_down, initargs=things) as team:
        return list(team.map(work, chapters))
