"""A lock for one writer or many readers, whose number of readers nobody guards.

Race: one counts itself while the other is about to look; neither, or both, is the first reader.
Needs: lines
Ends as: DL, WA
"""

import threading

EXPECTED = ["text", "text"]


class Document:
    def __init__(self):
        self.text = "text"
        self.readers = 0
        self.writing = threading.Lock()

    def read(self):
        self.readers += 1
        if self.readers == 1:
            self.writing.acquire()
        text = self.text
        self.readers -= 1
        if self.readers == 0:
            self.writing.release()
        return text


def main():
    document, seen = Document(), []
    readers = [threading.Thread(target=lambda: seen.append(document.read())) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return seen
