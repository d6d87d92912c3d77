"""The child gets both ends and closes the one that it does not use; so does the parent."""

from multiprocessing import Pipe, Process


def pong(end, reply, goodbye):
    while True:
        try:
            message = end.recv()
        except EOFError:
            break
        end.send(reply(message))
    goodbye()


def _child(ours, theirs, reply, goodbye):
    ours.close()
    pong(theirs, reply, goodbye)
    theirs.close()


def ping(messages, reply, goodbye):
    ours, theirs = Pipe()
    process = Process(target=_child, args=(ours, theirs, reply, goodbye))
    process.start()
    theirs.close()
    answers = []
    for message in messages:
        ours.send(message)
        answers.append(ours.recv())
    ours.close()
    process.join()
    return answers
