"""Greets people."""

import sys


def say_hello(name="stranger"):
    if not name:
        print("warning: no name", file=sys.stderr)
        return
    print(f"Hello, {name}!")


def triangle(n):
    for i in range(1, n + 1):
        print("*" * i)
