"""The examples of the statement: a student has these."""

from pool_map import with_pool, with_processes

ITEMS = ["stone", "jar", "coin"]


def test_with_pool():
    assert with_pool(ITEMS, 2, str.upper) == ["STONE", "JAR", "COIN"], (
        "each result must stand where its item stood"
    )


def test_with_processes():
    assert with_processes(ITEMS, str.upper) == ["STONE", "JAR", "COIN"], (
        "each result must stand where its item stood"
    )
