from collections import Counter


class Rules:
    born = {3}
    stays = {2, 3}

    def lives(self, alive, neighbours):
        return neighbours in (self.stays if alive else self.born)


def step(cells, rules=Rules()):
    counts = Counter(
        (r + dr, c + dc)
        for r, c in cells
        for dr in (-1, 0, 1)
        for dc in (-1, 0, 1)
        if dr or dc
    )
    return {cell for cell, n in counts.items() if rules.lives(cell in cells, n)}


def parse(text):
    rows = text.strip().splitlines()
    return {(r, c) for r, row in enumerate(rows) for c, x in enumerate(row) if x == "X"}


def show(cells):
    height = max(r for r, _ in cells) + 1
    width = max(c for _, c in cells) + 1
    return "\n".join(
        "".join("X" if (r, c) in cells else "." for c in range(width)) for r in range(height)
    )


def generations(cells):
    while True:
        yield cells
        cells = step(cells)
