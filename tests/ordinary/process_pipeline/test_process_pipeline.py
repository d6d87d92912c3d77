import multiprocessing as mp
import queue

import pytest

import process_pipeline as pp


def test_producer_fills_a_queue():
    q = mp.Queue()
    pp.producer(q, ["a", "b"])
    assert q.get(timeout=10) == "a"
    assert q.get(timeout=10) == "b"
    assert q.get(timeout=10) is None


def test_consumer_reads_until_none():
    source, target = queue.Queue(), queue.Queue()
    for item in [1, 2, 3, None]:
        source.put(item)
    pp.consumer(source, target, lambda n: n * 10)
    assert [target.get_nowait() for _ in range(3)] == [10, 20, 30]
    assert target.empty()


def test_whole_pipeline():
    assert pp.run(["x", "yy", "zzz"], consumers=2) == [1, 2, 3]


@pytest.mark.parametrize("consumers", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 10], ids="{} items".format)
def test_every_item_once(count, consumers):
    items = [str(i) * (i % 4) for i in range(count)]
    assert sorted(pp.run(items, consumers=consumers)) == sorted(len(i) for i in items)


def test_echo_over_a_pipe():
    ours, theirs = mp.Pipe()
    server = mp.Process(target=pp.echo_server, args=(theirs,))
    server.start()
    theirs.close()
    ours.send({"n": 1})
    assert ours.poll(10)
    assert ours.recv() == {"echo": {"n": 1}}
    ours.send("stop")
    server.join(10)
    assert server.exitcode == 0
    assert not server.is_alive()


def test_worker_is_a_process():
    w = pp.Worker(3)
    assert isinstance(w, mp.Process)
    assert w.pid is None
    w.start()
    w.join()
    assert w.exitcode == 3
    assert w.name.startswith("Worker")
