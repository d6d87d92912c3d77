"""What the program says that it logged and warned of is doubted before it is said again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from grader.judge import remarks
from grader.wire import codec

RECORD = ["app", 30, "WARNING", "hot", "program", "run", 3, None, True]
SESSION = cast(Any, SimpleNamespace(state=pytest.Stash()))


def say(told: Any) -> None:
    remarks.incoming(SESSION, codec.Decoder(lambda tag, node: UserWarning), told)


def warned(kind: str = "UserWarning") -> dict[str, Any]:
    return {"class": {"cls": 1, "name": kind}, "args": ["late"], "text": "late"}


def test_a_record_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    say({"logs": [RECORD]})
    (record,) = caplog.records
    assert (record.name, record.levelname, record.message) == ("app", "WARNING", "hot")
    assert (record.module, record.funcName, record.lineno) == ("program", "run", 3)


def test_the_text_of_a_record_is_no_format(caplog: pytest.LogCaptureFixture) -> None:
    say({"logs": [[*RECORD[:3], "100 %s %d", *RECORD[4:]]]})
    assert caplog.messages == ["100 %s %d"]


def test_places_are_none_of_this_machine(
    caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    say({"logs": [[*RECORD[:4], "/etc/passwd", *RECORD[5:]]]})
    assert caplog.records[0].pathname == "<submission>/passwd.py"
    say({"warnings": [[warned(), "/etc/passwd", 1]]})
    assert [(one.filename, str(one.message)) for one in recwarn] == [
        ("<submission>/passwd", "late")
    ]


@pytest.mark.parametrize(
    "told",
    [
        {"logs": 3},
        {"logs": [3]},
        {"logs": [RECORD[:-1]]},
        {"logs": [["app", "30", *RECORD[2:]]]},
        {"logs": [["a" * 500, *RECORD[1:]]]},
        {"logs": [["app", 10**9, *RECORD[2:]]]},
        {"logs": [RECORD] * 501},
        {"warnings": [[warned()]]},
        {"warnings": [[warned(), 3, "x"]]},
        {"warnings": [["text", "x.py", 3]]},
    ],
)
def test_what_breaks_the_rules_is_refused(told: object) -> None:
    with pytest.raises(codec.BadValue):
        say(told)


def test_only_warnings_are_warned_of() -> None:
    decoder = codec.Decoder(lambda tag, node: ValueError)
    with pytest.raises(codec.BadValue):
        remarks.incoming(SESSION, decoder, {"warnings": [[warned(), "x.py", 3]]})
