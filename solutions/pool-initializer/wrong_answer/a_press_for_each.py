"""Makes the lock in the initializer: everybody has one of their own."""

from multiprocessing import Lock, Pool


def _begin(learn):
    global knowledge, press
    knowledge, press = learn(), Lock()


def _work(task):
    translate, print_out, chapter = task
    text = translate(knowledge, chapter)
    with press:
        print_out(text)
    return text


def translate_all(chapters, translators, learn, translate, print_out):
    tasks = [(translate, print_out, chapter) for chapter in chapters]
    pool = Pool(translators, initializer=_begin, initargs=(learn,))
    texts = pool.map(_work, tasks, chunksize=1)
    pool.close()
    pool.join()
    return texts
