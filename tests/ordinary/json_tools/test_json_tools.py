import json
import re
import unittest

import json_tools


class JsonTests(unittest.TestCase):
    def test_result_is_serialisable(self):
        result = json_tools.stats([3, 1, 2])
        text = json.dumps(result, sort_keys=True)
        self.assertEqual(text, '{"count": 3, "max": 3, "min": 1, "sorted": [1, 2, 3]}')

    def test_round_trip(self):
        data = {"a": [1, 2.5, None, True, "ü"], "b": {"c": []}}
        self.assertEqual(json.loads(json_tools.to_json(data)), data)
        self.assertEqual(json_tools.from_json(json.dumps(data)), data)

    def test_bad_json(self):
        with self.assertRaises(json.JSONDecodeError) as cm:
            json_tools.from_json('{"a": ')
        self.assertEqual(cm.exception.pos, 6)
        self.assertIsInstance(cm.exception, ValueError)

    def test_get_path(self):
        data = {"a": [{"b": 1}, {"b": 2}]}
        self.assertEqual(json_tools.get(data, "a.1.b"), 2)
        self.assertIsNone(json_tools.get(data, "a.7.b"))
        self.assertIs(json_tools.get(data, "a"), data["a"])

    def test_set_path_changes_in_place(self):
        data = {"a": {"b": [0, {"c": 1}]}}
        json_tools.put(data, "a.b.1.c", 99)
        self.assertEqual(data, {"a": {"b": [0, {"c": 99}]}})

    def test_merge(self):
        left = {"a": {"x": 1}, "b": 1}
        merged = json_tools.merge(left, {"a": {"y": 2}, "b": 3})
        self.assertEqual(merged, {"a": {"x": 1, "y": 2}, "b": 3})
        self.assertEqual(left, {"a": {"x": 1}, "b": 1})

    def test_pattern(self):
        self.assertIsInstance(json_tools.KEY, re.Pattern)
        self.assertTrue(json_tools.KEY.fullmatch("abc_1"))
        self.assertIsNone(json_tools.KEY.fullmatch("1abc"))

    def test_hook(self):
        seen = json_tools.visit({"a": [1, {"b": 2}]}, lambda path, value: (path, value))
        self.assertIn((("a", 1, "b"), 2), seen)
