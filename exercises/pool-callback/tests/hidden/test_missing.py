"""No station vanishes."""

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
