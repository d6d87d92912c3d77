def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def primes_up_to(n):
    return (k for k in range(2, n + 1) if is_prime(k))


def factorize(n):
    return {}
