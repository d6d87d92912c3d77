"""The example of the statement: a student has it."""

from pool_callback import election_night


def test_three_stations():
    figures = {"Mill Lane": 120, "Town Hall": 300}
    board = {}

    missing = election_night(
        ["Mill Lane", "Docks", "Town Hall"],
        2,
        lambda station: figures[station],
        lambda number: f"{number} votes",
        board.__setitem__,
    )

    assert board == {"Mill Lane": "120 votes", "Town Hall": "300 votes"}, "what is on the board"
    assert missing == ["Docks"], "nobody answered at the docks"
