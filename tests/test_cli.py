"""The command line: every exit code, every kind of mistake, and nothing that a pipe can break."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import __version__
from grader.commands import COMMANDS
from grader.commands import list as list_
from grader.commands.base import Exit, Streams
from grader.errors import (
    EnvironmentProblem,
    IntakeError,
    JudgeFault,
    ManifestError,
    SandboxLost,
    SandboxUnavailable,
    StoreError,
    UsageError,
    WireError,
)
from tests.support.commands import grader, write_course

PROGRAM = (sys.executable, "-m", "grader")


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    class Raising:
        """Stand in for `grader list`, with its arguments."""

        name, summary, details = "list", "raise", ""
        examples = ("grader list",)
        arguments = staticmethod(list_.arguments)

        def start(self, namespace: object, streams: Streams) -> Exit:
            raise error

    monkeypatch.setitem(COMMANDS, "list", Raising())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no"), 2),
        (ManifestError("no"), 2),
        (IntakeError("no"), 2),
        (EnvironmentProblem("no"), 2),
        (SandboxUnavailable("no"), 2),
        (SandboxLost("no"), 3),
        (WireError("no"), 3),
        (StoreError("no"), 3),
        (JudgeFault("no"), 3),
        (ZeroDivisionError("no"), 3),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_an_error_decides_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    raising(monkeypatch, error)
    assert grader("list").code == code


def test_an_error_says_what_where_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, UsageError("It is no folder.", where="here", hint="Name another."))
    ended = grader("list")
    assert ended.err == "Error: here: It is no folder.\nHint: Name another.\n"
    assert ended.out == ""


def test_a_traceback_is_shown_when_asked_for_and_only_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raising(monkeypatch, ZeroDivisionError("oops"))
    assert "Traceback" not in grader("list").err
    assert "Traceback" in grader("list", "-v").err
    assert "Traceback" in grader("-v", "list").err


def test_a_full_disk_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, OSError(28, "No space left on device", "grades/index.html"))
    ended = grader("list")
    assert ended.code == 3
    assert "The disk is full: grades/index.html" in ended.err


def test_an_error_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, UsageError("a \x1b[2J name [bold]kept[/bold]"))
    assert grader("list").err == "Error: a \\x1b[2J name [bold]kept[/bold]\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["lits"], "There is no command 'lits'.\nHint: Did you mean list?"),
        (["xyzzy"], "There is no command 'xyzzy'.\nHint: See: grader --help"),
        (["list", "--jsno"], "There is no option --jsno.\nHint: Did you mean --json?"),
        (["--verison"], "There is no option --verison.\nHint: Did you mean --version?"),
        (["list", "one"], "'one' is one argument too many.\nHint: See: grader list --help"),
        (["start"], "the following arguments are required: SLUG"),
        (["grade", "/nowhere"], "there is no '/nowhere'"),
        (["verify", "--jobs", "0"], "'0' is not a whole number above 0"),
        (["verify", "--repeat", "many"], "'many' is not a whole number above 0"),
        (["grade", ".", "--fail-under", "101"], "'101' is not a number from 0 to 100"),
        (["grade", ".", "--fail-under", "nan"], "'nan' is not a number from 0 to 100"),
        (["list", "--exercises", __file__], "is not a folder"),
    ],
)
def test_a_wrong_word_gets_exit_2_and_a_hint(argv: list[str], said: str) -> None:
    ended = grader(*argv)
    assert ended.code == 2
    assert said in ended.err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert grader().code == 2
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_an_example_in_80_columns(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert grader(name, "--help").code == 0
    shown = capsys.readouterr().out
    assert f"examples:\n  grader {name}" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert grader("--version").code == 0
    assert capsys.readouterr().out == f"grader {__version__}\n"


def test_options_may_stand_between_arguments(tmp_path: Path) -> None:
    course = write_course(tmp_path)
    ended = grader("start", "adder", "--exercises", course, tmp_path / "mine")
    assert ended.code == 0
    assert (tmp_path / "mine" / "adder.py").is_file()


def test_a_reader_that_goes_away_ends_the_program_quietly(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [*PROGRAM, "list", "--json", "--exercises", write_course(tmp_path)],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (Exit.BROKEN_PIPE, b"")


def test_a_terminal_without_unicode_gets_words_for_signs(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*PROGRAM, "list", "--exercises", write_course(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0
    assert ended.stdout.decode("ascii").startswith("Exercise")
