"""Sends the lock with each task."""

from multiprocessing import Lock, Pool


def _begin(learn):
    global knowledge
    knowledge = learn()


def _work(task):
    translate, print_out, chapter, press = task
    text = translate(knowledge, chapter)
    with press:
        print_out(text)
    return text


def translate_all(chapters, translators, learn, translate, print_out):
    lock = Lock()
    tasks = [(translate, print_out, chapter, lock) for chapter in chapters]
    pool = Pool(translators, initializer=_begin, initargs=(learn,))
    texts = pool.map(_work, tasks, chunksize=1)
    pool.close()
    pool.join()
    return texts
