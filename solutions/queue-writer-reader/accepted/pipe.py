"""A pipe for a queue: the scribe ends when nobody is left who could say anything."""

import multiprocessing


def say(speak, mouth, ear):
    ear.close()
    for verse in iter(speak, []):
        for line in verse:
            mouth.send(line)
    mouth.close()


def listen(write, mouth, ear):
    mouth.close()
    try:
        while True:
            write(ear.recv())
    except EOFError:
        pass


def dictate(speak, write):
    ear, mouth = multiprocessing.Pipe(duplex=False)
    people = [
        multiprocessing.Process(target=say, args=(speak, mouth, ear)),
        multiprocessing.Process(target=listen, args=(write, mouth, ear)),
    ]
    for one in people:
        one.start()
    ear.close()
    mouth.close()
    while people:
        people.pop().join()
