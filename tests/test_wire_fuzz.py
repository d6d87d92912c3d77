"""Garbage on the wire: it ends the case against whoever sent it, soon, and passes nothing."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import JudgeFault
from grader.judge import Job, conversations, judge, link
from grader.judge import session as judge_session
from grader.judge.calls import request
from grader.judge.errors import facts_of
from grader.judge.outcomes import CaseEnded
from grader.judge.refs import Path as Name
from grader.model import Judgement, Limits, Submission, Verdict
from grader.sandbox.fake import FakeDriver, Tamper, send_as_is
from grader.wire import frames
from grader.wire.frames import Frame
from tests.support.builders import an_exercise
from tests.support.programs import Program, as_functions, talk

LIMITS = Limits(wall_seconds=1.0)
CASE = 2
"""The session of the first case: the first of all is the collection's."""
SOON_SECONDS = 60.0
"""Far more than any of this takes, far less than a hang."""

TESTS = """
from program import add, apply
def test_it():
    assert apply(lambda n: n + 1, 1) == 2
    assert add(1) == 11
"""


@pytest.fixture(autouse=True, scope="module")
def _impatient() -> Iterator[None]:
    """Let nobody here wait long for what will not come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge_session, "OPEN_SECONDS", 0.3)
        patch.setattr(judge_session, "END_SECONDS", 0.3)
        patch.setattr(conversations, "REASON_SECONDS", 0.3)
        patch.setattr(link, "START_SECONDS", 0.3)
        yield


def at(
    stage: int, kind: int, replace: Callable[[Frame], bytes], *, session: int | None = None
) -> Tamper:
    """Replace the `stage`th frame of a kind, from 0, by other bytes; leave all others alone."""
    count = itertools.count()

    def tamper(frame: Frame) -> bytes:
        meant = frame.kind == kind and session in (None, frame.session)
        hit = meant and next(count) == stage
        return replace(frame) if hit else send_as_is(frame)

    return tamper


def instead(payload: bytes) -> Callable[[Frame], bytes]:
    return lambda frame: send_as_is(frame._replace(payload=payload))


def graded(folder: Path, tamper: Tamper) -> Judgement:
    exercise = an_exercise(
        folder,
        slug="program",
        extra="[limits]\nwall_seconds = 1\n",
        hidden={"test_hidden.py": TESTS},
        visible={"test_visible.py": "import program\n"},
    )
    job = Job(exercise=exercise, submission=Submission(id="x"))
    started = time.monotonic()
    judgement = judge(job, FakeDriver(as_functions, tamper=tamper))
    assert time.monotonic() - started < SOON_SECONDS
    return judgement


def test_what_is_left_alone_passes(tmp_path: Path) -> None:
    sent: list[Frame] = []

    def watch(frame: Frame) -> bytes:
        sent.append(frame)
        return send_as_is(frame)

    assert [case.verdict for case in graded(tmp_path, watch).cases] == [Verdict.AC]
    assert len([frame for frame in sent if frame.session == CASE]) > 3
    assert len([frame for frame in sent if frame.kind == frames.CONTROL]) > 6


# -- the session's garbage ------------------------------------------------------------------------

NONSENSE = {
    "empty": b"",
    "no JSON": b"\x00\xff garbage",
    "cut short": b'{"re":1,"ok"',
    "no object": b"[1,2,3]",
    "an unasked answer": b'{"re":999999,"ok":11}',
    "nothing known": b"{}",
    "deep": b"[" * 100_000,
    "constants": b'{"re":1,"ok":NaN}',
    "both": b'{"re":1,"do":"call"}',
    "a stranger's function": b'{"do":"call","id":1,"of":77,"name":"","args":[]}',
    "a request of no kind": b'{"do":"explode","id":1,"of":1,"name":""}',
}


def nonsense_value(node: Any) -> Callable[[Frame], bytes]:
    """Answer the right question with a malformed value."""

    def replace(frame: Frame) -> bytes:
        answer = json.loads(frame.payload)
        return send_as_is(frame._replace(payload=frames.dump({"re": answer.get("re"), **node})))

    return replace


@pytest.mark.parametrize("payload", NONSENSE.values(), ids=NONSENSE.keys())
@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_nonsense_of_the_program_is_a_violation(stage: int, payload: bytes) -> None:
    tamper = at(stage, frames.RPC, instead(payload))
    assert outcome(tamper) is Verdict.SV


@pytest.mark.parametrize(
    "node",
    [
        {"ok": {}}, {"ok": {"ref": 99}}, {"ok": {"obj": "x"}}, {"ok": {"path": 5}},
        {"ok": {"class": {}}}, {"ok": {"obj": 1}}, {"ok": {"obj": 1, "class": {"cls": 10**9}}},
        {"ok": {"judge": 55}}, {"ok": 1, "changed": [[0, 5]]}, {"ok": 1, "changed": 7},
        {"error": 5}, {"error": {}}, {"error": {"class": {"type": "int"}}},
        {"error": {"class": {"cls": 1, "name": "E"}, "attributes": 3, "frames": {}}},
    ],
)  # fmt: skip
def test_malformed_values_of_the_program_are_never_what_was_asked(node: Any) -> None:
    assert outcome(at(2, frames.RPC, nonsense_value(node))) in (Verdict.SV, Verdict.RTE, "wrong")


@pytest.mark.parametrize("payload", [b"", b"{", b'{"re":999999}', b"[" * 100_000])
def test_a_case_that_meets_nonsense_is_judged_sv(tmp_path: Path, payload: bytes) -> None:
    judgement = graded(tmp_path, at(2, frames.RPC, instead(payload), session=CASE))
    assert [case.verdict for case in judgement.cases] == [Verdict.SV]
    assert judgement.score == 0


@pytest.mark.parametrize("blank", [b"", b" "])
def test_a_request_that_begins_like_an_answer_is_a_violation(blank: bytes) -> None:
    """Whether a message asks is told by its first bytes, and counted before it is parsed."""

    def reorder(frame: Frame) -> bytes:
        message = json.loads(frame.payload)
        if frame.kind != frames.RPC or "do" not in message:
            return send_as_is(frame)
        turned = dict(message) if blank else dict(reversed(message.items()))
        return send_as_is(frame._replace(payload=b"{" + blank + frames.dump(turned)[1:]))

    assert outcome(reorder) is Verdict.SV


def test_a_class_that_names_our_own_attributes_changes_nothing_of_ours() -> None:
    forged = {"cls": 10**9, "name": "C", "ops": ["_grader_made", "__class__", 3]}
    outcome(at(2, frames.RPC, nonsense_value({"ok": {"obj": 1, "class": forged}})))


def test_messages_without_end_are_a_violation() -> None:
    flood = at(2, frames.RPC, lambda frame: send_as_is(frame._replace(payload=b"{}")) * 1000)
    assert outcome(flood) is Verdict.SV


# -- the agent's garbage --------------------------------------------------------------------------

AGENTS = {
    "no JSON": b"\x00\xff",
    "no object": b"[1]",
    "a number": b"7",
    "no operation": b'{"session":1}',
    "no session": b'{"op":"opened","session":[1],"pid":1}',
    "no pid": b'{"op":"opened","session":1}',
    "an odd end": b'{"op":"died","session":1,"code":"x","memory_kills":[]}',
    "an odd deadlock": b'{"op":"deadlock","session":1,"explanation":"yes"}',
    "a fault": b'{"op":"fault","text":"it broke"}',
}


@pytest.mark.parametrize("payload", AGENTS.values(), ids=AGENTS.keys())
@pytest.mark.parametrize("stage", [1, 2])
def test_nonsense_of_the_agent_is_a_fault_of_ours(stage: int, payload: bytes) -> None:
    assert outcome(at(stage, frames.CONTROL, instead(payload))) is Verdict.JE


@pytest.mark.parametrize(
    "header", [frames.HEADER.pack(2**31, frames.RPC, 1, 1), frames.HEADER.pack(3, 200, 1, 1)]
)
@pytest.mark.parametrize("stage", [0, 2])
def test_frames_that_cannot_be_are_a_fault_of_ours(stage: int, header: bytes) -> None:
    assert outcome(at(stage, frames.RPC, lambda frame: header)) is Verdict.JE


@pytest.mark.parametrize("stage", [0, 1, 4])
def test_an_agent_that_hangs_up_is_a_fault_of_ours(tmp_path: Path, stage: int) -> None:
    def hang_up(frame: Frame) -> bytes:
        raise ConnectionResetError

    judgement = graded(tmp_path, at(stage, frames.CONTROL, hang_up))
    assert {case.verdict for case in judgement.cases} <= {Verdict.JE, Verdict.AC}
    if stage:
        assert judgement.cases


# -- anything at all ------------------------------------------------------------------------------


def outcome(tamper: Tamper) -> Verdict | str:
    """Play a small case over a tampered wire; return how it ended. Anything else is a crash."""
    started = time.monotonic()
    try:
        driver = FakeDriver(as_functions, tamper=tamper)
        with talk(driver, LIMITS) as (_, bench):
            opened = bench.open()
            with bench.using(lambda: opened):
                try:
                    request(Name("program", ""), "import", name="program")
                    program = Program()
                    right = program.apply(lambda n: n + 1, 1) == 2 and program.add(1) == 11
                finally:
                    bench.close(opened)
        return "right" if right else "wrong"
    except CaseEnded as reason:
        return reason.verdict
    except JudgeFault:
        return Verdict.JE
    except Exception as error:
        if facts_of(error) is None:
            raise
        return Verdict.RTE
    finally:
        assert time.monotonic() - started < SOON_SECONDS


junk = st.one_of(
    st.binary(max_size=30),
    st.sampled_from([*NONSENSE.values(), *AGENTS.values()]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from("re do id ok error class obj ref changed args op session".split()),
                inner,
                max_size=4,
            )
        ),
    ).map(lambda node: json.dumps(node).encode()),
)


def mutated(frame: Frame, how: str, where: int, payload: bytes) -> bytes:
    whole = frame.payload
    place = where % (len(whole) + 1)
    match how:
        case "replace":
            changed = payload
        case "cut":
            changed = whole[:place]
        case "insert":
            changed = whole[:place] + payload + whole[place:]
        case "flip":
            changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] if (
                place < len(whole)
            ) else whole + b"\0"  # fmt: skip
        case "raw":
            return payload
        case "twice":
            return send_as_is(frame) * 2
        case "other connection":
            return send_as_is(frame._replace(connection=where % 6))
        case _:
            return send_as_is(frame._replace(session=where % 4))
    return send_as_is(frame._replace(payload=changed))


HOWS = [*"replace cut insert flip raw twice".split(), "other connection", "other session"]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 6),
    st.sampled_from([frames.RPC, frames.CONTROL]),
    st.sampled_from(HOWS),
    st.integers(0, 2**16),
    junk,
)
def test_no_damage_crashes_or_hangs_the_judge(
    stage: int, kind: int, how: str, where: int, payload: bytes
) -> None:
    threads = threading.active_count()
    ended = outcome(at(stage, kind, lambda frame: mutated(frame, how, where, payload)))
    assert isinstance(ended, Verdict) or ended in ("right", "wrong")
    assert threading.active_count() < threads + 50
