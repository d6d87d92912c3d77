import pytest

from matrix import Matrix, identity


@pytest.fixture(scope="class")
def m():
    return Matrix([[1, 2], [3, 4]])


@pytest.mark.usefixtures("m")
class TestMatrix:
    def test_shape(self, m):
        assert m.shape == (2, 2)
        assert type(m.shape) is tuple

    def test_index_with_tuple(self, m):
        assert m[0, 1] == 2
        assert m[1] == [3, 4]

    def test_set_item(self):
        a = Matrix([[0, 0], [0, 0]])
        a[0, 1] = 7
        assert a == Matrix([[0, 7], [0, 0]])
        assert a.rows == [[0, 7], [0, 0]]

    def test_del_row(self):
        a = Matrix([[1], [2], [3]])
        del a[1]
        assert a.rows == [[1], [3]]

    def test_matmul(self, m):
        assert m @ identity(2) == m
        assert (m @ m).rows == [[7, 10], [15, 22]]

    def test_matmul_shapes_differ(self, m):
        with pytest.raises(ValueError) as excinfo:
            m @ Matrix([[1, 2, 3]])
        assert excinfo.match("shapes .* do not fit")

    def test_inplace_keeps_identity(self):
        a = Matrix([[1, 1]])
        same = a
        a += Matrix([[1, 2]])
        assert a is same
        assert same.rows == [[2, 3]]

    def test_inplace_scale(self):
        a = Matrix([[1, 2]])
        a *= 3
        assert a.rows == [[3, 6]]

    def test_transpose_property(self, m):
        assert m.T.rows == [[1, 3], [2, 4]]
        assert m.T.T == m
        assert m.T is not m

    def test_power(self, m):
        assert m**0 == identity(2)
        assert m**3 == m @ m @ m

    def test_len_and_contains(self, m):
        assert len(m) == 2
        assert 4 in m
        assert 5 not in m

    def test_from_classmethod(self):
        assert Matrix.zeros(2, 3).rows == [[0] * 3] * 2
        assert isinstance(Matrix.zeros(1, 1), Matrix)

    def test_zeros_rows_not_shared(self):
        z = Matrix.zeros(2, 2)
        z[0, 0] = 1
        assert z.rows == [[1, 0], [0, 0]]

    def test_negative_power_not_allowed(self, m):
        pytest.raises(ValueError, pow, m, -1)

    def test_text(self, m):
        assert str(m) == "1 2\n3 4"
