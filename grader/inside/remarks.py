"""What the program logs and warns of, kept for the judge: `caplog` and `pytest.warns` are there."""

from __future__ import annotations

import logging
import traceback
import warnings
from typing import Any

from . import errors

MAX_KEPT = 500
MAX_TEXT = 10_000

_records: list[list[Any]] = []
_warnings: list[tuple[Warning, str, int]] = []


def install() -> None:
    """Listen to every logger and to all warnings, as pytest does where there is no sandbox."""
    call = logging.Logger.callHandlers

    def call_handlers(self: logging.Logger, record: logging.LogRecord) -> None:
        if len(_records) < MAX_KEPT:
            _records.append(_told(self, record))
        call(self, record)

    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign]
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("always")
    warnings.showwarning = _show


def _show(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any
) -> None:
    if len(_warnings) < MAX_KEPT:
        made = message if isinstance(message, Warning) else category(message)
        _warnings.append((made, str(filename), int(lineno)))


def _told(logger: logging.Logger, record: logging.LogRecord) -> list[Any]:
    try:
        text = record.getMessage()
    except Exception:  # Its arguments do not fit; the student's handlers say so.
        text = str(record.msg)
    raised = record.exc_info[1] if record.exc_info else None
    trace = "".join(traceback.format_exception(raised)).rstrip("\n") if raised else None
    return [
        record.name, record.levelno, record.levelname, text[:MAX_TEXT], record.module,
        record.funcName, record.lineno, trace[-MAX_TEXT:] if trace else None, _reaches_root(logger),
    ]  # fmt: skip


def _reaches_root(logger: logging.Logger | None) -> bool:
    while logger is not None and logger.parent is not None:
        if not logger.propagate:
            return False
        logger = logger.parent
    return True


def fresh(exports: errors.Exports) -> dict[str, Any]:
    """Return what has come since the last time."""
    told: dict[str, Any] = {}
    if _records:
        told["logs"] = list(_records)
        _records.clear()
    if _warnings:
        told["warnings"] = [
            [errors.describe(message, exports), *place] for message, *place in _warnings
        ]
        _warnings.clear()
    return told
