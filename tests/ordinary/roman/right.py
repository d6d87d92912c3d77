VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
PAIRS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]


def to_roman(number):
    if not isinstance(number, int):
        raise TypeError("an integer is required")
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} must be between 1 and 3999")
    out = ""
    for value, letters in PAIRS:
        count, number = divmod(number, value)
        out += letters * count
    return out


def from_roman(text):
    total = 0
    last = 0
    for letter in reversed(text.upper()):
        value = VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total
