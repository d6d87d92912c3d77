from primes import is_prime, primes_up_to, factorize


def test_zero_and_one_are_not_prime():
    assert not is_prime(0)
    assert not is_prime(1)


def test_two_is_prime():
    assert is_prime(2) is True


def test_even_numbers():
    for n in range(4, 100, 2):
        assert is_prime(n) is False, f"{n} is even"


def test_square_of_a_prime():
    assert is_prime(49) == False  # noqa: E712


def test_primes_up_to():
    assert primes_up_to(20) == [2, 3, 5, 7, 11, 13, 17, 19]
    assert primes_up_to(19)[-1] == 19
    assert primes_up_to(1) == []


def test_factorize():
    assert factorize(360) == {2: 3, 3: 2, 5: 1}
    assert factorize(1) == {}
    assert factorize(2**31 - 1) == {2147483647: 1}
    product = 1
    for p, k in factorize(123456).items():
        assert is_prime(p)
        product *= p**k
    assert product == 123456
