"""Assigns a global variable of the main process after the pool has started."""

from multiprocessing import Lock, Pool


def _begin(lock):
    global press
    press = lock


def _work(task):
    translate, print_out, chapter = task
    text = translate(knowledge, chapter)
    with press:
        print_out(text)
    return text


def translate_all(chapters, translators, learn, translate, print_out):
    tasks = [(translate, print_out, chapter) for chapter in chapters]
    pool = Pool(translators, initializer=_begin, initargs=(Lock(),))
    global knowledge
    knowledge = learn()
    texts = pool.map(_work, tasks, chunksize=1)
    pool.close()
    pool.join()
    return texts
