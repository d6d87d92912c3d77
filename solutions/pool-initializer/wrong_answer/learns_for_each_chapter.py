"""Learns again for each chapter."""

from multiprocessing import Lock, Pool


def _begin(lock):
    global press
    press = lock


def _work(task):
    learn, translate, print_out, chapter = task
    text = translate(learn(), chapter)
    with press:
        print_out(text)
    return text


def translate_all(chapters, translators, learn, translate, print_out):
    tasks = [(learn, translate, print_out, chapter) for chapter in chapters]
    pool = Pool(translators, initializer=_begin, initargs=(Lock(),))
    texts = pool.map(_work, tasks, chunksize=1)
    pool.close()
    pool.join()
    return texts
