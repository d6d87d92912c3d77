"""Leaves the parent's end open in the child: it waits for an end that it holds off itself."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    while True:
        try:
            message = end.recv()
        except EOFError:
            goodbye()
            return
        end.send(reply(message))


def answer(ours, theirs, reply, goodbye):
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
    ours.close()
    keeper.join()
    return answers
