from collections import Counter, OrderedDict, defaultdict, deque

import pytest

import graph as g
from graph import Graph

ROADS = {
    "a": {"b": 1, "c": 4},
    "b": {"c": 2, "d": 7},
    "c": {"d": 1},
    "d": {},
}


def test_shortest_path():
    assert g.shortest(ROADS, "a", "d") == (4, ["a", "b", "c", "d"])
    assert g.shortest(ROADS, "d", "a") is None


def test_argument_is_untouched():
    before = {k: dict(v) for k, v in ROADS.items()}
    g.shortest(ROADS, "a", "c")
    assert ROADS == before


def test_bfs_order():
    order = g.bfs(ROADS, "a")
    assert order == deque(["a", "b", "c", "d"])
    assert isinstance(order, deque)


def test_degrees_is_a_counter():
    degrees = g.in_degrees(ROADS)
    assert degrees == Counter({"c": 2, "d": 2, "b": 1})
    assert degrees.most_common()[-1] == ("b", 1)
    assert degrees["nowhere"] == 0


def test_invert_is_a_defaultdict():
    inverted = g.invert(ROADS)
    assert inverted["d"] == {"b", "c"}
    assert isinstance(inverted, defaultdict)
    assert inverted["nothing"] == set()


def test_topological_sort():
    assert list(g.topological(ROADS)) == ["a", "b", "c", "d"]
    with pytest.raises(g.CycleError) as info:
        g.topological({"x": ["y"], "y": ["x"]})
    assert set(info.value.cycle) == {"x", "y"}


def test_ordered_dict():
    result = g.topological(ROADS)
    assert isinstance(result, OrderedDict)
    assert result.popitem(last=False) == ("a", 0)


class TestGraphClass:
    def setup_method(self):
        self.graph = Graph()
        self.graph.add_edge(1, 2).add_edge(2, 3).add_edge((0, 0), frozenset({1}))

    def test_chaining_returns_self(self):
        assert self.graph.add_edge(7, 8) is self.graph

    def test_neighbours(self):
        assert self.graph[2] == {1, 3}
        assert self.graph[(0, 0)] == {frozenset([1])}

    def test_items(self):
        assert dict(self.graph.items())[1] == {2}
        assert set(self.graph.keys()) >= {1, 2, 3}

    def test_components(self):
        parts = self.graph.components()
        assert sorted(len(p) for p in parts) == [2, 3]
        assert {1, 2, 3} in parts
