"""The command line: arguments in, exit code out, and the only handler of errors."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from types import FrameType
from typing import Any, NoReturn

from rich.console import Console

from grader import __version__
from grader.commands import COMMANDS
from grader.commands.base import Command, Exit, Streams
from grader.errors import EnvironmentProblem, GraderError, IntakeError, ManifestError, UsageError
from grader.report.plain import plain
from grader.words import ENGLISH, set_language

USAGE_ERRORS = (UsageError, ManifestError, IntakeError, EnvironmentProblem)
"""What the caller or the machine must change; every other error is a fault."""
DESCRIPTION = "Mark concurrent Python: hidden tests outside a sandbox, deadlocks proved."
EPILOG = """\
begin with:
  grader demo                    grade a sample class, and look at its report
  grader COMMAND --help          a command's arguments, with examples
"""


class Terminated(KeyboardInterrupt):
    """SIGTERM came: end as on ^C, with every box closed."""


class Screen(Console):
    """Write to a terminal or a pipe, and leave a broken pipe to the handler of errors."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise it on: rich would exit with 1, which means a failed check here."""
        raise BrokenPipeError


class Parser(argparse.ArgumentParser):
    """Parse arguments; a mistake raises a UsageError that names the nearest right thing."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise instead of exiting."""
        raise UsageError(message, hint=f"See: {self.prog} --help")

    def words(self) -> tuple[str, ...]:
        """Return the options that there are."""
        return tuple(word for action in self._actions for word in action.option_strings)


def main(argv: Sequence[str], streams: Streams | None = None) -> int:
    """Run a command line and return its exit code; nothing escapes but a bug in this function."""
    streams = streams or open_streams()
    verbose = not {"-v", "--verbose"}.isdisjoint(argv)
    try:
        return _run(list(argv), streams)
    except SystemExit as end:
        # argparse ends so after --help and --version.
        return end.code if isinstance(end.code, int) else Exit.FAULT
    except BaseException as error:
        if isinstance(error, BrokenPipeError):
            return _pipe_closed()
        if verbose and not isinstance(error, KeyboardInterrupt):
            streams.note(plain("".join(traceback.format_exception(error))))
        return _explain(error, streams, verbose=verbose)


def open_streams() -> Streams:
    """Open the terminal, so that no character can be unprintable in its encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Streams(
        out=Screen(highlight=False, emoji=False),
        err=Screen(stderr=True, highlight=False, emoji=False),
    )


def _run(argv: list[str], streams: Streams) -> Exit:
    signal.signal(signal.SIGTERM, _terminate)
    parsers = {name: _parser(command) for name, command in COMMANDS.items()}
    words = [word for word in argv if not word.startswith("-")]
    top = _top_parser()
    if not words:
        _, unknown = top.parse_known_args(argv)
        _refuse_unknown(unknown, top)
        top.print_help()
        return Exit.USAGE
    name = words[0]
    if name not in COMMANDS:
        raise UsageError(
            f"There is no command {name!r}.",
            hint=_did_you_mean(name, COMMANDS, otherwise="See: grader --help"),
        )
    argv.remove(name)
    namespace, unknown = parsers[name].parse_known_intermixed_args(argv)
    _refuse_unknown(unknown, parsers[name])
    try:
        return COMMANDS[name].start(namespace, streams)
    finally:
        # A command that speaks another language sets it; what is said of an error is English.
        set_language(ENGLISH)


def _top_parser() -> Parser:
    width = max(map(len, COMMANDS))
    rows = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    parser = Parser(
        prog="grader",
        usage="grader [-v] [--version] COMMAND ...",
        description="\n".join([DESCRIPTION, "", "commands:", *rows]),
        epilog=EPILOG,
    )
    _add_globals(parser)
    return parser


def _parser(command: Command[Any]) -> Parser:
    examples = "\n".join(f"  {example}" for example in command.examples)
    summary = f"{command.summary[0].upper()}{command.summary[1:]}."
    parser = Parser(
        prog=f"grader {command.name}",
        description="\n\n".join(filter(None, [summary, command.details])),
        epilog=f"examples:\n{examples}",
    )
    _add_globals(parser)
    command.arguments(parser)
    return parser


def _add_globals(parser: Parser) -> None:
    parser.add_argument("-v", "--verbose", action="store_true", help="show tracebacks of errors")
    parser.add_argument("--version", action="version", version=f"grader {__version__}")


def _refuse_unknown(unknown: Sequence[str], parser: Parser) -> None:
    if not unknown:
        return
    word = unknown[0].partition("=")[0]
    see = f"See: {parser.prog} --help"
    if word.startswith("-"):
        hint = _did_you_mean(word, parser.words(), otherwise=see)
        raise UsageError(f"There is no option {word}.", hint=hint)
    raise UsageError(f"{word!r} is one argument too many.", hint=see)


def _did_you_mean(word: str, known: Any, *, otherwise: str) -> str:
    nearest = get_close_matches(word, list(known), n=1)
    return f"Did you mean {nearest[0]}?" if nearest else otherwise


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _explain(error: BaseException, streams: Streams, *, verbose: bool) -> Exit:
    """Say what went wrong, and decide the exit code."""
    if isinstance(error, KeyboardInterrupt):
        streams.note("Stopped. What was finished is kept; the same command goes on from there.")
        return Exit.TERMINATED if isinstance(error, Terminated) else Exit.INTERRUPTED
    if isinstance(error, GraderError):
        streams.note(f"Error: {plain(str(error))}")
        return Exit.USAGE if isinstance(error, USAGE_ERRORS) else Exit.FAULT
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        streams.note(f"Error: The disk is full: {error.filename or error}")
        streams.note("Hint: What was finished is kept. Make room and start again.")
        return Exit.FAULT
    streams.note(f"Error: {plain(f'{type(error).__name__}: {error}')}")
    streams.note("This is a fault of the grader itself, not of a submission.")
    if not verbose:
        streams.note("Hint: The same command with -v shows where; please report that.")
    return Exit.FAULT


def _pipe_closed() -> Exit:
    """End quietly when the reader of our output has gone, as `grader list | head` does."""
    # Python flushes at exit, and would complain about the pipe once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.BROKEN_PIPE
