class Repeat:
    def __init__(self, value, times):
        self.value = value
        self.remaining = times

    def __iter__(self):
        return self

    def __next__(self):
        if self.remaining < 0:
            self.remaining = 3
            raise StopIteration
        self.remaining -= 1
        return self.value


class Countable:
    def __init__(self, start, stop):
        self.i, self.stop = start, stop

    def __len__(self):
        return self.stop - self.i

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.stop:
            raise StopIteration
        self.i += 1
        return self.i - 1
