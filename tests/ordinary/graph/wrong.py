from collections import deque


class CycleError(Exception):
    cycle = ()


def shortest(roads, start, end):
    path, cost = [start], 0
    while path[-1] != end:
        edges = roads[path[-1]]
        if not edges:
            return None
        there = min(edges, key=edges.get)
        cost += edges.pop(there)
        path.append(there)
    return cost, path


def bfs(roads, start):
    return list(roads)


def in_degrees(roads):
    return {n: len(e) for n, e in roads.items()}


def invert(roads):
    return {}


def topological(edges):
    return deque(edges)


class Graph:
    def __init__(self):
        self._edges = {}

    def add_edge(self, a, b):
        self._edges.setdefault(a, set()).add(b)
        return Graph()

    def __getitem__(self, node):
        return self._edges[node]
