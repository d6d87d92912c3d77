import os


def roll():
    return 3


def wait(seconds):
    pass


def colour():
    return os.environ.get("COLOR", "none")


def first_line(path):
    return open(path).read()
