"""The example of the statement: a student has it."""

from readers_writer import Timetable


def test_one_change():
    trains = ["9:15 Leeds"]
    timetable = Timetable()

    timetable.change(lambda: trains.append("9:40 York"))

    assert timetable.read(lambda: len(trains)) == 2, "read returns what look returns"
