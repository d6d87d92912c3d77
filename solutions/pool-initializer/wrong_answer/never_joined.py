"""Takes the results and does not wait until the processes have ended."""

import multiprocessing as mp


class Translator(mp.Process):
    def __init__(self, todo, done, press, learn, translate, print_out):
        super().__init__()
        self.todo, self.done, self.press = todo, done, press
        self.learn, self.translate, self.print_out = learn, translate, print_out

    def run(self):
        knowledge = self.learn()
        for number, chapter in iter(self.todo.get, None):
            text = self.translate(knowledge, chapter)
            with self.press:
                self.print_out(text)
            self.done.put((number, text))


def translate_all(chapters, translators, learn, translate, print_out):
    todo, done, press = mp.Queue(), mp.Queue(), mp.Semaphore(1)
    team = [Translator(todo, done, press, learn, translate, print_out) for _ in range(translators)]
    for translator in team:
        translator.start()
    for task in [*enumerate(chapters), *[None] * translators]:
        todo.put(task)
    texts = dict(done.get() for _ in chapters)
    return [texts[number] for number in range(len(chapters))]
