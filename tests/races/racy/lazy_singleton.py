"""A settings object is made when it is first asked for.

Race: two threads find none, and each makes one; the program goes on with two.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 1


class Settings:
    instance = None

    @classmethod
    def get(cls):
        if cls.instance is None:
            cls.instance = cls()
        return cls.instance


def main():
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(Settings.get())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len({id(settings) for settings in seen})
