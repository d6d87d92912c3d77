"""A stack without a lock around pop: top is exchanged only if it is still what it was.

Race: top is `a` again, but in between `b` was taken; who had read `b` as the next one puts it back.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = ["a", "c"]


class Node:
    def __init__(self, name, below):
        self.name, self.below = name, below


class Stack:
    def __init__(self):
        self.lock = threading.Lock()
        self.top = Node("a", Node("b", Node("c", None)))

    def exchange(self, old, new):
        with self.lock:
            if self.top is not old:
                return False
            self.top = new
            return True

    def pop(self):
        while True:
            top = self.top
            if self.exchange(top, top.below):
                return top

    def push(self, node):
        while True:
            node.below = self.top
            if self.exchange(node.below, node):
                return


def swap(stack):
    first, second = stack.pop(), stack.pop()
    stack.push(first)
    return second


def main():
    stack, taken = Stack(), []

    def pop_and_push():
        node = stack.pop()
        stack.push(node)

    def drop():
        first = stack.pop()
        stack.pop()
        stack.push(first)

    threads = [threading.Thread(target=pop_and_push), threading.Thread(target=drop)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    node = stack.top
    while node and len(taken) < 9:
        taken.append(node.name)
        node = node.below
    return taken
