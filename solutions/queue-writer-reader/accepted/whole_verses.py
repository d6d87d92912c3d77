"""Spawned processes; whole verses go through the queue, and the empty one is the end."""

import multiprocessing as mp

context = mp.get_context("spawn")


class Poet(context.Process):
    def __init__(self, speak, verses):
        super().__init__(name="poet")
        self.speak, self.verses = speak, verses

    def run(self):
        verse = True
        while verse:
            verse = self.speak()
            self.verses.put(verse)


class Scribe(context.Process):
    def __init__(self, write, verses):
        super().__init__(name="scribe")
        self.write, self.verses = write, verses

    def run(self):
        for verse in iter(self.verses.get, []):
            for line in verse:
                self.write(line)


def dictate(speak, write):
    verses = context.SimpleQueue()
    people = [Scribe(write, verses), Poet(speak, verses)]
    for one in people:
        one.start()
    for one in people:
        one.join()
