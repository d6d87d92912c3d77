import sys


def ask_number(prompt):
    return int(input(prompt))


def play(secret):
    tries = 0
    while True:
        guess = ask_number("Your guess? ")
        if guess == secret:
            return tries
        tries += 1
        print("too low" if guess > secret else "too high")


def read_all():
    return [int(line) for line in sys.stdin]
