def caesar(text, key):
    return "".join(chr(ord(c) + key) for c in text)


def word_count(text):
    return {w: text.split().count(w) for w in set(text.split()[:3])}


def reverse(text):
    return "".join(reversed(text)).replace("\x00", "")


def strip_accents(text):
    return text.encode("ascii", "ignore").decode()


def undecodable():
    return "?"


def to_hex(data):
    return str(data)


def from_hex(text):
    return text.encode()


def xor(data, key):
    return [a ^ b for a, b in zip(data, key)]


def decode(data):
    return data.decode("utf-8", "replace")


def box(text):
    return text


def is_palindrome(text):
    return text == text[::-1]


def anagrams(word, candidates):
    return [c for c in candidates if set(c) == set(word)]


def slug(text):
    return text.lower().replace(" ", "-")
