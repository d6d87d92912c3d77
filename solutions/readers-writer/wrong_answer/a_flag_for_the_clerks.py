"""A flag, not a number, tells that a clerk waits: the first who goes in takes it down for all."""

from threading import Condition


class Timetable:
    def __init__(self):
        self._changed = Condition()
        self._readers = 0
        self._clerk_inside = False
        self._clerk_waits = False

    def read(self, look):
        with self._changed:
            self._changed.wait_for(lambda: not self._clerk_inside and not self._clerk_waits)
            self._readers += 1
        try:
            return look()
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    def change(self, work):
        with self._changed:
            self._clerk_waits = True
            self._changed.wait_for(lambda: not self._clerk_inside and not self._readers)
            self._clerk_waits = False
            self._clerk_inside = True
        try:
            return work()
        finally:
            with self._changed:
                self._clerk_inside = False
                self._changed.notify_all()
