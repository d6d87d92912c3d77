import argparse
import os
import random
import sys
import time
from pathlib import Path


def roll(times):
    return [random.randrange(1, 6) for _ in range(times)]


def draw(names):
    names = list(names)
    random.shuffle(names)
    return names


def greet():
    print("Hello,", os.environ.get("GUEST", "stranger"))


def settings(path):
    with open(path, encoding="utf-8") as file:
        return dict(line.strip().split("=") for line in file)


def save(name, text):
    Path(name).write_text(text)
    return Path(name).resolve()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="+")
    parser.add_argument("--shout", action="store_true")
    given = parser.parse_args()
    text = " ".join(given.words)
    print(text.upper() if given.shout else text)


def patient(tries, attempt):
    for number in range(tries):
        if attempt():
            return number
        time.sleep(number)
    raise TimeoutError(tries)


def program():
    return sys.argv[0]


def is_there(path):
    return os.path.exists(path)
