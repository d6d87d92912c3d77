class Polynomial:
    def __init__(self, *coefficients):
        self.c = coefficients

    @property
    def degree(self):
        return len(self.c)

    def __call__(self, x):
        return sum(c * x * k for k, c in enumerate(self.c))

    def __add__(self, other):
        return Polynomial(*(a + b for a, b in zip(self.c, other.c)))

    def __eq__(self, other):
        return self.c == other.c

    def __str__(self):
        return str(self.c)
