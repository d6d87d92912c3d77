import heapq
import itertools
import operator
from bisect import insort

import pytest

from priority_queue import PriorityQueue, Task, merge_all


def test_tasks_are_ordered():
    a, b = Task(1, "a"), Task(2, "b")
    assert a < b and not b < a
    assert sorted([b, a]) == [a, b]


def test_heapq_over_student_objects():
    heap = []
    for priority in (3, 1, 2):
        heapq.heappush(heap, Task(priority, str(priority)))
    assert [heapq.heappop(heap).name for _ in range(3)] == ["1", "2", "3"]


def test_bisect_over_student_objects():
    tasks = [Task(1, "a"), Task(3, "c")]
    insort(tasks, Task(2, "b"))
    assert "".join(map(operator.attrgetter("name"), tasks)) == "abc"


def test_same_priority_keeps_order():
    q = PriorityQueue()
    for name in "abc":
        q.push(Task(1, name))
    q.push(Task(0, "first"))
    assert [t.name for t in q.drain()] == ["first", "a", "b", "c"]
    assert not q


def test_pop_empty():
    with pytest.raises(IndexError, match="^empty queue$"):
        PriorityQueue().pop()


def test_group_by_priority():
    tasks = sorted([Task(2, "x"), Task(1, "y"), Task(2, "z")])
    groups = {k: [t.name for t in g] for k, g in itertools.groupby(tasks, key=lambda t: t.priority)}
    assert groups == {1: ["y"], 2: ["x", "z"]}


def test_items_can_be_anything():
    q = PriorityQueue(key=len)
    q.push("ccc")
    q.push([1])
    marker = ("a", "b")
    q.push(marker)
    assert q.pop() == [1]
    assert q.pop() is marker
    assert len(q) == 1


def test_merge():
    assert list(merge_all([1, 4], [2, 3], iter([0, 9]))) == [0, 1, 2, 3, 4, 9]


def test_method_caller():
    tasks = [Task(1, "a")]
    assert list(map(operator.methodcaller("rename", "b"), tasks)) == [None]
    assert tasks[0].name == "b"
