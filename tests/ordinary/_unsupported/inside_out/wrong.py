STATE = [0]


class Box:
    def __init__(self, content):
        self.content = content


def busy(n):
    while n:
        n -= 1
