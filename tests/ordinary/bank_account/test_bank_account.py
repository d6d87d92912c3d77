import unittest

from bank_account import AccountError, BankAccount, InsufficientFunds


class BankAccountTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = BankAccount("Shared", 1000)

    def setUp(self):
        self.account = BankAccount("Ada", balance=50)

    def tearDown(self):
        self.account = None

    def test_starts_with_the_balance(self):
        self.assertEqual(self.account.balance, 50)
        self.assertEqual(self.account.owner, "Ada")

    def test_default_balance(self):
        self.assertEqual(BankAccount("Bob").balance, 0)

    def test_deposit_and_withdraw(self):
        self.account.deposit(25)
        self.account.withdraw(70)
        self.assertEqual(self.account.balance, 5)

    def test_withdraw_too_much(self):
        with self.assertRaises(InsufficientFunds) as caught:
            self.account.withdraw(80)
        self.assertEqual(caught.exception.needed, 80)
        self.assertEqual(caught.exception.available, 50)
        self.assertEqual(str(caught.exception), "80 needed, 50 available")
        self.assertEqual(self.account.balance, 50)

    def test_error_hierarchy(self):
        self.assertTrue(issubclass(InsufficientFunds, AccountError))
        self.assertTrue(issubclass(AccountError, Exception))
        self.assertFalse(issubclass(AccountError, ValueError))
        with self.assertRaises(AccountError):
            self.account.withdraw(51)

    def test_negative_amounts(self):
        for method in (self.account.deposit, self.account.withdraw):
            with self.subTest(method=method.__name__):
                self.assertRaises(ValueError, method, -1)
                self.assertRaisesRegex(ValueError, "positive", method, 0)

    def test_balance_is_read_only(self):
        with self.assertRaises(AttributeError):
            self.account.balance = 1_000_000
        self.assertEqual(self.account.balance, 50)

    def test_transfer(self):
        other = BankAccount("Bob")
        self.account.transfer(20, to=other)
        self.assertEqual((self.account.balance, other.balance), (30, 20))

    def test_transfer_is_all_or_nothing(self):
        other = BankAccount("Bob", 1)
        with self.assertRaises(InsufficientFunds):
            self.account.transfer(51, to=other)
        self.assertEqual(self.account.balance, 50)
        self.assertEqual(other.balance, 1)

    def test_history(self):
        self.account.deposit(5)
        self.account.withdraw(3)
        self.assertEqual(self.account.history, [("deposit", 5), ("withdraw", 3)])
        self.account.history.append(("deposit", 10**6))
        self.assertEqual(len(self.account.history), 2)

    def test_shared(self):
        self.shared.deposit(1)
        self.assertGreater(self.shared.balance, 1000)
        self.assertIsNot(self.shared, self.account)

    def test_repr(self):
        self.assertEqual(repr(self.account), "BankAccount('Ada', 50)")


if __name__ == "__main__":
    unittest.main()
