"""Whether Python could read a source file at all: its bytes, not its grammar."""

from __future__ import annotations

import codecs
import io
import re
import tokenize

from grader.errors import IntakeError
from grader.intake.names import shown
from grader.words import N_, _

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE = N_("Save the file as UTF-8: most editors offer it under “Save with encoding”.")
# Only table-driven encodings: decoding punycode, for one, takes time that grows with the square.
_DECLARABLE = re.compile(
    r"utf-8|ascii|iso8859|latin|cp\d|koi8|kz1048|mac-|gb|big5|shift_jis|euc|johab|hp-roman8|tis"
)


def check_source(name: str, data: bytes) -> None:
    """Check that a file is text in UTF-8 or in the encoding that it declares (PEP 263).

    Raises:
        IntakeError: says which byte is wrong, where, and how to save the file right.
    """
    if data.startswith(_UTF16):
        what = _("{file} is not UTF-8 text: it is UTF-16.", file=shown(name))
        raise IntakeError(what, hint=_(_SAVE))
    if (offset := data.find(b"\0")) >= 0:
        raise IntakeError(
            _(
                "{file} is not a text file: it has a null byte at offset {offset}.",
                file=shown(name),
                offset=offset,
            ),
            hint=_("Hand in the source file itself, as text."),
        )
    encoding = _encoding(name, data)
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_byte(name, data, error.start, encoding) from error


def _encoding(name: str, data: bytes) -> str:
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        try:
            data.decode()
        except UnicodeDecodeError as wrong:
            raise _wrong_byte(name, data, wrong.start, "utf-8") from wrong
        raise _unknown(name, error.msg) from error
    if not _DECLARABLE.match(codecs.lookup(encoding).name):
        raise _unknown(name, _("encoding {encoding} is not accepted", encoding=encoding))
    return encoding


def _unknown(name: str, why: str) -> IntakeError:
    return IntakeError(
        _(
            "{file} declares an encoding that cannot be used: {reason}.",
            file=shown(name),
            reason=shown(why),
        ),
        hint=_("Remove the line with “coding”. {save}", save=_(_SAVE)),
    )


def _wrong_byte(name: str, data: bytes, offset: int, encoding: str) -> IntakeError:
    what = _(
        "{file} is not {encoding} text: byte 0x{byte} at offset {offset}, in line {line}.",
        file=shown(name),
        encoding="UTF-8" if encoding.startswith("utf-8") else encoding,
        byte=f"{data[offset]:02X}",
        offset=offset,
        line=data.count(10, 0, offset) + 1,
    )
    return IntakeError(what, hint=_(_SAVE))
