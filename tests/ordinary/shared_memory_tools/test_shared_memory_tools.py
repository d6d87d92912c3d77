import multiprocessing
import multiprocessing.shared_memory
import unittest

import shared_memory_tools as smt


class SharedTests(unittest.TestCase):
    def test_value(self):
        self.assertEqual(smt.count_to(30, workers=3), 90)

    def test_array(self):
        result = smt.squares(5)
        self.assertEqual(list(result), [0, 1, 4, 9, 16])

    def test_array_type(self):
        result = smt.squares(2)
        self.assertEqual(len(result), 2)
        with self.assertRaises(TypeError):
            result[0] = "x"
        result[0] = 7
        self.assertEqual(result[:], [7, 1])

    def test_manager_dict(self):
        result = smt.word_lengths(["a", "bb", "ccc"])
        self.assertEqual(result, {"a": 1, "bb": 2, "ccc": 3})
        self.assertIs(type(result), dict)

    def test_raw_bytes(self):
        self.assertEqual(smt.upper_in_child(b"hello"), b"HELLO")

    def test_given_value(self):
        counter = multiprocessing.Value("i", 0)
        smt.add(counter, 5)
        smt.add(counter, 6)
        self.assertEqual(counter.value, 11)

    def test_barrier_phases(self):
        log = smt.phases(workers=3, rounds=2)
        self.assertEqual([phase for phase, _ in log], [0, 0, 0, 1, 1, 1])
        self.assertSetEqual({who for _, who in log}, {0, 1, 2})
