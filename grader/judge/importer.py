"""`from producer_consumer import run` in a test: an import that reaches into the sandbox.

Names are looked up in the program when the test asks. A name that is missing while test files are
being imported becomes a `Missing`, so that only the cases that use it fail, with CE.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping, Sequence
from importlib.util import decode_source
from types import MappingProxyType
from typing import Any

from grader.judge import functions, proxies, subclasses, values
from grader.judge.calls import request
from grader.judge.outcomes import CaseEnded
from grader.judge.refs import Handle, Path
from grader.judge.session import Session
from grader.model import Verdict
from grader.wire.likeness import same, shallow
from grader.words import _

_CONTAINERS = frozenset(
    {list, tuple, set, frozenset, dict, Counter, OrderedDict, defaultdict, deque}
)
_OWN = frozenset({"__path__", "__file__", "__spec__", "__loader__", "__package__", "__name__"})


class State:
    """What the importer knows of the program as a whole."""

    def __init__(self) -> None:
        self.collecting = True
        self.unloadable: CaseEnded | None = None
        """Why the program's modules cannot be imported; then every name is missing."""
        self._kept: dict[Path, Any] = {}
        self._containers: dict[Path, tuple[Any, Any]] = {}
        """The test files' own lists, dicts and sets of the program, and what was in them."""

    def keep(self, value: Any, path: Path) -> Any:
        """Return what test files get that take a name while they are imported.

        It finds its object by name, so that it serves in every session.
        """
        if values.can_be_shared(value):
            return self._containers.setdefault(path, (value, shallow(value)))[0]
        found = by_path(value, path)
        if found is not value and isinstance(type(found), proxies.Mirror):
            return self._kept.setdefault(path, found)
        return found

    def locate(self, session: Session) -> None:
        """Let a session's objects that test files know by name be shown as what they have there."""
        subclasses.repeat()
        for path, proxy in self._kept.items():
            with contextlib.suppress(Exception):
                values.show_as(session, _found(path), proxy)
        for path, (container, _given) in self._containers.items():
            with contextlib.suppress(Exception):
                values.shared(session).stand_in(container, _found(path))

    def keeps_objects(self) -> bool:
        """Tell whether a container that a test file has of the program's has objects in it."""
        return _has_objects([container for container, _given in self._containers.values()])

    def end_collection(self) -> None:
        """Leave alone what the test files have changed: it is theirs from now on."""
        self.collecting = False
        self._containers = {
            path: (container, before)
            for path, (container, before) in self._containers.items()
            if same(before, container)
        }


def _has_objects(value: Any) -> bool:
    """Tell whether data has objects in it that are found by no name."""
    known: set[int] = set()
    left = [value]
    while left:
        value = left.pop()
        if isinstance(proxies.ref_of(value), Handle):
            return True
        if type(value) in _CONTAINERS and id(value) not in known:
            known.add(id(value))
            left += (*value, *value.values()) if isinstance(value, dict) else value
    return False


def _found(path: Path) -> Any:
    """Return what a module of the program has under a name now."""
    return request(Path(path.module, ""), "get", name=path.name)


class Module(types.ModuleType):
    """A module of the student's."""

    _grader_state: State

    def __getattr__(self, name: str) -> Any:
        if name in _OWN or (name.startswith("__") and name != "__all__"):
            raise AttributeError(name)
        if name == "__all__":
            return self._public()
        return self._look_up(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__") or name == "_grader_state" or isinstance(value, Module):
            super().__setattr__(name, value)
        else:
            request(Path(self.__name__, ""), "set", name=name, args=[value])

    def __delattr__(self, name: str) -> None:
        request(Path(self.__name__, ""), "del", name=name)

    def __dir__(self) -> list[str]:
        return list(request(Path(self.__name__, ""), "dir"))

    def _public(self) -> list[str]:
        try:
            return list(self._remote("__all__"))
        except AttributeError:
            return [name for name in dir(self) if not name.startswith("_")]

    def _remote(self, name: str) -> Any:
        return request(Path(self.__name__, ""), "get", name=name)

    def _look_up(self, name: str) -> Any:
        state = self._grader_state
        if state.collecting and state.unloadable is not None:
            return missing(self.__name__, name, state.unloadable)
        try:
            value = self._remote(name)
            if not state.collecting:
                return value
            # Where a test file is imported, `import *` above all, a module of the standard library
            # is what `import` would have given the file.
            return proxies.same_here(value) or state.keep(value, Path(self.__name__, name))
        except AttributeError as error:
            if state.collecting:
                return missing(self.__name__, name, no_such_name(self.__name__, name))
            raise error from None
        except (Exception, CaseEnded) as error:  # A test file must be collected all the same.
            if state.collecting:
                return missing(self.__name__, name, _unusable(self.__name__, name, error))
            raise


def by_path(value: Any, path: Path) -> Any:
    """Return a proxy that finds its object by name."""
    ref = proxies.ref_of(value)
    if not isinstance(ref, Handle):
        return value
    if isinstance(value, proxies.Mirror):
        type.__setattr__(value, "_grader_class_ref", path)
        return value
    if isinstance(value, functions.Function):
        return value.at(path)
    if isinstance(value, BaseException):
        return value
    return proxies.instance(path, type(value))


def no_such_name(module: str, name: str) -> CaseEnded:
    """Return the reason that ends a case which needs a name that is not there."""
    file = module.replace(".", "/") + ".py"
    return CaseEnded(
        Verdict.CE,
        _("{file} has no {name}.", file=file, name=repr(name)),
        help=_(
            "Define {name} in {file}, spelled exactly as the statement says.",
            name=repr(name),
            file=file,
        ),
        explanation={"kind": "missing", "file": file, "name": name},
    )


def _unusable(module: str, name: str, error: BaseException) -> CaseEnded:
    if isinstance(error, CaseEnded):
        return error
    file = module.replace(".", "/") + ".py"
    text = " ".join(str(error).split())[:300]
    return CaseEnded(
        Verdict.CE,
        _(
            "{name} of {file} cannot be used: {error}",
            name=repr(name),
            file=file,
            error=f"{type(error).__name__}: {text}",
        ),
        explanation={"kind": "missing", "file": file, "name": name},
    )


class _Absent(type):
    """The class of missing names: whatever is done with one ends the case."""

    _grader_reason: CaseEnded

    def _end(cls, *_: Any, **__: Any) -> Any:
        reason = cls._grader_reason
        raise CaseEnded(
            reason.verdict, reason.message, help=reason.help, explanation=reason.explanation
        )

    __call__ = __iter__ = __len__ = __getitem__ = __contains__ = __add__ = __radd__ = _end
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __instancecheck__ = _end
    __hash__ = type.__hash__

    def __getattr__(cls, name: str) -> Any:
        if name.startswith(("__", "_pytest", "pytest")):
            raise AttributeError(name)
        return cls._end()


def missing(module: str, name: str, reason: CaseEnded) -> Any:
    """Return a stand-in for a name that the program lacks.

    It is an exception class, so that even `pytest.raises(Missing)` gets as far as the call.
    """
    return _Absent(name, (Exception,), {"_grader_reason": reason, "__module__": module})


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answer imports of the exercise's modules; leave all others alone."""

    def __init__(
        self,
        modules: Sequence[str],
        state: State,
        files: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self._files = files
        self._modules = {
            ".".join(name.split(".")[: depth + 1])
            for name in modules
            for depth in range(name.count(".") + 1)
        }
        self._packages = {
            name for name in self._modules if any(m.startswith(name + ".") for m in self._modules)
        }
        self._state = state

    def install(self) -> None:
        """Put this finder before all others."""
        sys.meta_path.insert(0, self)
        for name in self._modules:
            sys.modules.pop(name, None)

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a spec for a module of the exercise."""
        if fullname not in self._modules:
            return None
        is_package = fullname in self._packages
        return importlib.machinery.ModuleSpec(fullname, self, is_package=is_package)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return the stand-in."""
        module = Module(spec.name)
        module._grader_state = self._state
        module.__file__ = functions.source_name(self._file_of(spec.name))
        return module

    def _file_of(self, module: str) -> str:
        stem = module.replace(".", "/")
        return f"{stem}/__init__.py" if module in self._packages else f"{stem}.py"

    def get_source(self, fullname: str) -> str | None:
        """Return what the student handed in, for `inspect.getsource`."""
        data = self._files.get(self._file_of(fullname))
        try:
            return None if data is None else decode_source(data)
        except (SyntaxError, UnicodeError):
            return None

    def exec_module(self, module: types.ModuleType) -> None:
        """Ask for the module's docstring; nothing of the student's runs here."""
        doc = None
        if self._state.unloadable is None:
            with contextlib.suppress(Exception, CaseEnded):
                doc = request(Path(module.__name__, ""), "get", name="__doc__")
        # An object would be kept, and with it the session that it lives in.
        module.__doc__ = doc if type(doc) is str else None
