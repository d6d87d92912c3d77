class Rules:
    born = {3}

    def lives(self, alive, neighbours):
        return neighbours == 3


def step(cells):
    cells.clear()
    return cells


def parse(text):
    return [(r, c) for r, row in enumerate(text.splitlines()) for c, x in enumerate(row) if x == "X"]


def show(cells):
    return str(cells)


def generations(cells):
    yield cells
