"""A logger sends its lines in one go and then clears them.

Race: the line that comes after the copying and before the clearing is never sent.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = ["start", "work"]


class Log:
    def __init__(self):
        self.lines = ["start"]
        self.sent = []

    def add(self, line):
        self.lines.append(line)

    def send(self):
        self.sent.extend(self.lines)
        self.lines.clear()


def main():
    log = Log()
    worker = threading.Thread(target=log.add, args=("work",))
    sender = threading.Thread(target=log.send)
    worker.start()
    sender.start()
    worker.join()
    sender.join()
    log.send()
    return log.sent
