"""The test's functions and objects as the student's program sees them.

A function of the test is an ordinary callable here: it can be stored, pickled, handed to child
processes and called from any thread or process; each call goes to the judge and comes back.
"""

from __future__ import annotations

import _thread
import builtins
import inspect
import threading
import types
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

from ..wire.operators import OPERATORS

if TYPE_CHECKING:
    import asyncio

Ask = Callable[[dict[str, Any], tuple[Any, ...], dict[str, Any]], Any]
_ask: list[Ask] = []
_joining = _thread.RLock()


def connect(ask: Ask) -> None:
    """Set how the judge is asked; done once in each process."""
    _ask[:] = [ask]


def _judge() -> Ask:
    """Return how the judge is asked; a spawned process joins its session when it first asks."""
    if not _ask:
        from . import session  # Most never ask, and to load it takes as long as all the rest.

        with _joining:
            if not _ask:
                session.join_in_child()
    return _ask[0]


def _request(
    handle: int, verb: str, name: str, args: tuple[Any, ...] = (), kwargs: Any = None
) -> Any:
    return _judge()({"do": verb, "of": handle, "name": name}, args, kwargs or {})


class OfTheTest:
    """Anything that belongs to the test."""

    def __init__(self, facts: dict[str, Any]) -> None:
        vars(self).update(
            _facts=facts,
            __name__=facts.get("name") or "function",
            __qualname__=facts.get("name") or "function",
            __doc__=facts.get("doc"),
            __module__="test",
        )
        if facts.get("signature"):
            vars(self)["__signature__"] = _signature(facts["signature"])

    @property
    def _of_the_judge(self) -> int:
        return self._facts["judge"]  # type: ignore[no-any-return]

    def __reduce__(self) -> Any:
        return revive, (self._facts,)

    def __copy__(self) -> Any:
        return self._copied("copy")

    def __deepcopy__(self, memo: Any) -> Any:
        return self._copied("deepcopy")

    def _copied(self, verb: str) -> Any:
        return _request(self._of_the_judge, verb, "") if self._facts.get("copies") else self

    def __repr__(self) -> str:
        return f"<{self.__name__} of the test>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or not self._facts.get("object"):
            raise AttributeError(f"{self!r} has no attribute {name!r}")
        return _request(self._of_the_judge, "get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_") or not self._facts.get("object"):
            vars(self)[name] = value
        else:
            _request(self._of_the_judge, "set", name, (value,))


class Function(OfTheTest):
    """A function of the test."""

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        if not self._facts.get("stays"):
            return _request(self._of_the_judge, "call", "", args, kwargs)
        visit = _request(self._of_the_judge, "enter", "", args, kwargs)
        return _request(self._of_the_judge, "leave", "", (visit,))


class AsyncFunction(OfTheTest):
    """A coroutine function of the test, or one that the test lets be awaited."""

    async def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return await _in_a_thread(partial(_request, self._of_the_judge, "call", "", args, kwargs))


_revived: WeakValueDictionary[int, OfTheTest] = WeakValueDictionary()


def revive(facts: dict[str, Any]) -> OfTheTest:
    """Return the stand-in that the judge's facts describe: one for each object of the test."""
    known = _revived.get(facts["judge"])
    if known is None:
        known = _revived[facts["judge"]] = _stand_in(facts)
    return known


def _stand_in(facts: dict[str, Any]) -> OfTheTest:
    operators = [name for name in facts.get("ops", ()) if name in OPERATORS]
    base = AsyncFunction if facts.get("async") else Function if facts.get("call") else OfTheTest
    methods: dict[str, Any] = {name: _operator(name) for name in operators}
    if facts.get("binds"):
        methods["__get__"] = _bind
    if "__await__" in methods:
        methods["__await__"] = _await
    if "__eq__" in methods and "__hash__" not in methods:
        methods["__hash__"] = None
    name = str(facts.get("class") or base.__name__)
    if not methods and name == base.__name__:
        return base(facts)
    kind: type[OfTheTest] = type(name, (base,), methods)
    return kind(facts)


def _bind(self: OfTheTest, owner: object, kind: object = None) -> Any:
    """Make a function of the test that stands in a class a method, as a function is there."""
    return self if owner is None else types.MethodType(cast(Any, self), owner)


def _await(self: OfTheTest) -> Any:
    """Let the judge await it: a single step of it here would mean nothing."""
    return _in_a_thread(partial(_request, self._of_the_judge, "await", "")).__await__()


def _in_a_thread(call: Callable[[], Any]) -> asyncio.Future[Any]:
    """Return a future of a call that must not hold up the loop.

    Not on the loop's executor, for which `asyncio.run` waits even when nobody wants the result.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def work() -> None:
        result, error = None, None
        try:
            result = call()
        except BaseException as caught:
            error = caught
        with suppress(RuntimeError):  # The loop may be closed by now.
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=work, name="lab", daemon=True).start()
    return future


def _operator(name: str) -> Callable[..., Any]:
    def operator(self: OfTheTest, /, *args: Any, **kwargs: Any) -> Any:
        return _request(self._of_the_judge, "op", name, args, kwargs)

    return operator


def _signature(parameters: list[list[Any]]) -> inspect.Signature:
    return inspect.Signature(
        [
            inspect.Parameter(name, inspect._ParameterKind(kind), default=default[0])
            if default
            else inspect.Parameter(name, inspect._ParameterKind(kind))
            for name, kind, *default in parameters
        ]
    )


_error_classes: dict[tuple[str, str], type[BaseException]] = {}


def error_class(name: str, base: str, judge: int | None = None) -> type[BaseException]:
    """Return the class of the test's exceptions of this name: the same one each time."""
    parent = getattr(builtins, base, Exception)
    if not (isinstance(parent, type) and issubclass(parent, BaseException)):
        parent = Exception
    if name == base:
        return parent
    kind = _error_classes.get((name, base))
    if kind is None:
        kind = type(name, (parent,), {"__reduce__": _reduce_error, "_base": base})
        _error_classes[name, base] = kind
    if judge is not None:
        kind.class_of_the_test = judge  # type: ignore[attr-defined]
    return kind


def error_from(facts: dict[str, Any]) -> BaseException:
    """Return the exception that a function of the test raised, under its own name."""
    return revive_error(
        str(facts.get("name")), str(facts.get("base")), tuple(facts.get("args", ())),
        int(facts.get("number", 0)),
    )  # fmt: skip


def revive_error(name: str, base: str, args: tuple[Any, ...], number: int) -> BaseException:
    """Make an exception again, in whichever process it was pickled to."""
    kind = error_class(name, base)
    error: BaseException
    try:
        error = kind(*args)
    except TypeError:
        error = kind.__new__(kind, *args)
    error.raised_by_test = number  # type: ignore[attr-defined]
    return error


def _reduce_error(self: Any) -> Any:
    return revive_error, (type(self).__name__, self._base, self.args, self.raised_by_test)
