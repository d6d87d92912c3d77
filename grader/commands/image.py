"""`grader image build`: the image that the Docker sandbox runs."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass

from grader.commands.base import Command, Exit, Streams
from grader.sandbox import image


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say what to do with the image, and from what to build it."""

    action: str
    from_host: bool = False


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("action", choices=("build",), help="build the image")
    parser.add_argument(
        "--from-host",
        action="store_true",
        help="assemble it from this machine's own Python, without a registry",
    )


def run(options: Options, streams: Streams) -> Exit:
    """Build the image."""
    if options.from_host:
        image.build_from_host(streams.note)
    else:
        image.build(streams.note)
    return Exit.OK


COMMAND = Command(
    name="image",
    summary="build the image of the Docker sandbox",
    details="`grade` builds a missing image by itself; this is for building it ahead of time.",
    examples=("grader image build", "grader image build --from-host"),
    arguments=arguments,
    options=Options,
    run=run,
)
