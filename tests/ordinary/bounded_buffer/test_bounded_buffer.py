import queue
import threading
import unittest

from bounded_buffer import BoundedBuffer, Closed


class BufferTest(unittest.TestCase):
    def setUp(self):
        self.buffer = BoundedBuffer(2)
        self.results = queue.Queue()

    def test_order(self):
        self.buffer.put(1)
        self.buffer.put(2)
        self.assertEqual([self.buffer.get(), self.buffer.get()], [1, 2])

    def test_put_blocks_when_full(self):
        self.buffer.put("a")
        self.buffer.put("b")
        entered = threading.Event()
        finished = threading.Event()

        def producer():
            entered.set()
            self.buffer.put("c")
            finished.set()

        thread = threading.Thread(target=producer, daemon=True)
        thread.start()
        entered.wait(10)
        self.assertFalse(finished.wait(1))
        self.assertEqual(self.buffer.get(), "a")
        self.assertTrue(finished.wait(10))
        thread.join(10)
        self.assertEqual(len(self.buffer), 2)

    def test_get_blocks_when_empty(self):
        thread = threading.Thread(target=lambda: self.results.put(self.buffer.get()))
        thread.start()
        self.assertTrue(self.results.empty())
        self.buffer.put(42)
        self.assertEqual(self.results.get(timeout=10), 42)
        thread.join(10)

    def test_timeout(self):
        with self.assertRaises(TimeoutError):
            self.buffer.get(timeout=0.05)

    def test_many(self):
        received = []

        def produce(start):
            for i in range(start, start + 20):
                self.buffer.put(i)

        def consume():
            for _ in range(20):
                received.append(self.buffer.get())

        threads = [threading.Thread(target=produce, args=(k,)) for k in (0, 100)]
        threads += [threading.Thread(target=consume) for _ in range(2)]
        [t.start() for t in threads]
        [t.join(20) for t in threads]
        self.assertCountEqual(received, [*range(20), *range(100, 120)])

    def test_close_wakes_waiters(self):
        def wait():
            try:
                self.buffer.get()
            except Closed as error:
                self.results.put(str(error))

        threads = [threading.Thread(target=wait, daemon=True) for _ in range(2)]
        for t in threads:
            t.start()
        self.buffer.close()
        self.assertEqual(self.results.get(timeout=10), "closed")
        self.assertEqual(self.results.get(timeout=10), "closed")
