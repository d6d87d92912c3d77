"""Both sides begin by receiving, as if the other one had the first word."""

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
    answers = []
    for message in messages:
        answers.append(ours.recv())
        ours.send(message)
    ours.close()
    keeper.join()
    return answers
