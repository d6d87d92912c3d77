"""Ids and names: safe whatever a stranger typed."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.intake.names import ID_BYTES, Ids, listed, loose, looser, safe_id, shown

# Any text at all, half characters (names that are not UTF-8) included.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jane.doe", "jane.doe"),
        ("Zoë Müller", "Zoë-Müller"),
        ("Zoe\u0308", "Zoë"),
        ("王小明", "王小明"),
        ("हिन्दी", "हिन्दी"),
        ("-rf", "rf"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("a..b", "a.b"),
        ("ｆｕｌｌ", "full"),
        ("a\u202eb\x00c", "a-b-c"),
        ("<b>x</b>", "b-x-b"),
        ("_x_", "_x_"),
    ],
)
def test_ids_stay_readable(name: str, expected: str) -> None:
    assert safe_id(name) == expected


@given(ANYTHING)
@example("..")
@example("")
@example("\u0301")
@example("\ufdfa" * 50)
@example("\udcff")
def test_an_id_is_safe_as_a_file_name_and_in_a_url(name: str) -> None:
    made = safe_id(name)
    assert made
    assert made[0].isalnum() or made[0] == "_"
    assert made[-1] not in ".-"
    assert ".." not in made
    assert len(made.encode()) <= ID_BYTES
    assert all(c in "._-" or unicodedata.category(c)[0] in "LNM" for c in made)
    assert quote(made)
    assert safe_id(made) == made


def test_long_and_empty_names_are_told_apart_by_their_hash() -> None:
    assert safe_id("x" * 300 + "a") != safe_id("x" * 300 + "b")
    assert safe_id("???") != safe_id("!!!")
    assert re.fullmatch(r"x{87}-[0-9a-f]{8}", safe_id("x" * 300))


@given(st.lists(st.tuples(ANYTHING | st.sampled_from(["ann", "Ann", "ANN", "ann-2", "ß", "ss"]),
                          st.sampled_from(["one", "two", None])), max_size=20))  # fmt: skip
def test_no_two_hand_ins_share_a_file_name(hand_ins: list[tuple[str, str | None]]) -> None:
    ids = Ids()
    made = [(ids.take(student, slug), student, slug) for student, slug in hand_ins]
    files = [(unicodedata.normalize("NFKC", each.casefold()), slug) for each, _, slug in made]
    assert len(set(files)) == len(files)
    owners: dict[str, str] = {}
    for each, student, _ in made:
        key = unicodedata.normalize("NFKC", each.casefold())
        assert owners.setdefault(key, student) == student


def test_one_student_has_one_id_for_all_exercises() -> None:
    ids = Ids()
    assert [ids.take("Ann", "one"), ids.take("Ann", "two")] == ["Ann", "Ann"]
    assert ids.take("ann", "three") == "ann-2"
    assert ids.take("Ann", "two") == "Ann-3"


@given(ANYTHING)
def test_shown_names_are_printable_and_short(name: str) -> None:
    text = shown(name)
    assert text.isprintable()
    assert bool(text.encode()) == bool(name)
    assert len(text) <= 80


def test_long_lists_are_cut() -> None:
    assert listed("abcdefg") == "a, b, c, d, e and 2 more"
    assert listed(["a"]) == "a"


@given(st.text(alphabet="1 -_.(v)copyfinal", max_size=255))
@example("1" * 255 + "x")
@example("-" * 255 + "x")
def test_comparing_names_takes_no_time_whatever_they_are(stem: str) -> None:
    # A pattern that backtracks without end would never come back from the examples.
    assert len(looser(stem)) <= len(loose(stem))
