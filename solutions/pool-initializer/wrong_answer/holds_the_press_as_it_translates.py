"""Holds the press while it translates."""

from multiprocessing import Lock, Pool


def _begin(learn, lock):
    global knowledge, press
    knowledge, press = learn(), lock


def _work(task):
    translate, print_out, chapter = task
    with press:
        text = translate(knowledge, chapter)
        print_out(text)
    return text


def translate_all(chapters, translators, learn, translate, print_out):
    tasks = [(translate, print_out, chapter) for chapter in chapters]
    pool = Pool(translators, initializer=_begin, initargs=(learn, Lock()))
    texts = pool.map(_work, tasks, chunksize=1)
    pool.close()
    pool.join()
    return texts
