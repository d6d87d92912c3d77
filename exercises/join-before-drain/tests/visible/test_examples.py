"""The examples of the statement: a student has these."""

from join_before_drain import collect


def render(chapter):
    if chapter == "Index":
        raise ValueError("no page numbers yet")
    return chapter.encode() * 2


def test_two_chapters():
    book = collect(["Whales", "Ships"], render)

    assert book == {"Whales": b"WhalesWhales", "Ships": b"ShipsShips"}, (
        "each chapter must have its own pages"
    )


def test_a_chapter_that_cannot_be_rendered():
    book = collect(["Whales", "Ships", "Index"], render)

    assert book == {"Whales": b"WhalesWhales", "Ships": b"ShipsShips", "Index": None}, (
        "only the index has no pages"
    )
