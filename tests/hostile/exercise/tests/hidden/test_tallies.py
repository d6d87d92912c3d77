from small_jobs import Tally


def test_tally_counts():
    tally = Tally()
    tally.add("apple")
    tally.add("pear", 3)
    tally.add("apple", 2)
    assert [tally.count(name) for name in ("apple", "pear", "plum")] == [3, 3, 0]
    assert tally.total == 6


def test_tally_equality():
    one, other = Tally(), Tally()
    one.add("a", 2)
    assert not one == other
    assert one != other
    other.add("a")
    other.add("a")
    assert one == other
    assert one.count("a") == other.count("a") == 2
