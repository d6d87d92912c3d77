"""Every chapter is there, whole, whatever its size."""

import pytest
from join_before_drain import collect

LARGE = 150_000  # bytes: more than twice what a pipe holds


def check(book, expected):
    """Compare chapter by chapter, and name the first that differs by its size only."""
    assert sorted(book) == sorted(expected), "the book must have each chapter, and no other"
    for chapter, pages in expected.items():
        found = book[chapter]
        same = found == pages
        size = "no pages" if found is None else f"{len(found)} bytes"
        assert same, (
            f"{chapter!r} must have its {len(pages)} bytes; the book has {size} that differ"
        )


@pytest.mark.points(2)
@pytest.mark.hint(
    "A process that has put something large on a queue does not end before somebody has read it."
    " What does the main process wait for first?"
)
@pytest.mark.parametrize("count", [1, 4])
def test_large_chapters(count):
    pages = {f"Chapter {number}": bytes([number]) * LARGE for number in range(count)}

    check(collect(list(pages), lambda chapter: pages[chapter]), pages)


@pytest.mark.hint("Sizes differ: a short chapter may be ready long before a large one.")
def test_large_and_small_chapters():
    pages = {"Preface": b"p", "Whales": b"w" * LARGE, "Blank": b"", "Ships": b"s" * LARGE}

    check(collect(list(pages), lambda chapter: pages[chapter]), pages)


@pytest.mark.hint("A thin book is a book too.")
@pytest.mark.parametrize("pages", [{}, {f"{n}": b"%d" % n for n in range(12)}])
def test_any_number_of_chapters(pages):
    check(collect(list(pages), lambda chapter: pages[chapter]), pages)
