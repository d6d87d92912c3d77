"""Greets people."""


def say_hello(name="stranger"):
    return f"Hello, {name}!"


def triangle(n):
    for i in range(n):
        print("*" * i)
