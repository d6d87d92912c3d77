class TreeNode:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right


def depth(node):
    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))


def is_balanced(node):
    if node is None:
        return True
    return (
        abs(depth(node.left) - depth(node.right)) <= 1
        and is_balanced(node.left)
        and is_balanced(node.right)
    )


def invert(node):
    if node is not None:
        node.left, node.right = invert(node.right), invert(node.left)
    return node


def level_order(node):
    levels = []
    row = [node] if node else []
    while row:
        levels.append([n.value for n in row])
        row = [c for n in row for c in (n.left, n.right) if c]
    return levels


class Tree:
    def __init__(self, values=(), key=lambda v: v):
        self.root = None
        self.key = key
        for v in values:
            self.insert(v)

    def insert(self, value):
        if self.root is None:
            self.root = TreeNode(value)
            return
        node = self.root
        while True:
            side = "left" if self.key(value) < self.key(node.value) else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, TreeNode(value))
                return
            node = child

    def find(self, value):
        node = self.root
        while node is not None and node.value != value:
            node = node.left if self.key(value) < self.key(node.value) else node.right
        return node

    def __contains__(self, value):
        return self.find(value) is not None

    def __iter__(self):
        def visit(node):
            if node is not None:
                yield from visit(node.left)
                yield node.value
                yield from visit(node.right)

        return visit(self.root)

    def __len__(self):
        return sum(1 for _ in self)

    def delete(self, value):
        if value not in self:
            raise KeyError(value)
        rest = [v for v in self if v != value]
        self.root = None
        for v in rest:
            self.insert(v)

    def walk(self, visit):
        for v in self:
            visit(v)
