"""A lock for one writer or many readers, whose number of readers is guarded.

Safe: who is first and who is last is decided under `counting`; writers are alone.
"""

import threading

EXPECTED = (2, True)


class Document:
    def __init__(self):
        self.halves = ["old", "old"]
        self.readers = 0
        self.counting = threading.Lock()
        self.writing = threading.Lock()

    def read(self):
        with self.counting:
            self.readers += 1
            if self.readers == 1:
                self.writing.acquire()
        first = self.halves[0]
        second = self.halves[1]
        with self.counting:
            self.readers -= 1
            if self.readers == 0:
                self.writing.release()
        return first == second

    def write(self):
        with self.writing:
            self.halves[0] = "new"
            self.halves[1] = "new"


def main():
    document, seen = Document(), []
    threads = [threading.Thread(target=lambda: seen.append(document.read())) for _ in range(2)]
    threads.append(threading.Thread(target=document.write))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(seen), all(seen)
