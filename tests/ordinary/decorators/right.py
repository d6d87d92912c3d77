import functools


def memoize(function):
    cache = {}

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in cache:
            cache[key] = function(*args, **kwargs)
        return cache[key]

    return wrapper


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        shown = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print(f"{function.__name__}({', '.join(shown)}) -> {result!r}")
        return result

    return wrapper


def repeat(n):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(n)]

        return wrapper

    return decorate


def retry(*, times, on):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except on:
                    if attempt == times - 1:
                        raise

        return wrapper

    return decorate


def call_counter(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def typed(*types):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            for i, (arg, kind) in enumerate(zip(args, types), 1):
                if not isinstance(arg, kind):
                    raise TypeError(
                        f"argument {i} must be {kind.__name__}, not {type(arg).__name__}"
                    )
            return function(*args)

        return wrapper

    return decorate


class Countdown:
    def __init__(self, n):
        self.n = n

    def __call__(self, function):
        def wrapper(*args, **kwargs):
            if self.n > 0:
                self.n -= 1
                return None
            return function(*args, **kwargs)

        return wrapper
