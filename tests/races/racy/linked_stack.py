"""Values are pushed onto a stack of linked nodes.

Race: both make a node upon the same top; one of the two nodes is lost.
Needs: lines
Ends as: WA
"""

import threading


class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


class Stack:
    def __init__(self):
        self.top = None

    def push(self, value):
        self.top = Node(value, self.top)

    def items(self):
        out, node = [], self.top
        while node is not None:
            out.append(node.value)
            node = node.rest
        return out


def main():
    stack = Stack()
    threads = [threading.Thread(target=stack.push, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(stack.items())


EXPECTED = [1, 2]
