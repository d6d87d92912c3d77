notes = []
index = {}
COLOURS = {"ink": "blue"}
SHADES = COLOURS
seen = set()
LIMIT = 3


def add(text):
    if len(notes) == LIMIT:
        raise OverflowError("full")
    notes.append(text)
    for word in text.split():
        index.setdefault(word, []).append(len(notes) - 1)
        seen.add(word)


def count():
    return len(notes)


def clear():
    notes.clear()
    index.clear()
    pass
