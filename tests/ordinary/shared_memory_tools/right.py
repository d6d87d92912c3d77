import multiprocessing
from multiprocessing import shared_memory


def add(counter, n):
    with counter.get_lock():
        counter.value += n


def _count(counter, n):
    for _ in range(n):
        add(counter, 1)


def _run(target, *argss):
    processes = [multiprocessing.Process(target=target, args=args) for args in argss]
    for p in processes:
        p.start()
    for p in processes:
        p.join()


def count_to(n, workers):
    counter = multiprocessing.Value("i", 0)
    _run(_count, *[(counter, n)] * workers)
    return counter.value


def _square(array, i):
    array[i] = i * i


def squares(n):
    array = multiprocessing.Array("i", n)
    _run(_square, *((array, i) for i in range(n)))
    return array


def _length(lengths, word):
    lengths[word] = len(word)


def word_lengths(words):
    with multiprocessing.Manager() as manager:
        lengths = manager.dict()
        _run(_length, *((lengths, w) for w in words))
        return dict(lengths)


def _upper(name, n):
    block = shared_memory.SharedMemory(name)
    block.buf[:n] = bytes(block.buf[:n]).upper()
    block.close()


def upper_in_child(data):
    block = shared_memory.SharedMemory(create=True, size=len(data))
    try:
        block.buf[: len(data)] = data
        _run(_upper, (block.name, len(data)))
        return bytes(block.buf[: len(data)])
    finally:
        block.close()
        block.unlink()


def _phase(barrier, queue, me, rounds):
    for r in range(rounds):
        queue.put((r, me))
        barrier.wait()


def phases(workers, rounds):
    barrier = multiprocessing.Barrier(workers)
    queue = multiprocessing.SimpleQueue()
    _run(_phase, *((barrier, queue, me, rounds) for me in range(workers)))
    return [queue.get() for _ in range(workers * rounds)]
