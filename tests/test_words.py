"""What is said in which language: the functions that look messages up."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from grader import words
from grader.inside import words as inside
from grader.judge.link import Link, SilentBox
from grader.model import Limits, Verdict
from grader.wire import frames
from grader.wire.joints import fill
from grader.words import _, ngettext, set_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")
    inside.use({})


def test_english_is_the_message_itself() -> None:
    assert words.language() == "en"
    assert _("Deadlock") == "Deadlock"
    assert _("waits for {what}", what="{a} lock") == "waits for {a} lock"
    assert ngettext("{count} step", "{count} steps", 1) == "1 step"
    assert ngettext("{count} step", "{count} steps", 1234, count="1,234") == "1,234 steps"


def test_another_language_is_looked_up() -> None:
    set_language("zh")
    assert _(Verdict.DL.label) == "死锁"
    assert ngettext("{count} step", "{count} steps", 3) == "3 步"


def test_what_no_catalogue_has_stays_english() -> None:
    set_language("zh")
    assert _("nobody says this: {what}", what=1) == "nobody says this: 1"
    assert _("") == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'tlh'"):
        set_language("tlh")


@pytest.mark.parametrize(
    ("sentence", "parts", "told"),
    [
        ("{who} 等待 {what}", {"who": "主线程", "what": "锁 'a'"}, "主线程等待锁 'a'"),
        ("{who} 等待 {what}", {"who": "Thread-1", "what": "锁 'a'"}, "Thread-1 等待锁 'a'"),
        ("{who} {does}", {"who": "主线程", "does": "等待"}, "主线程等待"),
        ("{who} {does}", {"who": "主线程", "does": "join"}, "主线程 join"),
        ("{a}，{b}。", {"a": "x", "b": ""}, "x，。"),
        ("说 {what}", {"what": "一 二"}, "说一 二"),
        ("说 {what}", {"what": "\x1f一"}, "说一"),
    ],
)
def test_blanks_part_chinese_from_latin_letters_alone(
    sentence: str, parts: dict[str, str], told: str
) -> None:
    assert fill(sentence, parts) == told


def test_the_box_gets_its_own_messages_and_for_english_none() -> None:
    assert words.for_the_box("en") == {}
    catalogue = words.for_the_box("zh")
    assert catalogue["the main thread"] == "主线程"
    assert "Deadlock" not in catalogue
    assert "" not in catalogue


def test_in_the_box_the_judge_says_which_language() -> None:
    assert inside._("waits for {what}", what="a lock") == "waits for a lock"
    inside.use(words.for_the_box("zh"))
    assert inside._("waits for {what}", what=inside._("a file lock")) == "等待文件锁"
    assert inside._("no such message") == "no such message"


@pytest.mark.parametrize("language", words.languages())
def test_the_judge_tells_the_box_no_more_than_it_needs(language: str) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        link = Link(ours, multiplexed=False, bundle=b"")
        told = words.for_the_box(language)
        with pytest.raises(SilentBox):
            link.hello({}, Limits(), None, timeout_seconds=0.5, words=told)
        frame, *_rest = frames.FrameReader().feed(theirs.recv(1 << 20))
        request = json.loads(frame.payload)
    assert request.get("words", {}) == told
    assert ("words" in request) == (language != "en")
