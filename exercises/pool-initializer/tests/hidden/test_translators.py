"""Who learns, who translates, and who prints."""

import itertools

import pytest
from pool_initializer import translate_all

CHAPTERS = list("abcdefgh")
TEXTS = [chapter.upper() for chapter in CHAPTERS]


def show_error(call):
    """Show what a call has raised that was to go on."""
    if call.done:
        call.result()


def upper(knowledge, chapter):
    return chapter.upper()


@pytest.mark.points(4)
@pytest.mark.hint("How often does each process learn: for each chapter, or when it is started?")
@pytest.mark.parametrize("translators", [1, 3])
def test_everybody_learns_once(lab, translators):
    learn, translate = lab.probe(returns="a language"), lab.gate(upper)
    call = lab.start(translate_all, CHAPTERS, translators, learn, translate, lab.probe())

    lab.settle()
    show_error(call)
    assert translate.inside == translators, (
        f"{translators} translators must be at work at the same time, but {translate.inside} were"
    )
    translate.open()
    assert call.result() == TEXTS, "the texts must be in the order of the chapters"
    pids = [record.pid for record in learn.calls]
    assert lab.pid not in pids, "the main process must not learn"
    assert len(pids) == translators, (
        f"{translators} translators learn once each: {translators} calls, not {len(pids)}"
    )
    assert translate.pids == set(pids), "who translates has learnt, and who has learnt translates"
    left = set(pids) & lab.alive()
    assert len(left) == 0, f"translate_all has returned, but {len(left)} translators are left"


@pytest.mark.points(3)
@pytest.mark.hint("Each process has a memory of its own. Whose knowledge is it that yours uses?")
def test_with_its_own_knowledge(lab):
    numbers = itertools.count(1)
    learn = lab.probe(lambda: next(numbers))
    translate = lab.gate(lambda knowledge, chapter: f"{chapter}{knowledge}")
    call = lab.start(translate_all, CHAPTERS, 3, learn, translate, lab.probe())

    translate.wait_inside(3)
    translate.open()
    texts = call.result()
    used = {}
    for record in translate.calls:
        used.setdefault(record.pid, set()).add(record.args[0])
    assert all(len(knowledge) == 1 for knowledge in used.values()), (
        "a translator must use the same knowledge for all chapters"
    )
    assert sorted(knowledge for one in used.values() for knowledge in one) == [1, 2, 3], (
        "3 translators have learnt, and each must translate with what it has learnt itself"
    )
    assert [text[0] for text in texts] == CHAPTERS, "the texts must be in order of the chapters"


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=5)
@pytest.mark.hint(
    "What does a translator do for whom there is no chapter: wait, or ask all the time?"
)
def test_who_has_no_chapter_waits(lab):
    translate = lab.gate(upper)
    call = lab.start(translate_all, ["a", "b"], 4, lab.probe(), translate, lab.probe())

    lab.settle()
    show_error(call)
    assert translate.inside == 2, (
        f"there are 2 chapters for 4 translators: 2 must be at work, but {translate.inside} were"
    )
    translate.open()
    assert call.result() == ["A", "B"], "the texts must be in the order of the chapters"


@pytest.mark.points(2)
@pytest.mark.hint("Does your program send knowledge from one process to another?")
def test_knowledge_that_cannot_be_sent(lab):
    make_lock = lab.remote("threading").Lock
    texts = translate_all(CHAPTERS, 2, make_lock, upper, lab.probe())

    assert texts == TEXTS, "what cannot be pickled is knowledge, too"


@pytest.mark.points(3)
@pytest.mark.hint("One press, one lock. Have all processes the same one, and is it held meanwhile?")
def test_one_at_a_time_at_the_press(lab):
    print_out = lab.gate()
    call = lab.start(translate_all, CHAPTERS, 3, lab.probe(), upper, print_out)

    lab.settle()
    show_error(call)
    assert print_out.inside == 1, f"the press serves one at a time, but {print_out.inside} printed"
    print_out.release()
    lab.settle()
    assert print_out.inside == 1, "when one is done, the next one must print"
    print_out.open()
    assert call.result() == TEXTS, "the texts must be in the order of the chapters"
    assert sorted(record.args[0] for record in print_out.calls) == TEXTS, "each is printed once"
    assert print_out.max_inside == 1, "the press serves one at a time"


@pytest.mark.points(2)
@pytest.mark.hint("Somebody translates while another one prints. What does the lock cover?")
def test_translating_goes_on_while_one_prints(lab):
    translate, print_out = lab.probe(upper), lab.gate()
    call = lab.start(translate_all, CHAPTERS, 3, lab.probe(), translate, print_out)

    lab.settle()
    show_error(call)
    assert translate.count == 3, (
        f"while one printed, all 3 translators must have translated, but {translate.count} have"
    )
    print_out.open()
    assert call.result() == TEXTS, "the texts must be in the order of the chapters"


@pytest.mark.hint("A translator lives on after the last chapter. What do you wait for?")
def test_all_translators_have_ended(lab):
    stay = lab.gate()

    def translate(knowledge, chapter):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return chapter.upper()

    call = lab.start(translate_all, CHAPTERS, 2, lab.probe(), translate, lab.probe())

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"translate_all has returned, but {len(left)} translators are left"
    stay.open()
    assert call.result() == TEXTS, "the texts must be in the order of the chapters"
