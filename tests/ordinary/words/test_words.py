# -*- coding: utf-8 -*-
import unicodedata
import unittest

from words import *


class TestCaesar(unittest.TestCase):
    cases = [
        ("abc", 1, "bcd"),
        ("xyz", 3, "abc"),
        ("Hello, World!", 13, "Uryyb, Jbeyq!"),
        ("", 5, ""),
        ("abc", -1, "zab"),
        ("abc", 26 * 1000 + 1, "bcd"),
    ]

    def test_cases(self):
        for text, key, want in self.cases:
            with self.subTest(text=text, key=key):
                self.assertEqual(caesar(text, key), want)

    def test_round_trip(self):
        for key in range(26):
            self.assertEqual(caesar(caesar("Quick Fox", key), -key), "Quick Fox")


class TestText(unittest.TestCase):
    maxDiff = None

    def test_count(self):
        self.assertDictEqual(word_count("a b a. B!"), {"a": 2, "b": 2})

    def test_unicode(self):
        self.assertEqual(reverse("añ🐍日本"), "本日🐍ña")
        self.assertEqual(strip_accents("Éléonore Müller"), "Eleonore Muller")
        self.assertEqual(len(reverse("\U0001f40d" * 5)), 5)
        self.assertEqual(unicodedata.normalize("NFC", reverse("ab")), "ba")

    def test_null_and_control_characters(self):
        self.assertEqual(reverse("a\x00b\x1b[0m"), "m0[\x1bb\x00a")
        self.assertEqual(reverse("\r\n"), "\n\r")

    def test_surrogates(self):
        self.assertEqual(reverse("\ud800x"), "x\ud800")
        self.assertEqual(b"\xff".decode("utf-8", "surrogateescape"), undecodable())

    def test_bytes(self):
        self.assertEqual(to_hex(b"\x00\xff"), "00ff")
        self.assertEqual(from_hex("00ff"), b"\x00\xff")
        self.assertIsInstance(from_hex(""), bytes)
        self.assertEqual(xor(bytearray(b"ab"), b"\x01\x01"), bytearray(b"`c"))
        self.assertEqual(xor(memoryview(b"ab"), b"\x00\x00"), b"ab")
        with self.assertRaises(UnicodeDecodeError):
            decode(b"\xff\xfe\xfa")

    def test_multiline(self):
        self.assertMultiLineEqual(
            box("hi\nyou"),
            "+-----+\n"
            "| hi  |\n"
            "| you |\n"
            "+-----+",
        )

    def test_palindromes(self):
        self.assertTrue(is_palindrome("A man, a plan, a canal: Panama"))
        self.assertFalse(is_palindrome("Python"))

    def test_anagrams(self):
        self.assertCountEqual(anagrams("listen", ["enlist", "google", "silent"]), ["silent", "enlist"])
        self.assertListEqual(anagrams("a", []), [])

    def test_long(self):
        text = "lorem ipsum " * 5000
        self.assertEqual(word_count(text)["lorem"], 5000)
        self.assertEqual(reverse(text)[::-1], text)

    def test_regex(self):
        self.assertRegex(slug("Hello,  World -- again!"), r"^[a-z-]+$")
        self.assertEqual(slug("Hello,  World -- again!"), "hello-world-again")


if __name__ == "__main__":
    unittest.main(verbosity=2)
