VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def to_roman(number):
    if number < 1 or number > 3999:
        raise ValueError("must be between 1 and 3999")
    out = ""
    for letter in "MDCLXVI":
        while number >= VALUES[letter]:
            out += letter
            number -= VALUES[letter]
    return out


def from_roman(text):
    return sum(VALUES[c] for c in text.upper())
