import unittest

from calculator import Calculator, CalculatorError, evaluate, tokenize


def load_cases():
    return {"1 + 2": 3, "2 * (3 + 4)": 14, "-3 + 5": 2, "10 / 4": 2.5, "2 ^ 3 ^ 2": 512, "7": 7}


class TestEvaluate(unittest.TestCase):
    def test_all(self):
        for text, want in load_cases().items():
            with self.subTest(text):
                self.assertEqual(evaluate(text), want)

    def test_tokens(self):
        self.assertEqual(list(tokenize("12+(3)")), ["12", "+", "(", "3", ")"])
        self.assertSequenceEqual(tuple(tokenize("")), ())

    def test_errors(self):
        bad = [("1 +", "unexpected end"), ("(1", "unexpected end"), ("1 $ 2", r"character '\$'")]
        for text, message in bad:
            with self.subTest(text=text):
                self.assertRaisesRegex(CalculatorError, message, evaluate, text)

    def test_position(self):
        with self.assertRaises(CalculatorError) as cm:
            evaluate("1 + $")
        self.assertEqual(cm.exception.position, 4)

    def test_division(self):
        self.assertRaises(ZeroDivisionError, evaluate, "1 / 0")
        self.assertRaises(ZeroDivisionError, lambda: evaluate("1 / (2 - 2)"))


class TestCalculator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.calc = Calculator()
        cls.calc.define("double", lambda x: 2 * x)

    @classmethod
    def tearDownClass(cls):
        cls.calc.close()

    def test_1_variables(self):
        self.calc["x"] = 4
        self.assertEqual(self.calc.eval("x + 1"), 5)

    def test_2_state_is_shared_by_the_class(self):
        self.assertEqual(self.calc["x"], 4)
        self.assertEqual(self.calc.history, ["x + 1"])

    def test_3_function_of_the_test(self):
        self.assertEqual(self.calc.eval("double(x) + 1"), 9)

    def test_4_unknown(self):
        with self.assertRaises(NameError):
            self.calc.eval("y")

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.assertEqual(evaluate("1 + 1"), 3)


class Abstract:
    class Shared(unittest.TestCase):
        text = ""
        want = None

        def test_it(self):
            self.assertEqual(evaluate(self.text), self.want)


class One(Abstract.Shared):
    text, want = "1 - 1 - 1", -1


class Two(Abstract.Shared):
    text, want = "8 / 2 / 2", 2
