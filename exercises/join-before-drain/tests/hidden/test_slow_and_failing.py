"""Slow and failing chapters lose nothing and hold nobody up for ever."""

import pytest
from join_before_drain import collect


@pytest.mark.points(2)
@pytest.mark.hint(
    "A queue that is empty now need not stay so. How many messages do you know will come?"
)
def test_slow_chapters_are_waited_for(lab):
    render = lab.gate(lambda chapter: chapter.encode())
    call = lab.start(collect, ["Whales", "Ships", "Storms"], render)
    lab.settle()

    render.release()
    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "collect returned although two chapters were not rendered yet"

    render.open()
    assert call.result() == {"Whales": b"Whales", "Ships": b"Ships", "Storms": b"Storms"}, (
        "the book must have all three chapters, those that came late too"
    )


@pytest.mark.points(2)
@pytest.mark.hint("Whoever waits for a message must get one, also from a process that has failed.")
@pytest.mark.parametrize("failing", ["Preface", "Storms"])
def test_a_failing_chapter_among_large_ones(failing):
    def render(chapter):
        if chapter == failing:
            raise RuntimeError("the fonts are missing")
        return b"." * 100_000

    book = collect(["Preface", "Whales", "Storms"], render)

    sizes = {chapter: None if pages is None else len(pages) for chapter, pages in book.items()}
    expected = dict.fromkeys(["Preface", "Whales", "Storms"], 100_000) | {failing: None}
    assert sizes == expected, "the sizes of all chapters; the one that failed has None"


@pytest.mark.hint("It may well be that no chapter can be rendered.")
def test_all_fail(lab):
    render = lab.probe(raises=RuntimeError("the fonts are missing"))

    assert collect(["Whales", "Ships"], render) == {"Whales": None, "Ships": None}, (
        "no chapter has pages"
    )
