"""Lists, dicts and sets of the module, imported by name, which the module's functions change."""

import notebook
import pytest
from notebook import COLOURS, LIMIT, SHADES, add, clear, count, index, notes, seen

KNOWN = notes


def test_two_names_of_one_thing():
    assert COLOURS == {"ink": "blue"}
    assert SHADES == {"ink": "blue"}


@pytest.fixture(autouse=True)
def empty():
    clear()
    yield
    clear()


def test_program_changes_what_was_imported():
    add("to be")
    add("or not")

    assert notes == ["to be", "or not"]
    assert index == {"to": [0], "be": [0], "or": [1], "not": [1]}
    assert seen == {"to", "be", "or", "not"}


def test_test_changes_what_was_imported():
    notes.append("from outside")

    assert count() == 1
    add("from inside")
    assert KNOWN == ["from outside", "from inside"]


def test_names_of_the_module_are_the_same_things():
    add("one")

    assert notebook.notes == notes
    assert notebook.index == index


def test_limit():
    for number in range(LIMIT):
        add(str(number))

    with pytest.raises(OverflowError):
        add("one too many")
    assert len(notes) == LIMIT


def test_clearing_empties_all():
    add("one two")

    clear()

    assert not notes
    assert not index
    assert not seen
