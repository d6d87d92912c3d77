import inspect
import unittest

import arguments as args_module


class SignatureTests(unittest.TestCase):
    def test_keyword_only(self):
        self.assertEqual(args_module.connect("host", port=80), "host:80 secure=False")
        self.assertEqual(args_module.connect("host", port=80, secure=True), "host:80 secure=True")
        with self.assertRaises(TypeError):
            args_module.connect("host", 80)

    def test_positional_only(self):
        self.assertEqual(args_module.divide(6, 3), 2)
        with self.assertRaises(TypeError):
            args_module.divide(a=6, b=3)

    def test_missing_argument(self):
        with self.assertRaises(TypeError) as cm:
            args_module.connect()
        self.assertIn("connect()", str(cm.exception))

    def test_var_args(self):
        self.assertEqual(args_module.total(), 0)
        self.assertEqual(args_module.total(*range(5)), 10)

    def test_var_kwargs(self):
        self.assertEqual(args_module.tag("a", "text", href="x"), '<a href="x">text</a>')
        self.assertEqual(args_module.tag("br"), "<br></br>")
        options = {"id": "1", "class_": "big"}
        self.assertEqual(args_module.tag("p", **options), '<p id="1" class="big"></p>')

    def test_kwargs_may_have_any_name(self):
        self.assertEqual(
            args_module.tag("p", self="1", args="2", name_="3", id="4", method="5"),
            '<p self="1" args="2" name="3" id="4" method="5"></p>',
        )

    def test_defaults(self):
        sig = inspect.signature(args_module.connect)
        self.assertEqual(list(sig.parameters), ["host", "port", "secure"])
        self.assertIs(sig.parameters["port"].kind, inspect.Parameter.KEYWORD_ONLY)
        self.assertIs(sig.parameters["secure"].default, False)
        self.assertIs(sig.parameters["host"].default, inspect.Parameter.empty)

    def test_annotations(self):
        self.assertEqual(args_module.divide.__annotations__["return"], float)

    def test_names_and_docs(self):
        self.assertEqual(args_module.total.__name__, "total")
        self.assertEqual(args_module.total.__module__, "arguments")
        self.assertTrue(args_module.total.__doc__.startswith("Add"))
        self.assertTrue(inspect.isfunction(args_module.total))
        self.assertTrue(callable(args_module.total))
        self.assertFalse(callable(args_module.VERSION))

    def test_star_import_list(self):
        self.assertCountEqual(args_module.__all__, ["connect", "divide", "tag", "total"])

    def test_private_is_there_too(self):
        self.assertEqual(args_module._helper("class_"), "class")

    def test_not_there(self):
        self.assertFalse(hasattr(args_module, "print_all"))
        with self.assertRaises(AttributeError):
            args_module.print_all

    def test_same_arguments_same_objects(self):
        marker = object()
        self.assertIs(args_module.identity(marker), marker)
        a = [1]
        self.assertIs(args_module.identity(a), a)
        self.assertIs(args_module.first_of(a, [1]), a)
