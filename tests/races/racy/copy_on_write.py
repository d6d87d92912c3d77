"""Lists are never changed, only replaced, so no reader needs a lock.

Race: but writers do: both make the new list of the same old one.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = ["ADA", "BEN"]


class Chat:
    def __init__(self):
        self.members = ()

    def join(self, name):
        self.members = (*self.members, name.upper())


def main():
    chat = Chat()
    threads = [threading.Thread(target=chat.join, args=(name,)) for name in ("ada", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(chat.members)
