"""Zip files made to do harm, or merely broken."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import IntakeError
from grader.intake import Bounds, collect
from grader.intake.archive import ZipTree
from grader.intake.tree import Kind
from grader.model import Exercise, Submission

GOOD = b"def run():\n    return 1\n"
NAME = "lock_counter.py"
EXERCISE = Exercise(
    slug="lock-counter",
    title="Lock counter",
    root=Path("exercises/lock-counter"),
    solutions=None,
    points=1,
    files=(NAME,),
)


def zipped(
    *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else raw_name(name)
            archive.writestr(info, data, compress_type=method)
    return buffer.getvalue()


def raw_name(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name  # past the constructor, which would tidy it
    return info


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info


def read(root: Path, data: bytes, bounds: Bounds | None = None) -> Submission:
    """Return the hand-in of `bad.zip`, and check that its neighbour is graded all the same."""
    (root / "bad.zip").write_bytes(data)
    (root / "zoe").mkdir(exist_ok=True)
    (root / "zoe" / NAME).write_bytes(GOOD)
    intake = collect(root, {EXERCISE.slug: EXERCISE}, bounds=bounds)
    found = {entry.submission.id: entry.submission for entry in intake.entries}
    assert found.keys() == {"bad", "zoe"}
    assert found["zoe"].files == {NAME: GOOD}
    assert {path.name for path in root.iterdir()} == {"bad.zip", "zoe"}
    return found["bad"]


def refused(root: Path, data: bytes, words: str, bounds: Bounds | None = None) -> None:
    found = read(root, data, bounds)
    assert found.files == {}
    assert words in (found.problem or "")
    assert found.help


@pytest.mark.parametrize(
    "name",
    [
        "../evil.py",
        "a/../../evil.py",
        "/etc/cron.d/evil.py",
        "..\\evil.py",
        "C:\\evil.py",
        "c:evil.py",
        "\\\\server\\share\\evil.py",
        "a/..",
    ],
)
def test_a_name_that_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    refused(tmp_path, zipped((NAME, GOOD), (name, b"")), "leads out of its folder")


def test_old_windows_tools_write_backslashes(tmp_path: Path) -> None:
    found = read(tmp_path, zipped((f"work\\{NAME}", GOOD), ("work\\lib\\a.py", b"")))
    assert found.files == {NAME: GOOD, "lib/a.py": b""}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_an_entry_that_is_no_file(tmp_path: Path, kind: int) -> None:
    refused(tmp_path, zipped((special(NAME, kind), b"/etc/passwd")), "not followed or read")


def test_a_link_beside_the_file_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, zipped((NAME, GOOD), (special("h.py", stat.S_IFLNK), b"/etc/passwd")))
    assert found.files == {NAME: GOOD}
    assert "symbolic link" in found.notes[0]


def test_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped((NAME, GOOD)))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    refused(tmp_path, bytes(data), "needs a password")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"not a zip file", zipped((NAME, GOOD))[:-10], zipped((NAME, GOOD))[40:]],
    ids=["empty", "two bytes", "text", "end missing", "start missing"],
)
def test_damage(tmp_path: Path, data: bytes) -> None:
    refused(tmp_path, data, "The zip file bad.zip is damaged, or is no zip file.")


def test_a_wrong_checksum(tmp_path: Path) -> None:
    data = zipped((NAME, GOOD), method=zipfile.ZIP_STORED)
    refused(tmp_path, data.replace(GOOD, GOOD[::-1]), "is damaged")


@pytest.mark.parametrize(
    "second",
    [NAME, f"./{NAME}", f"{NAME}/x.py", f"{NAME}/"],
    ids=["same", "dot", "below", "folder"],
)
def test_a_name_that_is_there_twice(tmp_path: Path, second: str) -> None:
    refused(tmp_path, zipped((NAME, GOOD), (second, b"")), "twice")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded(tmp_path: Path, method: int) -> None:
    refused(tmp_path, zipped((NAME, GOOD), method=method), "in an unusual way")


def test_a_bomb(tmp_path: Path) -> None:
    refused(tmp_path, zipped((NAME, bytes(50_000_000))), "larger than 1 MiB")


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(zipped((NAME, b"#" * 50_000_000)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    refused(tmp_path, bytes(data), "is damaged")


def test_many_files_that_are_too_much_together(tmp_path: Path) -> None:
    many = [(f"m{number}.py", b"#" * 1_000_000) for number in range(10)]
    refused(tmp_path, zipped((NAME, GOOD), *many), "Too much was handed in")


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = zipped((NAME, GOOD))
    refused(tmp_path, zipped(("inner.zip", inner)), "a zip file inside a zip file")
    found = read(tmp_path, zipped((NAME, GOOD), ("inner.zip", inner)))
    assert found.files == {NAME: GOOD}
    assert "inner.zip" in found.notes[0]


def test_too_large_a_zip_file(tmp_path: Path) -> None:
    data = zipped((NAME, GOOD))
    bounds = Bounds(zip_bytes=len(data) - 1)
    refused(tmp_path, data, "bad.zip is larger than", bounds)
    assert read(tmp_path, data, Bounds(zip_bytes=len(data))).files == {NAME: GOOD}


def test_zip_files_are_bounded_together_too(tmp_path: Path) -> None:
    folder = tmp_path / "ann"
    folder.mkdir()
    data = zipped((NAME, GOOD))
    (folder / "a.zip").write_bytes(data)
    (folder / "b.zip").write_bytes(data)
    for room, most in ((2 * len(data), 0), (2 * len(data) - 1, 1)):
        intake = collect(tmp_path, {EXERCISE.slug: EXERCISE}, bounds=Bounds(zip_bytes=room))
        notes = intake.entries[0].submission.notes
        assert sum("b.zip is larger than" in note for note in notes) == most


def test_a_zip_beside_the_file_adds_nothing_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "ann"
    folder.mkdir()
    (folder / NAME).write_bytes(GOOD)
    (folder / "old.zip").write_bytes(zipped((NAME, b""), ("helper.py", b"")))
    (entry,) = collect(tmp_path, {EXERCISE.slug: EXERCISE}).entries
    assert entry.submission.files == {NAME: GOOD}
    assert entry.submission.notes == (f"{NAME} was taken, not also old.zip/{NAME}.",)


def test_too_many_entries(tmp_path: Path) -> None:
    data = zipped((NAME, GOOD), ("a.py", b""))
    refused(tmp_path, data, "more than 1 entries", Bounds(zip_entries=1))


def test_a_million_entries_are_refused_before_they_are_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = zipped((NAME, GOOD))
    at = entry.index(b"PK\x01\x02")
    header, end = entry[at : entry.rindex(b"PK\x05\x06")], entry[entry.rindex(b"PK\x05\x06") :]
    directory = header * 400_000
    end = end[:12] + struct.pack("<I", len(directory)) + end[16:]
    parsed: list[int] = []
    real = zipfile.ZipInfo.__init__

    def counting(self: zipfile.ZipInfo, *args: object, **kwargs: object) -> None:
        parsed.append(1)
        real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", counting)
    with pytest.raises(IntakeError, match="is damaged"):
        tree(entry[:at] + directory + end)
    assert not parsed
    assert tree(entry).read(NAME, 100) == GOOD
    assert parsed


def tree(data: bytes) -> ZipTree:
    return ZipTree(io.BytesIO(data), name="x.zip", most_entries=5000)


def test_names_too_long_or_too_deep_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, zipped((NAME, GOOD), ("a/" * 5000 + "b.py", b"")))
    assert found.files == {NAME: GOOD}
    assert "is too long a name" in found.notes[0]
    found = read(tmp_path, zipped((NAME, GOOD), ("a/" * 20 + "b.py", b"")))
    assert found.files == {NAME: GOOD}
    assert "lies too deep" in found.notes[0]


def test_names_in_utf_8_without_the_flag_that_says_so() -> None:
    data = bytearray(zipped(("Zoë.py", GOOD)))
    for at in (data.index(b"PK\x03\x04") + 7, data.index(b"PK\x01\x02") + 9):
        data[at] &= ~0x08
    assert [item.name for item in tree(bytes(data)).children("")] == ["Zoë.py"]


def walk(found: ZipTree, folder: str, visit: Callable[[str], None]) -> None:
    for item in found.children(folder):
        path = f"{folder}/{item.name}" if folder else item.name
        if item.kind is Kind.FOLDER:
            walk(found, path, visit)
        else:
            visit(path)


BASE = zipped((f"work/{NAME}", GOOD * 20), ("a.txt", b"1" * 200), ("b/c/d.py", b""))


@given(st.lists(st.tuples(st.integers(0, len(BASE) - 1), st.integers(0, 255)), max_size=8))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_bytes_changed_at_random_give_content_or_an_intake_error(
    changes: list[tuple[int, int]],
) -> None:
    data = bytearray(BASE)
    for at, value in changes:
        data[at] = value
    with suppress(IntakeError):
        found = tree(bytes(data))
        walk(found, "", lambda path: read_some(found, path))


def read_some(found: ZipTree, path: str) -> None:
    with suppress(IntakeError):
        assert len(found.read(path, 500)) <= 500


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), max_size=6))
@settings(deadline=None)
def test_any_names_stay_inside_or_are_refused(names: list[str]) -> None:
    try:
        found = tree(zipped(*((name, b"x") for name in names)))
    except IntakeError:
        return

    def visit(path: str) -> None:
        assert not path.startswith("/")
        assert not {"..", ".", ""} & set(path.split("/"))
        assert "\\" not in path

    walk(found, "", visit)
