import random

import pytest

from binary_tree import Tree, TreeNode, depth, invert, is_balanced, level_order


@pytest.fixture
def sample():
    #       4
    #     2   6
    #    1 3 5 7
    root = TreeNode(4)
    root.left = TreeNode(2, TreeNode(1), TreeNode(3))
    root.right = TreeNode(6)
    root.right.left = TreeNode(5)
    root.right.right = TreeNode(7)
    return root


def test_level_order(sample):
    assert level_order(sample) == [[4], [2, 6], [1, 3, 5, 7]]
    assert level_order(None) == []


def test_depth(sample):
    assert depth(sample) == 3
    sample.left.left.left = TreeNode(0)
    assert depth(sample) == 4
    assert depth(None) == 0


def test_balanced(sample):
    assert is_balanced(sample)
    sample.left.left.left = TreeNode(0)
    assert is_balanced(sample)
    sample.left.left.left.left = TreeNode(-1)
    assert not is_balanced(sample)


def test_invert_in_place(sample):
    left, right = sample.left, sample.right
    assert invert(sample) is sample
    assert sample.left is right and sample.right is left
    assert level_order(sample) == [[4], [6, 2], [7, 5, 3, 1]]


def inorder(node):
    if node is None:
        return []
    return inorder(node.left) + [node.value] + inorder(node.right)


def test_tree_keeps_order():
    values = list(range(30))
    random.Random(3).shuffle(values)
    tree = Tree()
    for v in values:
        tree.insert(v)
    assert inorder(tree.root) == list(range(30))
    assert list(tree) == list(range(30))
    assert len(tree) == 30


def test_search():
    tree = Tree("python")
    assert "y" in tree
    assert "x" not in tree
    assert tree.find("h").value == "h"
    assert tree.find("z") is None


def test_custom_key_function():
    tree = Tree(["ccc", "a", "bb"], key=len)
    assert list(tree) == ["a", "bb", "ccc"]


def test_delete():
    tree = Tree([4, 2, 6, 1, 3, 5, 7])
    tree.delete(4)
    assert list(tree) == [1, 2, 3, 5, 6, 7]
    with pytest.raises(KeyError):
        tree.delete(4)


def test_walk_with_callback():
    seen = []
    Tree([2, 1, 3]).walk(seen.append)
    assert seen == [1, 2, 3]


def test_degenerate_tree_is_deep():
    root = TreeNode(0)
    node = root
    for i in range(1, 300):
        node.right = TreeNode(i)
        node = node.right
    assert depth(root) == 300
