class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius
        self.fahrenheit = celsius * 9 / 5 + 32
        self.kelvin = celsius + 273.15

    def __eq__(self, other):
        return self.celsius == other

    def __int__(self):
        return int(self.celsius)

    def __float__(self):
        return float(self.celsius)

    def __call__(self, unit):
        return self.fahrenheit
