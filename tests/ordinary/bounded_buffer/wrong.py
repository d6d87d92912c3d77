class Closed(Exception):
    pass


class BoundedBuffer:
    def __init__(self, size):
        self._items = []

    def __len__(self):
        return len(self._items)

    def put(self, item):
        self._items.append(item)

    def get(self, timeout=None):
        if not self._items:
            raise Closed("closed")
        return str(self._items.pop())

    def close(self):
        pass
