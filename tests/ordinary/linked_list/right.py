class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in reversed(list(values)):
            self.push(value)

    def push(self, value):
        self.head = Node(value, self.head)

    def pop(self):
        if self.head is None:
            raise IndexError("pop from an empty list")
        node, self.head = self.head, self.head.next
        return node.value

    def remove(self, value):
        before, node = None, self.head
        while node is not None:
            if node.value == value:
                if before is None:
                    self.head = node.next
                else:
                    before.next = node.next
                return
            before, node = node, node.next
        raise ValueError(f"{value!r} not in list")

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.next

    def __len__(self):
        return sum(1 for _ in self)

    def __str__(self):
        return " -> ".join(map(str, self))


def to_list(node):
    values = []
    while node is not None:
        values.append(node.value)
        node = node.next
    return values


def reverse(head):
    before = None
    while head is not None:
        head.next, before, head = before, head, head.next
    return before


def has_cycle(head):
    slow = fast = head
    while fast is not None and fast.next is not None:
        slow, fast = slow.next, fast.next.next
        if slow is fast:
            return True
    return False


def merge_sorted(a, b):
    start = tail = Node(None)
    while a is not None and b is not None:
        if a.value <= b.value:
            tail.next, a = a, a.next
        else:
            tail.next, b = b, b.next
        tail = tail.next
    tail.next = a if a is not None else b
    return start.next
