"""Waits on a condition, but goes in after it has let go of the lock."""

from threading import Condition


class Timetable:
    def __init__(self):
        self._changed = Condition()
        self._readers = 0
        self._clerk_inside = False
        self._clerks_waiting = 0

    def read(self, look):
        with self._changed:
            self._changed.wait_for(lambda: not self._clerk_inside and not self._clerks_waiting)
        self._readers += 1
        try:
            return look()
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    def change(self, work):
        with self._changed:
            self._clerks_waiting += 1
            self._changed.wait_for(lambda: not self._clerk_inside and not self._readers)
            self._clerks_waiting -= 1
            self._clerk_inside = True
        try:
            return work()
        finally:
            with self._changed:
                self._clerk_inside = False
                self._changed.notify_all()
