import heapq
from collections import Counter, OrderedDict, defaultdict, deque


class CycleError(Exception):
    def __init__(self, cycle):
        super().__init__("cycle")
        self.cycle = cycle


def shortest(roads, start, end):
    heap = [(0, [start])]
    done = set()
    while heap:
        cost, path = heapq.heappop(heap)
        here = path[-1]
        if here == end:
            return cost, path
        if here in done:
            continue
        done.add(here)
        for there, length in roads[here].items():
            heapq.heappush(heap, (cost + length, [*path, there]))
    return None


def bfs(roads, start):
    order, waiting = deque(), deque([start])
    while waiting:
        here = waiting.popleft()
        if here not in order:
            order.append(here)
            waiting.extend(roads[here])
    return order


def in_degrees(roads):
    return Counter(there for edges in roads.values() for there in edges)


def invert(roads):
    inverted = defaultdict(set)
    for here, edges in roads.items():
        for there in edges:
            inverted[there].add(here)
    return inverted


def topological(edges):
    degrees = Counter(there for targets in edges.values() for there in targets)
    ready = deque(n for n in edges if not degrees[n])
    order = OrderedDict()
    while ready:
        here = ready.popleft()
        order[here] = len(order)
        for there in edges[here]:
            degrees[there] -= 1
            if not degrees[there]:
                ready.append(there)
    if len(order) < len(edges):
        raise CycleError([n for n in edges if n not in order])
    return order


class Graph:
    def __init__(self):
        self._edges = defaultdict(set)

    def add_edge(self, a, b):
        self._edges[a].add(b)
        self._edges[b].add(a)
        return self

    def __getitem__(self, node):
        return self._edges[node]

    def items(self):
        return self._edges.items()

    def keys(self):
        return self._edges.keys()

    def components(self):
        parts, seen = [], set()
        for node in self._edges:
            if node in seen:
                continue
            part, todo = set(), [node]
            while todo:
                here = todo.pop()
                if here not in part:
                    part.add(here)
                    todo.extend(self._edges[here])
            seen |= part
            parts.append(part)
        return parts
