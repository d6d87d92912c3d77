"""Does not expect the end: EOFError ends pong before it has said goodbye."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    while not end.closed:
        end.send(reply(end.recv()))
    goodbye()


def _child(ours, theirs, reply, goodbye):
    ours.close()
    pong(theirs, reply, goodbye)


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=_child, args=(ours, theirs, reply, goodbye))
    keeper.start()
    theirs.close()
    answers = []
    for message in messages:
        ours.send(message)
        answers.append(ours.recv())
    ours.close()
    keeper.join()
    return answers
