STATE = []


class Box:
    def __init__(self, content):
        self.content = content

    def __eq__(self, other):
        return type(other).__name__ == "Box" and self.content == other.content


def busy(n):
    return sum(range(n))
