"""Waits for the other process without having hung up."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    try:
        while True:
            end.send(reply(end.recv()))
    except EOFError:
        goodbye()


def answer(ours, theirs, reply, goodbye):
    ours.close()
    pong(theirs, reply, goodbye)


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=answer, args=(ours, theirs, reply, goodbye), name="keeper")
    keeper.start()
    theirs.close()
    answers = []
    for message in messages:
        ours.send(message)
        answers.append(ours.recv())
    keeper.join()
    ours.close()
    return answers
