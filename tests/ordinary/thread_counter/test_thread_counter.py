import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from thread_counter import Counter, OnceOnly, Registry

THREADS = 4


def in_threads(n, work):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(timeout=20)
    assert not any(t.is_alive() for t in threads)


def test_nothing_is_lost():
    counter = Counter()

    def work(_):
        for _ in range(25):
            counter.increment()

    in_threads(THREADS, work)
    assert counter.value == THREADS * 25


def test_add_and_result():
    counter = Counter(5)
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(counter.add, [1, 2, 3, 4]))
    assert counter.value == 15
    assert max(results) == 15
    assert len(set(results)) == 4


def test_once_only():
    calls = []
    once = OnceOnly(lambda: calls.append(1) or "made")
    results = []
    in_threads(THREADS, lambda i: results.append(once.get()))
    assert results == ["made"] * THREADS
    assert calls == [1]


def test_registry_gives_unique_ids():
    registry = Registry()
    ids = []
    in_threads(THREADS, lambda i: ids.extend(registry.register(f"{i}-{k}") for k in range(10)))
    assert sorted(ids) == list(range(40))
    assert registry["0-0"] in ids


def test_has_a_lock():
    counter = Counter()
    assert counter.lock.acquire(blocking=False) is True
    assert counter.lock.locked()
    counter.lock.release()
    with counter.lock:
        pass
    assert not counter.lock.locked()


def test_increment_waits_for_the_lock():
    counter = Counter()
    done = threading.Event()

    def work():
        counter.increment()
        done.set()

    t = threading.Thread(target=work)
    with counter.lock:
        t.start()
        assert not done.wait(1)
        assert counter.value == 0
    assert done.wait(20)
    t.join()
    assert counter.value == 1


def test_error_in_the_factory_is_not_remembered():
    results = iter([ValueError("first"), "second"])

    def factory():
        r = next(results)
        if isinstance(r, Exception):
            raise r
        return r

    once = OnceOnly(factory)
    with pytest.raises(ValueError):
        once.get()
    assert once.get() == "second"
