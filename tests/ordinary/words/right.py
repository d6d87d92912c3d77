import re
import unicodedata


def caesar(text, key):
    out = []
    for c in text:
        if c.isascii() and c.isalpha():
            base = ord("a") if c.islower() else ord("A")
            c = chr((ord(c) - base + key) % 26 + base)
        out.append(c)
    return "".join(out)


def word_count(text):
    counts = {}
    for word in re.findall(r"\w+", text.lower()):
        counts[word] = counts.get(word, 0) + 1
    return counts


def reverse(text):
    return text[::-1]


def strip_accents(text):
    return "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    )


def undecodable():
    return "\udcff"


def to_hex(data):
    return data.hex()


def from_hex(text):
    return bytes.fromhex(text)


def xor(data, key):
    return bytearray(a ^ b for a, b in zip(data, key))


def decode(data):
    return data.decode("utf-8")


def box(text):
    lines = text.split("\n")
    width = max(map(len, lines))
    edge = "+" + "-" * (width + 2) + "+"
    return "\n".join([edge, *(f"| {line:<{width}} |" for line in lines), edge])


def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def anagrams(word, candidates):
    return [c for c in candidates if sorted(c) == sorted(word)]


def slug(text):
    return re.sub(r"[^a-z]+", "-", text.lower()).strip("-")
