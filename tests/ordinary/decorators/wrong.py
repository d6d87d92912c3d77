def memoize(function):
    cache = {}

    def wrapper(*args, **kwargs):
        if args not in cache:
            cache[args] = function(*args, **kwargs)
        return cache[args]

    return wrapper


def trace(function):
    def wrapper(*args, **kwargs):
        print(function.__name__, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


def repeat(n):
    return lambda function: lambda *args: [function(*args)] * n


def retry(*, times, on):
    def decorate(function):
        def wrapper(*args, **kwargs):
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except Exception:
                    pass

        return wrapper

    return decorate


def call_counter(function):
    function.calls = 0
    return function


def typed(*types):
    return lambda function: function


class Countdown:
    def __init__(self, n):
        self.n = n

    def __call__(self, function):
        return function
