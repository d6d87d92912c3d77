"""Sends from a thread of its own, which waits for no answer."""

from multiprocessing import Pipe, Process
from threading import Thread


def pong(end, reply, goodbye):
    while True:
        try:
            message = end.recv()
        except EOFError:
            goodbye()
            return
        end.send(reply(message))


def answer(ours, theirs, reply, goodbye):
    ours.close()
    pong(theirs, reply, goodbye)


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=answer, args=(ours, theirs, reply, goodbye), name="keeper")
    keeper.start()
    theirs.close()
    sender = Thread(target=lambda: [ours.send(message) for message in messages])
    sender.start()
    answers = [ours.recv() for _ in messages]
    sender.join()
    ours.close()
    keeper.join()
    return answers
