class Polynomial:
    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and c[-1] == 0:
            c.pop()
        self._c = tuple(c)

    @property
    def degree(self):
        return len(self._c) - 1

    @classmethod
    def _of(cls, x):
        return x if isinstance(x, cls) else cls(x)

    def __getitem__(self, k):
        return self._c[k] if k < len(self._c) else 0

    def __call__(self, x):
        result = Polynomial() if isinstance(x, Polynomial) else 0
        for c in reversed(self._c):
            result = result * x + c
        return result

    def __eq__(self, other):
        return self._c == self._of(other)._c

    def __hash__(self):
        return hash(self._c)

    def __add__(self, other):
        other = self._of(other)
        n = max(len(self._c), len(other._c))
        return Polynomial(*(self[k] + other[k] for k in range(n)))

    __radd__ = __add__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -self._of(other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = self._of(other)
        out = [0] * (len(self._c) + len(other._c))
        for i, a in enumerate(self._c):
            for j, b in enumerate(other._c):
                out[i + j] += a * b
        return Polynomial(*out)

    __rmul__ = __mul__

    def __pow__(self, n):
        result = Polynomial(1)
        for _ in range(n):
            result *= self
        return result

    def __divmod__(self, other):
        quotient, rest = Polynomial(), self
        while rest.degree >= other.degree:
            k = rest.degree - other.degree
            term = Polynomial(*[0] * k, rest[rest.degree] // other[other.degree])
            quotient, rest = quotient + term, rest - term * other
        return quotient, rest

    def derivative(self):
        return Polynomial(
            *[k * c for k, c in enumerate(self._c)][1:]
        )

    def __str__(self):
        out = ""
        for k in range(self.degree, -1, -1):
            c = self[k]
            if not c:
                continue
            sign = (" - " if c < 0 else " + ") if out else ("-" if c < 0 else "")
            number = "" if abs(c) == 1 and k else str(abs(c))
            out += sign + number + ("" if k == 0 else "x" if k == 1 else f"x^{k}")
        return out or "0"
