"""A spawned child gets its own end only; the parent's copy of it is closed after the start."""

from multiprocessing import get_context


def pong(end, reply, goodbye):
    talking = True
    while talking:
        try:
            message = end.recv()
        except EOFError:
            talking = False
            goodbye()
        else:
            end.send(reply(message))
    end.close()


def ping(messages, reply, goodbye):
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=True)
    process = context.Process(target=pong, args=(theirs, reply, goodbye))
    process.start()
    theirs.close()
    try:
        answers = []
        for message in messages:
            ours.send(message)
            answers += [ours.recv()]
        return answers
    finally:
        ours.close()
        process.join()
