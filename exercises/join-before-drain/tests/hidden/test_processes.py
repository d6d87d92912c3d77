"""Each chapter has a process of its own, and all work at the same time."""

import pytest
from join_before_drain import collect

CHAPTERS = ["Whales", "Ships", "Harbours", "Storms"]


@pytest.mark.points(2)
@pytest.mark.hint("The statement asks for processes: one for each chapter, none for two.")
def test_a_process_for_each_chapter(lab):
    render = lab.probe(lambda chapter: chapter.encode())

    collect(CHAPTERS, render)

    assert sorted(call.args[0] for call in render.calls) == sorted(CHAPTERS), (
        "render must be called once for each chapter"
    )
    assert len(render.pids) == 4, (
        f"4 chapters need 4 processes, but they were rendered by {len(render.pids)}"
    )


@pytest.mark.points(2)
@pytest.mark.hint("Start all processes before you wait for the first of them.")
def test_all_work_side_by_side(lab):
    render = lab.gate(lambda chapter: chapter.encode())
    call = lab.start(collect, CHAPTERS, render)

    lab.settle()
    assert render.inside == 4, f"4 chapters were to be rendered at once, but {render.inside} were"
    render.open()
    assert call.result() == {chapter: chapter.encode() for chapter in CHAPTERS}, (
        "each chapter must have its own pages"
    )


@pytest.mark.points(2)
@pytest.mark.hint(
    "Who has sent the last message may still be running, and who has ended stays in the kernel's"
    " table until somebody joins it."
)
def test_all_have_been_joined(lab):
    render = lab.probe(lambda chapter: chapter.encode())

    book = collect(CHAPTERS, render)

    left = render.pids & {process.pid for process in lab.processes()}
    assert sorted(book) == sorted(CHAPTERS), "the book must have each chapter, and no other"
    assert len(left) == 0, (
        f"collect has returned, but {len(left)} of its 4 processes have not been joined"
    )
