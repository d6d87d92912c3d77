import unittest

from temperature import Temperature


class PropertyTests(unittest.TestCase):
    def test_getter_and_setter(self):
        t = Temperature(100)
        self.assertEqual(t.celsius, 100)
        self.assertAlmostEqual(t.fahrenheit, 212.0)
        t.fahrenheit = 32
        self.assertAlmostEqual(t.celsius, 0, places=7)
        t.celsius += 10
        self.assertAlmostEqual(t.fahrenheit, 50, delta=1e-9)

    def test_absolute_zero(self):
        t = Temperature(0)
        with self.assertRaisesRegex(ValueError, "absolute zero"):
            t.celsius = -274
        self.assertEqual(t.celsius, 0)

    def test_deleter(self):
        t = Temperature(5)
        del t.celsius
        with self.assertRaises(AttributeError):
            t.celsius

    def test_is_a_property(self):
        self.assertIsInstance(Temperature.celsius, property)
        self.assertIsNotNone(Temperature.fahrenheit.fset)

    def test_slots(self):
        t = Temperature(5)
        with self.assertRaises(AttributeError):
            t.colour = "red"
        self.assertFalse(hasattr(t, "__dict__"))
        self.assertTrue(hasattr(Temperature, "__slots__"))

    def test_getattr_setattr(self):
        t = Temperature(5)
        setattr(t, "celsius", 6)
        self.assertEqual(getattr(t, "celsius"), 6)
        self.assertEqual(getattr(t, "kelvin", None), 279.15)
        self.assertIsNone(getattr(t, "rankine", None))

    def test_int_float_index(self):
        self.assertEqual(int(Temperature(36.6)), 36)
        self.assertEqual(float(Temperature(36.6)), 36.6)
        self.assertEqual("%.1f" % Temperature(36.64), "36.6")
        self.assertEqual(list("abcdef")[Temperature(2) :], ["c", "d", "e", "f"])

    def test_call(self):
        self.assertEqual(Temperature(10)("F"), 50)
        self.assertTrue(callable(Temperature(1)))

    def test_comparisons_with_numbers(self):
        self.assertLess(Temperature(1), Temperature(2))
        self.assertGreater(Temperature(3), 2)
        self.assertEqual(Temperature(3), 3.0)
        self.assertNotEqual(Temperature(3), None)
        self.assertIn(Temperature(3), [1, 2, 3])
