def is_prime(n):
    if n < 2:
        return False
    for d in range(2, int(n**0.5)):
        if n % d == 0:
            return False
    return True


def primes_up_to(n):
    return [k for k in range(2, n + 1) if is_prime(k)]


def factorize(n):
    factors = {}
    d = 2
    while n > 1:
        if n % d == 0:
            factors[d] = factors.get(d, 0) + 1
            n //= d
        else:
            d += 1
            if d * d > n:
                d = n
    return factors
