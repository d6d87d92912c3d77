class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority > other.priority


class PriorityQueue:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()

    def drain(self):
        return self.items

    def __len__(self):
        return len(self.items)


def merge_all(*iterables):
    return iterables
