"""What the program has logged and warned of, said again here: to `caplog`, `pytest.warns`, …"""

from __future__ import annotations

import logging
import warnings
from pathlib import PurePath
from typing import Any

from grader.judge import errors, functions
from grader.judge.session import Session
from grader.wire import codec

MAX_REMARKS = 500
MAX_TEXT = 20_000
MAX_NAME = 200

_RECORD: tuple[Any, ...] = (str, int, str, str, str, str, int, (str, type(None)), bool)
"""Name, level and its name, text, module, function, line, traceback, and whether it goes up to the
root of all loggers."""


def incoming(session: Session, decoder: codec.Decoder, remarks: Any) -> None:
    """Say again what the program has said.

    Raises:
        BadValue: it breaks the rules.
        Warning: the test has asked for warnings to be errors.
    """
    if type(remarks) is not dict:
        return
    for fields in _bounded(remarks.get("logs", [])):
        _log(fields)
    for told in _bounded(remarks.get("warnings", [])):
        if len(told) != 3 or type(told[1]) is not str or type(told[2]) is not int:
            raise codec.BadValue("a warning was expected")
        message = errors.rebuild(session, decoder, told[0])
        if not isinstance(message, Warning):
            raise codec.BadValue("a warning was expected")
        place = functions.source_name(PurePath(told[1]).name[:MAX_NAME])
        warnings.warn_explicit(message, type(message), place, told[2])


def _bounded(found: Any) -> list[list[Any]]:
    if type(found) is not list or len(found) > MAX_REMARKS:
        raise codec.BadValue("remarks were expected")
    if any(type(one) is not list for one in found):
        raise codec.BadValue("a remark was expected")
    return found


def _are_fields(fields: list[Any]) -> bool:
    return all(isinstance(one, kind) for one, kind in zip(fields, _RECORD, strict=True))


def _log(fields: list[Any]) -> None:
    if len(fields) != len(_RECORD) or not _are_fields(fields):
        raise codec.BadValue("a log record was expected")
    name, level, level_name, text, module, function, line, trace, goes_up = fields
    if len(name) > MAX_NAME or len(text) > MAX_TEXT or not 0 <= level <= 1000:
        raise codec.BadValue("a log record out of bounds")
    logger = logging.getLogger(name)
    if logger.manager.disable >= level:
        return
    place = functions.source_name(f"{PurePath(module).name[:MAX_NAME]}.py")
    record = logging.LogRecord(name, level, place, line, text, (), None)
    record.levelname, record.module = level_name[:MAX_NAME], module[:MAX_NAME]
    record.funcName, record.exc_text = function[:MAX_NAME], trace
    if goes_up:
        logger.handle(record)
        return
    for handler in logger.handlers:
        if level >= handler.level:
            handler.handle(record)
