class TreeNode:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right


def depth(node):
    return 0 if node is None else 1 + min(depth(node.left), depth(node.right))


def is_balanced(node):
    return node is None or abs(depth(node.left) - depth(node.right)) <= 1


def invert(node):
    if node is None:
        return None
    return TreeNode(node.value, invert(node.right), invert(node.left))


def level_order(node):
    return [[node.value]] if node else []


class Tree:
    def __init__(self, values=(), key=None):
        self.values = list(values)
        self.root = None

    def insert(self, value):
        self.values.append(value)

    def __iter__(self):
        return iter(self.values)

    def __len__(self):
        return len(self.values)

    def __contains__(self, value):
        return value in self.values

    def find(self, value):
        return value

    def delete(self, value):
        self.values.remove(value)

    def walk(self, visit):
        visit(self.values)
