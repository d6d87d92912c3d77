class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in values:
            self.push(value)

    def push(self, value):
        self.head = Node(value, self.head)

    def pop(self):
        node, self.head = self.head, self.head.next
        return node.value

    def remove(self, value):
        node = self.head
        while node.next.value != value:
            node = node.next
        node.next = node.next.next

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
    while node.next is not None:
        values.append(node.value)
        node = node.next
    return values


def reverse(head):
    values = to_list(head)
    out = None
    for v in values:
        out = Node(v, out)
    return out


def has_cycle(head):
    return False


def merge_sorted(a, b):
    return a
