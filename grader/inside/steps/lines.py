"""Stop before each line, or each bytecode that touches what tasks may share, of the student's."""

from __future__ import annotations

import dis
import sys
import types
from types import CodeType, FrameType
from typing import Any

from .. import places
from .control import Control

PRIMITIVES, LINES, BYTECODES = "primitives", "lines", "bytecodes"
TOUCHING = frozenset(
    {
        "LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "STORE_NAME", "LOAD_DEREF", "STORE_DEREF",
        "LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR", "BINARY_SUBSCR", "STORE_SUBSCR", "DELETE_SUBSCR",
        "BINARY_SLICE", "STORE_SLICE", "CONTAINS_OP", "BINARY_OP",
    }
)  # fmt: skip
"""Operations that read or write what another task may have a hand on, in Python 3.11 to 3.14."""
NEVER_SHARED = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)

_places: dict[CodeType, dict[int, str]] = {}


def follow(control: Control) -> None:
    """Have the calling thread stop in the student's lines, as fine as the settings say.

    In a run that is told, lines at which it need not stop are noted.
    """
    settings = control.settings
    stops = settings.granularity != PRIMITIVES
    if settings.strategy == "delays" or not (stops or settings.is_told):
        return
    fine = settings.granularity == BYTECODES

    def called(frame: FrameType, event: str, _argument: Any) -> Any:
        if not places.is_students(frame.f_code) or control.free:
            return None
        if fine:
            frame.f_trace_lines = False
            frame.f_trace_opcodes = True
        return stop

    def stop(frame: FrameType, event: str, _argument: Any) -> Any:
        what = "" if event == "line" else _touched(frame) if event == "opcode" else None
        if what is not None:
            task = control.task()
            if task is not None and stops:
                task.point("line", what, frame)
            elif task is not None:
                task.note("line", what, frame)
            elif control.free:
                return None
        return stop

    sys.settrace(called)


def _touched(frame: FrameType) -> str | None:
    """Return how the next bytecode touches what tasks may share: `read x`; None where it does not.

    A name that stands for a function, a class or a module is never written by two tasks at once.
    """
    code = frame.f_code
    found = _places.get(code)
    if found is None:
        found = _places[code] = {
            instruction.offset: _describe(instruction)
            for instruction in dis.get_instructions(code)
            if instruction.opname in TOUCHING and not _is_arithmetic(instruction)
        }
    what = found.get(frame.f_lasti)
    if what is None:
        return None
    value = frame.f_globals.get(what.removeprefix("read "), _MISSING)
    return None if isinstance(value, NEVER_SHARED) else what


def _is_arithmetic(instruction: dis.Instruction) -> bool:
    """Tell whether it only calculates: since Python 3.14 an element is read by the same one."""
    return instruction.opname == "BINARY_OP" and instruction.argrepr != "[]"


def _describe(instruction: dis.Instruction) -> str:
    kind = "write" if instruction.opname.startswith(("STORE_", "DELETE_")) else "read"
    name = instruction.argval
    return f"{kind} {name if isinstance(name, str) else '[]'}"


_MISSING = object()
