import unittest

import iterator_class


class TestCountIterator(unittest.TestCase):
    def setUp(self):
        self.it = iterator_class.Repeat("ab", 3)

    def test_protocol(self):
        self.assertTrue(hasattr(self.it, "__iter__"))
        self.assertTrue(hasattr(self.it, "__next__"))
        self.assertIs(iter(self.it), self.it)

    def test_values(self):
        self.assertEqual(list(self.it), ["ab", "ab", "ab"])

    def test_stays_exhausted(self):
        for _ in self.it:
            pass
        with self.assertRaises(StopIteration):
            next(self.it)
        with self.assertRaises(StopIteration):
            self.it.__next__()
        self.assertEqual(list(self.it), [])

    def test_length_hint(self):
        self.assertEqual(self.it.remaining, 3)
        next(self.it)
        self.assertEqual(self.it.remaining, 2)

    def test_iterable_can_be_read_twice(self):
        r = iterator_class.Countable(1, 4)
        self.assertEqual(list(r), [1, 2, 3])
        self.assertEqual(list(r), [1, 2, 3])
        self.assertIsNot(iter(r), r)
        self.assertIsNot(iter(r), iter(r))

    def test_nested_loops(self):
        r = iterator_class.Countable(0, 2)
        self.assertEqual([(a, b) for a in r for b in r], [(0, 0), (0, 1), (1, 0), (1, 1)])

    def test_sequence_protocol(self):
        r = iterator_class.Countable(5, 10)
        self.assertEqual(len(r), 5)
        self.assertEqual(r[0], 5)
        self.assertEqual(r[-1], 9)
        self.assertEqual(list(r[1:3]), [6, 7])
        self.assertEqual(list(r[::-1]), [9, 8, 7, 6, 5])
        self.assertIn(7, r)
        self.assertNotIn(10, r)
        self.assertEqual(list(reversed(r)), [9, 8, 7, 6, 5])
        with self.assertRaises(IndexError):
            r[5]
        with self.assertRaises(TypeError):
            r["a"]

    def test_star_and_unpack(self):
        a, b, c = iterator_class.Countable(0, 3)
        self.assertEqual((a, b, c), (0, 1, 2))
        self.assertEqual([*iterator_class.Countable(0, 2), 9], [0, 1, 9])
        self.assertEqual(max(*iterator_class.Countable(0, 3)), 2)
