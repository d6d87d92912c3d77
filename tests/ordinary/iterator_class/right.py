class Repeat:
    def __init__(self, value, times):
        self.value = value
        self.remaining = times

    def __iter__(self):
        return self

    def __next__(self):
        if self.remaining <= 0:
            raise StopIteration
        self.remaining -= 1
        return self.value


class Countable:
    def __init__(self, start, stop):
        self._range = range(start, stop)

    def __len__(self):
        return len(self._range)

    def __iter__(self):
        return iter(self._range)

    def __getitem__(self, i):
        return self._range[i]

    def __contains__(self, value):
        return value in self._range
