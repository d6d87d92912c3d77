"""Ends the other process by force when it has all answers: no goodbye."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    try:
        while True:
            end.send(reply(end.recv()))
    except EOFError:
        goodbye()


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=pong, args=(theirs, reply, goodbye))
    keeper.start()
    answers = []
    for message in messages:
        ours.send(message)
        answers.append(ours.recv())
    keeper.terminate()
    keeper.join()
    return answers
