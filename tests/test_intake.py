"""What students hand in, as real files: every layout, and every bad input beside a good one."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.errors import IntakeError, UsageError
from grader.intake import Bounds, Entry, Intake, collect
from grader.intake.folder import FolderTree
from grader.model import Exercise

GOOD = b"def run():\n    return 1\n"
NAME = "producer_consumer.py"


def make_exercise(slug: str, *files: str) -> Exercise:
    return Exercise(
        slug=slug,
        title=slug.replace("-", " ").capitalize(),
        root=Path("exercises") / slug,
        solutions=None,
        points=1,
        files=files or (slug.replace("-", "_") + ".py",),
    )


PRODUCER = make_exercise("producer-consumer")
EXERCISES = {
    exercise.slug: exercise
    for exercise in (
        PRODUCER,
        make_exercise("lock-counter"),
        make_exercise("packaged", "pkg/mod.py", "pkg/extra.py"),
    )
}


def write(root: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def entry(intake: Intake, submission_id: str) -> Entry:
    (found,) = [each for each in intake.entries if each.submission.id == submission_id]
    return found


def ids(intake: Intake) -> list[str]:
    return [each.submission.id for each in intake.entries]


def only(intake: Intake) -> Entry:
    (found,) = intake.entries
    return found


def beside_good(root: Path) -> Intake:
    """Collect with a sound hand-in beside the bad one, and check that it is graded all the same."""
    write(root, {f"zoe/{NAME}": GOOD})
    intake = collect(root, EXERCISES)
    assert entry(intake, "zoe").submission.files == {NAME: GOOD}
    assert entry(intake, "zoe").submission.problem is None
    return intake


def bad(root: Path, student: str = "bad") -> tuple[str, str]:
    found = entry(beside_good(root), student)
    assert found.submission.files == {}
    assert found.submission.problem
    assert found.submission.help
    return found.submission.problem, found.submission.help


# Plain layouts


def test_a_folder_a_file_and_a_zip_each_are_a_student(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD, "cy.zip": zipped({f"work/{NAME}": GOOD})})
    write(tmp_path, {"bob.py": GOOD, "roster.csv": b"x", ".DS_Store": b"x"})
    intake = collect(tmp_path, EXERCISES, exercise=PRODUCER)
    assert intake.layout == "plain"
    assert ids(intake) == ["ann", "bob", "cy"]
    for each in intake.entries:
        assert each.exercise is PRODUCER
        assert each.submission.files == {NAME: GOOD}
        assert each.submission.notes == ()
    assert intake.notes == ("Left out, no student's folder, .py or .zip: roster.csv.",)


def test_without_an_exercise_a_students_own_file_name_tells_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"bob.py": GOOD})
    found = only(collect(tmp_path, EXERCISES))
    assert found.exercise is None
    assert found.submission.problem == "No file has the name of an exercise's file."
    assert "bob.py" in (found.submission.help or "")


def test_a_folder_on_the_way_tells_the_exercise(tmp_path: Path) -> None:
    root = write(tmp_path / "lock-counter" / "accepted", {"bob.py": GOOD})
    assert only(collect(root, EXERCISES)).exercise is EXERCISES["lock-counter"]


def test_a_folder_with_a_starter_is_one_submission(tmp_path: Path) -> None:
    root = write(tmp_path / "ann", {NAME: GOOD, "helper.py": b"", "lib/deep.py": b""})
    found = only(collect(root, EXERCISES))
    assert found.submission.id == "ann"
    assert set(found.submission.files) == {NAME, "helper.py", "lib/deep.py"}


def test_a_starter_beside_student_folders_is_nobodys(tmp_path: Path) -> None:
    intake = collect(write(tmp_path, {NAME: GOOD, f"ann/{NAME}": GOOD}), EXERCISES)
    assert ids(intake) == ["ann"]
    assert NAME in intake.notes[0]


@pytest.mark.parametrize("name", [NAME, "main.py"])
def test_a_single_file(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "ann", {name: GOOD, "other.py": b""})
    found = only(collect(root / name, EXERCISES, exercise=PRODUCER))
    assert found.submission.id == ("ann" if name == NAME else "main")
    assert found.submission.files == {NAME: GOOD}


def test_a_link_named_on_the_command_line_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"real/answer.py": GOOD})
    (tmp_path / NAME).symlink_to("real/answer.py")
    assert only(collect(tmp_path / NAME, EXERCISES)).submission.files == {NAME: GOOD}


@pytest.mark.parametrize("inner", ["", "ann/"])
def test_a_single_zip(tmp_path: Path, inner: str) -> None:
    write(tmp_path, {"ann.zip": zipped({f"{inner}{NAME}": GOOD, f"__MACOSX/{inner}._x.py": b""})})
    found = only(collect(tmp_path / "ann.zip", EXERCISES))
    assert (found.submission.id, found.submission.files) == ("ann", {NAME: GOOD})


@pytest.mark.parametrize("wrapper", ["", "class/"])
def test_a_zip_of_a_class(tmp_path: Path, wrapper: str) -> None:
    files = {f"{wrapper}ann/{NAME}": GOOD, f"{wrapper}bob.zip": zipped({NAME: GOOD})}
    write(tmp_path, {"all.zip": zipped(files)})
    intake = collect(tmp_path / "all.zip", EXERCISES)
    assert ids(intake) == ["ann", "bob"]
    assert all(each.submission.files == {NAME: GOOD} for each in intake.entries)


def test_every_starter_in_a_folder_is_an_entry(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/one/{NAME}": GOOD, "ann/two/lock_counter.py": b"", "ann/two/h.py": b""})
    intake = collect(tmp_path, EXERCISES)
    found = {each.exercise.slug: each.submission for each in intake.entries if each.exercise}
    assert set(found["producer-consumer"].files) == {NAME}
    assert set(found["lock-counter"].files) == {"lock_counter.py", "h.py"}
    assert ids(intake) == ["ann", "ann"]


def test_folders_of_exercises_hold_folders_of_students(tmp_path: Path) -> None:
    write(tmp_path, {"producer-consumer/ann/main.py": GOOD, "lock-counter/ann.py": b"x = 1"})
    write(tmp_path, {"lock-counter/bob/lock_counter.py": b""})
    intake = collect(tmp_path, EXERCISES)
    found = [(each.submission.id, each.exercise and each.exercise.slug) for each in intake.entries]
    assert found == [
        ("ann", "lock-counter"), ("bob", "lock-counter"), ("ann", "producer-consumer"),
    ]  # fmt: skip
    assert all(each.submission.problem is None for each in intake.entries)


def test_a_folder_of_another_exercise_is_left_out_when_one_is_chosen(tmp_path: Path) -> None:
    write(
        tmp_path, {f"producer-consumer/ann/{NAME}": GOOD, "lock-counter/bob/lock_counter.py": b""}
    )
    intake = collect(tmp_path, EXERCISES, exercise=PRODUCER)
    assert ids(intake) == ["ann"]
    assert "lock-counter/" in intake.notes[0]


def test_a_folder_with_one_folder_an_exercise_is_one_students(tmp_path: Path) -> None:
    root = tmp_path / "ann"
    write(root, {f"producer-consumer/{NAME}": GOOD, "lock-counter/lock_counter.py": b""})
    assert ids(collect(root, EXERCISES)) == ["ann", "ann"]


def test_files_in_a_package_keep_their_places(tmp_path: Path) -> None:
    files = {"pkg/mod.py": GOOD, "pkg/extra.py": b"", "data.csv": b"1"}
    write(tmp_path, {f"ann/sub/{name}": data for name, data in files.items()})
    found = only(collect(tmp_path, EXERCISES))
    assert found.exercise is EXERCISES["packaged"]
    assert found.submission.files == files


def test_a_second_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"bad/pkg/mod.py": GOOD})
    problem, _ = bad(tmp_path)
    assert "there is no file pkg/extra.py" in problem


# Names that are nearly right


@pytest.mark.parametrize(
    "name",
    [
        "producer_consumer (1).py",
        "Producer_Consumer.py",
        "producer-consumer.py",
        "producer consumer - Copy.py",
        "Copy of producer_consumer.PY",
        "producer_consumer_final_v2.py",
        "producerConsumer-1.py",
    ],
)
def test_a_name_that_is_nearly_right_is_accepted_with_a_note(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"ann/{name}": GOOD})
    found = only(collect(tmp_path, EXERCISES))
    assert found.submission.files == {NAME: GOOD}
    assert found.submission.notes == (f"{name} was taken as {NAME}.",)


@pytest.mark.parametrize("name", ["consumer.py", f"test_{NAME}", "producer_consumer.txt"])
def test_another_name_is_not_accepted(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"bad/{name}": GOOD, "bad/x.py": b""})
    problem, help_ = bad(tmp_path)
    assert problem == "Nothing was handed in for Producer consumer: there is no file " + NAME + "."
    assert name in help_


def test_the_exact_name_wins_over_copies_and_copies_stay_out(tmp_path: Path) -> None:
    write(
        tmp_path, {f"ann/{NAME}": GOOD, "ann/producer_consumer (1).py": b"", f"ann/old/{NAME}": b""}
    )
    found = only(collect(tmp_path, EXERCISES))
    assert found.submission.files == {NAME: GOOD}
    assert "not also" in found.submission.notes[0]


def test_one_file_of_any_name_will_do_when_the_exercise_is_given(tmp_path: Path) -> None:
    write(
        tmp_path, {"ann/main.py": GOOD, "ann/test_mine.py": b"", "bob/a.py": b"", "bob/b.py": b""}
    )
    intake = collect(tmp_path, EXERCISES, exercise=PRODUCER)
    assert entry(intake, "ann").submission.files[NAME] == GOOD
    assert entry(intake, "ann").submission.notes == (f"main.py was taken as {NAME}.",)
    assert "a.py, b.py" in (entry(intake, "bob").submission.help or "")


def test_a_file_that_is_one_exercises_is_not_a_copy_of_anothers(tmp_path: Path) -> None:
    exercises = {**EXERCISES, "lock-counter-2": make_exercise("lock-counter-2")}
    write(tmp_path, {"ann/lock_counter_2.py": GOOD})
    assert only(collect(tmp_path, exercises)).exercise is exercises["lock-counter-2"]


def test_junk_stays_out(tmp_path: Path) -> None:
    junk = [
        "__pycache__/a.py",
        ".git/a.py",
        ".venv/a.py",
        "node_modules/a.py",
        ".DS_Store",
        "a.pyc",
    ]
    files = {
        f"ann/{name}": b"" for name in [*junk, "__MACOSX/a.py", "mine/pyvenv.cfg", "mine/a.py"]
    }
    write(tmp_path, {**files, f"ann/{NAME}": GOOD, "ann/conftest.py": b"", "ann/d.csv": b"1"})
    write(tmp_path, {"ann/report.pdf": b"%PDF"})
    found = only(collect(tmp_path, EXERCISES)).submission
    assert set(found.files) == {NAME, "conftest.py", "d.csv"}
    assert found.notes == ("Left out: report.pdf.",)


# Platforms


def test_canvas(tmp_path: Path) -> None:
    files = {
        f"doejane_12_100_{NAME}": b"old",
        "doejane_12_101_producer_consumer-1.py": GOOD,
        "doejane_12_102_helper.py": b"",
        f"roebob_LATE_13_103_{NAME}": GOOD,
        "lee_14_104_work.zip": zipped({NAME: GOOD}),
    }
    write(tmp_path, {"submissions.zip": zipped(files)})
    write(tmp_path / "unpacked", files)
    for path in (tmp_path / "submissions.zip", tmp_path / "unpacked"):
        intake = collect(path, EXERCISES)
        assert intake.layout == "canvas"
        assert sorted(ids(intake)) == ["doejane_12", "lee_14", "roebob_13"]
        jane = entry(intake, "doejane_12").submission
        assert jane.files == {NAME: GOOD, "helper.py": b""}
        assert "newest" in jane.notes[0]
        assert entry(intake, "roebob_13").submission.notes == ("Late, says Canvas.",)
        assert entry(intake, "lee_14").submission.files == {NAME: GOOD}


@pytest.mark.parametrize("separator", ["_/", "/", "_"])
def test_moodle(tmp_path: Path, separator: str) -> None:
    files = {
        f"Zoë Müller_77_assignsubmission_file{separator}{NAME}": GOOD,
        f"Zoë Müller_78_assignsubmission_file{separator}{NAME}": b"",
    }
    write(tmp_path, {"all.zip": zipped(files)})
    intake = collect(tmp_path / "all.zip", EXERCISES)
    assert intake.layout == "moodle"
    assert ids(intake) == ["Zoë-Müller_77", "Zoë-Müller_78"]
    assert entry(intake, "Zoë-Müller_77").submission.files == {NAME: GOOD}


METADATA = b"""---
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '4711'
    :email: jane@example.org
  - :name: Bob Roe
    :sid:
  :created_at: 2026-01-01
  :results:
    output: |
      submission_2:
    tests:
    - name: Not a person
submission_2:
  :submitters:
  - :name: Lee
"""


def test_gradescope(tmp_path: Path) -> None:
    root = tmp_path / "assignment_9_export"
    write(root, {f"submission_{number}/{NAME}": GOOD for number in (1, 2, 3)})
    write(root, {"submission_metadata.yml": METADATA})
    for path in (tmp_path, root):
        intake = collect(path, EXERCISES)
        assert intake.layout == "gradescope"
        assert ids(intake) == ["Jane-Doe_4711", "Lee_2", "submission_3"]
        assert entry(intake, "Jane-Doe_4711").submission.notes == (
            "Handed in together with Bob Roe.",
        )


def test_github_classroom(tmp_path: Path) -> None:
    for login in ("ann", "bob-roe"):
        write(tmp_path, {f"hw-1-{login}/{NAME}": GOOD, f"hw-1-{login}/.git/x.py": b""})
    intake = collect(tmp_path, EXERCISES)
    assert intake.layout == "classroom"
    assert ids(intake) == ["ann", "bob-roe"]
    assert entry(intake, "ann").submission.files == {NAME: GOOD}


def test_github_classroom_knows_the_assignment_from_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "hw-submissions"
    write(root, {f"hw-ann-{last}/{NAME}": GOOD for last in ("lee", "roe")})
    write(root, {"hw-ann-lee/.git/HEAD": b"", "hw-ann-roe/.git/HEAD": b""})
    assert ids(collect(root, EXERCISES)) == ["ann-lee", "ann-roe"]


def test_a_layout_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path, {f"submission_1/{NAME}": GOOD})
    assert ids(collect(tmp_path, EXERCISES)) == ["submission_1"]
    assert collect(tmp_path, EXERCISES).layout == "gradescope"
    assert collect(tmp_path, EXERCISES, layout="plain").layout == "plain"
    with pytest.raises(UsageError, match="canvas"):
        collect(tmp_path, EXERCISES, layout="blackboard")


# The path itself


def test_a_path_that_is_missing_empty_or_of_no_use_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"empty.zip": zipped({}), "broken.zip": b"PK", "notes.txt": b""})
    for name in ("missing", "empty", "empty.zip", "broken.zip", "notes.txt"):
        with pytest.raises(UsageError) as caught:
            collect(tmp_path / name, EXERCISES)
        assert caught.value.hint
        assert name in (caught.value.where or "")


# Hand-ins that cannot be judged: the others go on


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    problem, help_ = bad(tmp_path)
    assert problem.startswith("Nothing was handed in for Producer consumer")
    assert NAME in help_


@pytest.mark.parametrize("target", ["/etc/passwd", "../zoe/producer_consumer.py", "nowhere"])
def test_a_link_in_place_of_the_file(tmp_path: Path, target: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / NAME).symlink_to(target)
    problem, _ = bad(tmp_path)
    assert problem == f"{NAME} is a symbolic link, which is not followed or read."


@pytest.mark.parametrize("name", ["bad", "bad.py", "bad.zip"])
def test_a_link_in_place_of_the_hand_in(tmp_path: Path, name: str) -> None:
    outside = write(tmp_path / "outside", {NAME: GOOD})
    root = tmp_path / "class"
    root.mkdir()
    (root / name).symlink_to(outside)
    assert "symbolic link" in bad(root)[0]


def test_a_link_beside_the_file_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD})
    (tmp_path / "ann" / "secret").symlink_to("/etc/passwd")
    (tmp_path / "ann" / "helper.py").symlink_to("/etc/passwd")
    (tmp_path / "ann" / "folder").symlink_to("/etc")
    (tmp_path / "ann" / "data.txt").symlink_to("/etc/passwd")
    found = entry(beside_good(tmp_path), "ann").submission
    assert found.files == {NAME: GOOD}
    assert len([note for note in found.notes if "symbolic link" in note]) == 4


def test_a_link_swapped_in_after_the_look_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"ann/real.py": GOOD, "outside/x.py": b"secret"})
    tree = FolderTree(tmp_path)
    (tmp_path / "ann" / "x.py").symlink_to("real.py")
    (tmp_path / "bob").symlink_to("outside")
    for path in ("ann/x.py", "bob/x.py", "ann/gone.py", "ann"):
        with pytest.raises(IntakeError, match=r"symbolic link|went away|is a folder"):
            tree.read(path, 100)


@pytest.mark.parametrize("kind", ["fifo", "socket"])
@pytest.mark.parametrize("inside", [True, False])
def test_a_pipe_or_socket(tmp_path: Path, kind: str, inside: bool) -> None:
    path = tmp_path / "bad" / NAME if inside else tmp_path / "bad"
    path.parent.mkdir(exist_ok=True)
    if kind == "fifo":
        os.mkfifo(path)
        assert "pipe, socket or device" in bad(tmp_path)[0]
        return
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(path.parent, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/{path.name}")  # a socket's path must be short
        os.close(here)
        assert "pipe, socket or device" in bad(tmp_path)[0]


def test_a_pipe_swapped_in_after_the_look_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.py")
    with pytest.raises(IntakeError, match="pipe, socket or device"):
        FolderTree(tmp_path).read("x.py", 100)


@pytest.mark.parametrize("denied", ["bad", NAME])
def test_no_permission(tmp_path: Path, denied: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"bad/{NAME}": GOOD})
    real = os.open
    marked = (tmp_path / "bad" if denied == "bad" else tmp_path / "bad" / NAME).stat().st_ino

    def guarded(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        fd = real(path, flags, dir_fd=dir_fd)
        if os.fstat(fd).st_ino == marked:
            os.close(fd)
            raise PermissionError(13, "Permission denied", path)
        return fd

    monkeypatch.setattr(os, "open", guarded)  # root, as whom tests may run, may read anything
    assert "permission denied" in bad(tmp_path)[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = 1\ny = '\xe9'\n", "not UTF-8 text: byte 0xE9 at offset 11, in line 2"),
        ("x = 1\n".encode("utf-16"), "UTF-16"),
        (b"x = 1\0", "null byte at offset 5"),
        (b"# coding: klingon\n", "declares an encoding"),
        (b"# coding: punycode\nx", "declares an encoding"),
        (b"# coding: rot13\nx", "declares an encoding"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "declares an encoding"),
        (b"# coding: ascii\n'\xe9'", "not ascii text"),
    ],
)
def test_a_file_that_python_could_not_read(tmp_path: Path, data: bytes, words: str) -> None:
    write(tmp_path, {f"bad/{NAME}": data})
    problem, _ = bad(tmp_path)
    assert words in problem
    assert NAME in problem


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfx = 1\n",
        b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\xe9'\n",
        "x = 'é'\r\n".encode(),
        b"",
    ],
)
def test_a_file_that_python_can_read(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {f"ann/{NAME}": data})
    assert only(collect(tmp_path, EXERCISES)).submission.files == {NAME: data}


def test_a_helper_that_is_not_text_is_kept_with_a_note(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD, "ann/helper.py": b"\xff"})
    found = only(collect(tmp_path, EXERCISES)).submission
    assert found.files["helper.py"] == b"\xff"
    assert "helper.py is not UTF-8" in found.notes[0]


def test_sixty_megabytes_of_source(tmp_path: Path) -> None:
    write(tmp_path, {f"bad/{NAME}": b"#" * 60_000_000})
    assert bad(tmp_path)[0] == f"{NAME} is larger than 1 MiB."


def test_sixty_megabytes_in_many_files(tmp_path: Path) -> None:
    write(tmp_path, {f"bad/{NAME}": GOOD, **{f"bad/m{n}.py": b"#" * 1_000_000 for n in range(60)}})
    assert bad(tmp_path)[0] == "Too much was handed in: more than 200 files or 4 MiB."


def test_bounds_are_kept_exactly(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": b"#" * 100, "ann/a.py": b"", "ann/d.txt": b"123456"})
    assert not problem_with(tmp_path, Bounds(file_bytes=100, files=3, data_bytes=6))
    assert problem_with(tmp_path, Bounds(file_bytes=99))
    assert problem_with(tmp_path, Bounds(files=2))
    assert problem_with(tmp_path, Bounds(total_bytes=8191))
    assert not problem_with(tmp_path, Bounds(total_bytes=8192))
    left = only(collect(tmp_path, EXERCISES, bounds=Bounds(data_bytes=5))).submission
    assert left.notes == ("Left out: d.txt is larger than 5 bytes.",)


def problem_with(root: Path, bounds: Bounds) -> str | None:
    return only(collect(root, EXERCISES, bounds=bounds)).submission.problem


def test_what_is_too_far_from_the_top_is_not_looked_at(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD, "ann/a/b/c/d.py": b""})
    assert set(only(collect(tmp_path, EXERCISES)).submission.files) == {NAME, "a/b/c/d.py"}
    for bounds in (Bounds(depth=3), Bounds(looked_at=3)):
        found = only(collect(tmp_path, EXERCISES, bounds=bounds)).submission
        assert found.files == {NAME: GOOD}
        assert len(found.notes) == 1


def test_an_archive_of_another_kind(tmp_path: Path) -> None:
    write(tmp_path, {"bad.tar.gz": b"\x1f\x8b"})
    assert "archive of a kind that is not opened" in bad(tmp_path)[0]


def test_names_that_no_report_could_print(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/bad\xff\n\x1b[2J"
    os.mkdir(folder)
    for name in (b"\xff.py", b"\x1b[2J.py", os.fsencode(NAME)):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(GOOD)
    (found,) = [e for e in beside_good(tmp_path).entries if e.submission.id != "zoe"]
    assert found.submission.files == {NAME: GOOD}
    assert found.submission.id.startswith("bad-")
    assert all(note.isprintable() and note.encode() for note in found.submission.notes)
    assert len(found.submission.notes) == 2


def test_the_same_student_twice_gets_two_ids(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD, "ann.zip": zipped({NAME: GOOD}), f"Ann/{NAME}": GOOD})
    assert sorted(ids(collect(tmp_path, EXERCISES))) == ["Ann", "ann-2", "ann-3"]


def test_hand_ins_are_only_read(tmp_path: Path) -> None:
    write(tmp_path, {f"ann/{NAME}": GOOD, "bob.zip": zipped({NAME: GOOD})})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    collect(tmp_path, EXERCISES)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_links_are_told_apart_from_the_file_that_went_away(tmp_path: Path) -> None:
    write(tmp_path, {f"bad/{NAME}": GOOD})
    tree = FolderTree(tmp_path)
    assert tree.children("bad")
    (tmp_path / "bad" / NAME).unlink()
    with pytest.raises(IntakeError, match=f"{NAME} went away while it was being read"):
        tree.read(f"bad/{NAME}", 100)
