import threading
from collections import deque


class Closed(Exception):
    pass


class BoundedBuffer:
    def __init__(self, size):
        self._items = deque()
        self._size = size
        self._closed = False
        self._changed = threading.Condition()

    def __len__(self):
        return len(self._items)

    def put(self, item):
        with self._changed:
            self._changed.wait_for(lambda: len(self._items) < self._size)
            self._items.append(item)
            self._changed.notify_all()

    def get(self, timeout=None):
        with self._changed:
            if not self._changed.wait_for(lambda: self._items or self._closed, timeout):
                raise TimeoutError
            if not self._items:
                raise Closed("closed")
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    def close(self):
        with self._changed:
            self._closed = True
            self._changed.notify_all()
