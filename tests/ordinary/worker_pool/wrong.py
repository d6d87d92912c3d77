class WorkerError(Exception):
    pass


def slow_square(n):
    return n * n


def parallel_map(function, items, workers=2):
    return list({i: function(i) for i in sorted(items)}.values())


def run_in_process(function, *args):
    return function(*args)


def count_words(texts, workers):
    return {w: 1 for t in texts for w in t.split()}
