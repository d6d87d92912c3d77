class LRUCache(dict):
    def __init__(self, size):
        self.size = size
        self.hits = self.misses = 0

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[max(self)]
