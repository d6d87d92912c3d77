import multiprocessing
import time
from collections import Counter


class WorkerError(Exception):
    pass


def slow_square(n):
    time.sleep(0.005)
    return n * n


def parallel_map(function, items, workers=2):
    if workers < 1:
        raise ValueError("workers")
    with multiprocessing.Pool(workers) as pool:
        result = pool.map(function, list(items))
        pool.close()
        pool.join()
    return result


def _call(queue, function, args):
    try:
        queue.put((True, function(*args)))
    except Exception as error:
        queue.put((False, f"{type(error).__name__}: {error}"))


def run_in_process(function, *args):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=_call, args=(queue, function, args))
    process.start()
    ok, value = queue.get()
    process.join()
    if not ok:
        raise WorkerError(value)
    return value


def _count(text):
    return Counter(text.split())


def count_words(texts, workers):
    return sum(parallel_map(_count, texts, workers), Counter())
