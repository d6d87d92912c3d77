import pytest
from table import Table


@pytest.fixture
def table():
    return Table([[1, 2], [3, 4]])


def test_a_row_is_the_tables_own(table):
    table[0][1] = -1
    assert table[0, 1] == -1


def test_a_row_stays_the_tables_own(table):
    row = table[0]
    for number in range(40):
        table[1, 1] = number
        assert table.column(1) == [2, number]
        assert table[0] is row
    row[1] = -1
    assert table[0, 1] == -1
    table[0, 0] = 7
    assert row == [7, -1]


def test_rows_change_while_they_are_gone_through(table):
    for row in table:
        row[0] = 0
    assert table.column(0) == [0, 0]


def test_what_it_was_made_of_is_not_changed():
    rows = [[1, 2]]
    table = Table(rows)
    table[0, 0] = 9
    rows.append([3, 4])
    assert rows == [[1, 2], [3, 4]]
    assert table.rows == [[9, 2]]
