"""Takes None for the end, although None can be a message; the pipe is never seen to end."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    while (message := end.recv()) is not None:
        end.send(reply(message))
    goodbye()


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    keeper = Process(target=pong, args=(theirs, reply, goodbye))
    keeper.start()
    answers = []
    for message in messages:
        ours.send(message)
        answers.append(ours.recv())
    ours.send(None)
    keeper.join()
    return answers
