"""Sends all messages, then receives all answers: large ones fill the pipe both ways."""

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
    ours.close()
    pong(theirs, reply, goodbye)


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=answer, args=(ours, theirs, reply, goodbye), name="keeper")
    keeper.start()
    theirs.close()
    for message in messages:
        ours.send(message)
    answers = [ours.recv() for _ in messages]
    ours.close()
    keeper.join()
    return answers
