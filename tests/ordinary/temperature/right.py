from functools import total_ordering


@total_ordering
class Temperature:
    __slots__ = ("_celsius",)

    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        del self._celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @property
    def kelvin(self):
        return self.celsius + 273.15

    def __eq__(self, other):
        try:
            return float(self) == float(other)
        except TypeError:
            return NotImplemented

    __hash__ = None

    def __lt__(self, other):
        return float(self) < float(other)

    def __int__(self):
        return int(self.celsius)

    __index__ = __int__

    def __float__(self):
        return float(self.celsius)

    def __call__(self, unit):
        return self.fahrenheit if unit == "F" else self.celsius
