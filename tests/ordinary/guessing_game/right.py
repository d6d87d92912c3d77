import sys


def ask_number(prompt):
    while True:
        text = input(prompt)
        try:
            return int(text)
        except ValueError:
            print("that is not a number")


def play(secret):
    tries = 0
    while True:
        tries += 1
        guess = ask_number("Your guess? ")
        if guess == secret:
            print("right!")
            return tries
        print("too high" if guess > secret else "too low")


def read_all():
    return [int(line) for line in sys.stdin if line.strip()]
