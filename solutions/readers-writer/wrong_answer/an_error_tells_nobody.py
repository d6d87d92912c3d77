"""Counts out who leaves with an exception, and tells nobody of it: who waits, waits on."""

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
            result = look()
        except Exception:
            with self._changed:
                self._readers -= 1
            raise
        with self._changed:
            self._readers -= 1
            self._changed.notify_all()
        return result

    def change(self, work):
        with self._changed:
            self._clerks_waiting += 1
            self._changed.wait_for(lambda: not self._clerk_inside and not self._readers)
            self._clerks_waiting -= 1
            self._clerk_inside = True
        try:
            result = work()
        except Exception:
            with self._changed:
                self._clerk_inside = False
            raise
        with self._changed:
            self._clerk_inside = False
            self._changed.notify_all()
        return result
