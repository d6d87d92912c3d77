"""No station vanishes."""

import itertools

import pytest
from pool_callback import election_night


@pytest.mark.points(4)
@pytest.mark.hint("After an exception only error_callback is called. Which station was it?")
def test_errors_of_both_kinds(lab):
    def ask(station):
        if station in ("Docks", "Mill"):
            raise OSError("nobody answers")
        return station

    def work_out(figures):
        if figures == "Zoo":
            raise ArithmeticError("more votes than animals")
        return figures.upper()

    write = lab.probe()
    stations = ["Zoo", "Hall", "Docks", "School", "Mill", "Docks"]

    missing = election_night(stations, 2, ask, work_out, write)

    assert missing == ["Zoo", "Docks", "Mill", "Docks"], (
        "something went wrong at four of six stations: the list must have them in order"
    )
    assert sorted(call.args for call in write.calls) == [("Hall", "HALL"), ("School", "SCHOOL")], (
        "the stations where all went well must be on the board"
    )


@pytest.mark.points(2)
@pytest.mark.hint("A station may stand in the list twice. Do you know which of the two has failed?")
def test_each_entry_counts_for_itself(lab):
    calls = itertools.count()

    def ask(station):
        if station == "Docks" and next(calls) == 0:
            raise OSError("nobody answers")
        return station

    write = lab.probe()

    missing = election_night(["Docks", "Hall", "Docks", "Zoo"], 2, ask, str.upper, write)

    assert missing == ["Docks"], (
        "a station stands there twice, and only once did something go wrong: so it is missing once"
    )
    board = sorted(call.args[0] for call in write.calls)
    assert board == ["Docks", "Hall", "Zoo"], "all went well three times: so three are on the board"


@pytest.mark.points(2)
@pytest.mark.hint("Who fails first need not be who comes first. How does your list get its order?")
def test_in_the_order_of_the_stations(lab):
    def fail(station):
        raise OSError("nobody answers")

    slow = lab.gate(fail)
    call = lab.start(
        election_night,
        ["Zoo", "Docks", "Mill"],
        2,
        lambda station: slow(station) if station == "Zoo" else fail(station),
        str.upper,
        lab.probe(),
    )

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "election_night returned although one station was still being asked"
    slow.open()
    assert call.result() == ["Zoo", "Docks", "Mill"], (
        "the missing stations must be in the order of `stations`, whichever failed first"
    )


@pytest.mark.points(2)
@pytest.mark.hint("Is the night over when everything went wrong? And when there is nothing to ask?")
@pytest.mark.parametrize("stations", [[], [["list"], None, {}]])
def test_nothing_to_write(lab, stations):
    write = lab.probe()

    missing = election_night(stations, 2, lab.probe(raises=OSError("no line")), str, write)

    assert missing == stations, "where something went wrong, the station must be in the list"
    assert write.count == 0, "there was nothing to write"


@pytest.mark.points(2)
@pytest.mark.hint("None is a result like any other, and a long result is one, too.")
def test_any_result_is_written():
    results = [None, "x" * 300_000, False]
    board = {}

    missing = election_night(
        [0, 1, 2], 2, lambda station: station, lambda station: results[station], board.__setitem__
    )

    assert missing == [], "nothing went wrong at any station"
    assert [board.get(station, "?") == results[station] for station in range(3)] == [True] * 3, (
        "each result must be written, whatever it is"
    )
