import os
import random
import time


def roll():
    return random.randint(1, 6)


def wait(seconds):
    time.sleep(seconds)


def colour():
    return os.environ.get("COLOUR", "none")


def first_line(path):
    with open(path) as file:
        return file.readline().strip()
