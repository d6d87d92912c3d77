"""How the judge names what lives in the program."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import Any

from grader.judge.session import Connection, Session


@dataclass(frozen=True, slots=True)
class Path:
    """A name in a module, found anew in whichever session asks for it."""

    module: str
    name: str

    def node(self) -> dict[str, Any]:
        """Return the wire's node."""
        return {"path": [self.module, self.name]}


@dataclass(frozen=True, slots=True, eq=False)
class Handle:
    """One object of one session's process."""

    session: Session
    number: int
    connection: Connection | None
    """The conversation through which it must be asked, where it lives in no leader."""

    def node(self) -> dict[str, Any]:
        """Return the wire's node."""
        return {"obj": self.number}


Ref = Path | Handle


class OtherSession(Exception):
    """An argument lives in another session: the call must be made there."""

    def __init__(self, session: Session) -> None:
        super().__init__("an object of another session")
        self.session = session


class Shown:
    """Give objects of a session one proxy each, and tell the session when a proxy is gone."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._proxies: weakref.WeakValueDictionary[tuple[int, int], Any] = (
            weakref.WeakValueDictionary()
        )
        self._times: dict[tuple[int, int], int] = {}

    def __bool__(self) -> bool:
        return len(self._proxies) > 0

    def find(self, pid: int, number: int) -> Any:
        """Return the living proxy of an object and count one more showing, or None."""
        key = (pid, number)
        self._times[key] = self._times.get(key, 0) + 1
        return self._proxies.get(key)

    def keep(self, pid: int, number: int, proxy: Any) -> None:
        """Remember a fresh proxy."""
        key = (pid, number)
        self._proxies[key] = proxy
        weakref.finalize(proxy, self._gone, key).atexit = False

    def replace(self, pid: int, number: int, proxy: Any) -> None:
        """Show an object as another proxy than until now."""
        self._proxies[pid, number] = proxy

    def _gone(self, key: tuple[int, int]) -> None:
        times = self._times.pop(key, 0)
        if key[0] == self._session.leader_pid:
            self._session.dropped.append([key[1], times])
