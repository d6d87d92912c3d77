import pytest

import roman

CASES = [
    pytest.param(1, "I", id="one"),
    pytest.param(4, "IV", id="subtractive four"),
    pytest.param(9, "IX", id="subtractive nine"),
    pytest.param(14, "XIV", id="fourteen"),
    pytest.param(40, "XL", id="forty"),
    pytest.param(944, "CMXLIV", id="many subtractives"),
    pytest.param(1994, "MCMXCIV", id="year"),
    pytest.param(3999, "MMMCMXCIX", id="largest"),
]


@pytest.mark.parametrize(("number", "numeral"), CASES)
def test_to_roman(number, numeral):
    assert roman.to_roman(number) == numeral


@pytest.mark.parametrize(("number", "numeral"), CASES)
def test_from_roman(number, numeral):
    assert roman.from_roman(numeral) == number


@pytest.mark.parametrize("number", range(1, 4000, 487))
def test_round_trip(number):
    assert roman.from_roman(roman.to_roman(number)) == number


@pytest.mark.parametrize("bad", [0, -1, 4000], ids=["zero", "negative", "too large"])
def test_out_of_range(bad):
    with pytest.raises(ValueError, match=r"^.*must be between 1 and 3999.*$"):
        roman.to_roman(bad)


@pytest.mark.parametrize("bad", [1.5, "X", None], ids=repr)
def test_not_an_integer(bad):
    with pytest.raises(TypeError):
        roman.to_roman(bad)


def test_lower_case_is_accepted():
    assert roman.from_roman("xiv") == 14


def test_table_is_a_constant():
    assert roman.VALUES["M"] == 1000
    assert len(roman.VALUES) == 7
    assert sorted(roman.VALUES, key=roman.VALUES.get) == list("IVXLCDM")
