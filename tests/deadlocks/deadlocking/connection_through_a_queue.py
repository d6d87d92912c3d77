"""The desk's reply is to come through a pipe that was sent it through a queue; it never writes.

What sends the pipe has a thread that blocks all signals, SIGALRM too, and listens.
"""

import multiprocessing


def desk(requests):
    question, reply = requests.get()
    requests.get()
    reply.send(question)


def main():
    requests = multiprocessing.Queue()
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=desk, args=(requests,)).start()
    requests.put(("where?", theirs))
    ours.recv()
