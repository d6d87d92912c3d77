class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    @classmethod
    def zeros(cls, n, m):
        return cls([[0] * m for _ in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            return self.rows[key[0]][key[1]]
        return self.rows[key]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def __delitem__(self, i):
        del self.rows[i]

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __len__(self):
        return len(self.rows)

    def __contains__(self, value):
        return any(value in row for row in self.rows)

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in columns] for r in self.rows])

    def __iadd__(self, other):
        for row, more in zip(self.rows, other.rows):
            row[:] = [a + b for a, b in zip(row, more)]
        return self

    def __imul__(self, k):
        for row in self.rows:
            row[:] = [a * k for a in row]
        return self

    def __pow__(self, k):
        if k < 0:
            raise ValueError("negative power")
        result = identity(len(self))
        for _ in range(k):
            result = result @ self
        return result

    def __str__(self):
        return "\n".join(" ".join(map(str, row)) for row in self.rows)


def identity(n):
    return Matrix([[int(i == j) for j in range(n)] for i in range(n)])
