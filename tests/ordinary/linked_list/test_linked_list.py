import pytest
from linked_list import LinkedList, Node, has_cycle, merge_sorted, reverse, to_list


def build(*values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head


class TestNodes:
    def test_chain_by_hand(self):
        a, b, c = Node(1), Node(2), Node(3)
        a.next = b
        b.next = c
        assert a.next.next.value == 3
        assert a.next is b
        assert c.next is None
        assert to_list(a) == [1, 2, 3]

    def test_reverse(self):
        head = build(1, 2, 3)
        last = head.next.next
        new_head = reverse(head)
        assert new_head is last
        assert to_list(new_head) == [3, 2, 1]
        assert head.next is None

    def test_reverse_nothing(self):
        assert reverse(None) is None

    def test_cycle(self):
        a, b, c = Node("a"), Node("b"), Node("c")
        a.next, b.next, c.next = b, c, b
        assert has_cycle(a) is True
        c.next = None
        assert has_cycle(a) is False

    def test_merge(self):
        merged = merge_sorted(build(1, 4, 6), build(2, 3, 7))
        walk, seen = merged, []
        while walk is not None:
            seen.append(walk.value)
            walk = walk.next
        assert seen == [1, 2, 3, 4, 6, 7]

    def test_walk_a_long_list(self):
        head = build(*range(200))
        n = 0
        while head:
            assert head.value == n
            head = head.next
            n += 1
        assert n == 200


class TestList:
    def setup_method(self):
        self.lst = LinkedList([1, 2, 3])

    def test_iteration(self):
        assert list(self.lst) == [1, 2, 3]
        assert [x * 2 for x in self.lst] == [2, 4, 6]

    def test_len_bool(self):
        assert len(self.lst) == 3
        assert self.lst
        assert not LinkedList()

    def test_push_pop(self):
        self.lst.push(0)
        assert self.lst.head.value == 0
        assert self.lst.pop() == 0
        assert self.lst.pop() == 1
        assert list(self.lst) == [2, 3]

    def test_pop_empty(self):
        with pytest.raises(IndexError):
            LinkedList().pop()

    def test_head_can_be_replaced(self):
        self.lst.head = self.lst.head.next
        assert list(self.lst) == [2, 3]
        self.lst.head.next = Node("x")
        assert list(self.lst) == [2, "x"]

    def test_remove(self):
        self.lst.remove(2)
        assert list(self.lst) == [1, 3]
        with pytest.raises(ValueError, match="not in list"):
            self.lst.remove(99)

    def test_holds_any_object(self):
        class Thing:
            pass

        thing = Thing()
        self.lst.push(thing)
        assert self.lst.head.value is thing
        assert self.lst.pop() is thing

    def test_str(self):
        assert str(self.lst) == "1 -> 2 -> 3"
