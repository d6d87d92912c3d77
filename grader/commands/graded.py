"""What the terminal tells when a class has been graded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.commands.base import Streams
from grader.commands.common import say_replay
from grader.model import Judgement, can_be_replayed
from grader.report.output import Written
from grader.report.plain import plain
from grader.report.replaying import replay_command
from grader.report.terminal import grade_summary
from grader.store import Store
from grader.words import _, ngettext

LINES_SHOWN = 10
"""How many notes of a kind the terminal gets; the report has them all."""


def tell(
    judgements: Sequence[Judgement], notes: Sequence[str], written: Written, streams: Streams
) -> None:
    """Tell the marks, what was not judged or is worth a note, and where the reports are."""
    streams.out.print(grade_summary(judgements))
    streams.say("")
    _say_some(
        [_("Not judged: {evidence}", evidence=text) for text in _unjudged(judgements)], streams
    )
    _say_some([_("Note: ") + note for note in (*notes, *written.doubts)], streams)
    streams.say(
        _("Judgements, reports, gradebook.csv and junit.xml are in {folder}/", folder=written.out)
    )
    streams.say(_("Open {file}", file=written.index))


def tell_what_can_be_replayed(
    judgements: Iterable[Judgement], store: Store, options: Sequence[str], streams: Streams
) -> None:
    """Name the command, with its options, that runs a failure again which depends on the order."""
    able = [(each, case) for each in judgements for case in each.cases if can_be_replayed(case)]
    if not able:
        return
    judgement, case = able[0]
    path = store.path_for(judgement.submission, judgement.exercise)
    command = replay_command(path, *options)(case.name)
    say_replay(ngettext("{count} case", "{count} cases", len(able)), command, streams)
    if len(able) > 1:
        streams.say(_("The reports of the others name theirs."))


def _unjudged(judgements: Iterable[Judgement]) -> Iterator[str]:
    for judgement in judgements:
        if not judgement.verdict.scored:
            cause = next((case.message for case in judgement.cases if not case.verdict.scored), "")
            yield f"{judgement.submission} ({judgement.exercise}). {cause}"


def _say_some(lines: Sequence[str], streams: Streams) -> None:
    for line in lines[:LINES_SHOWN]:
        streams.say(plain(line))
    if len(lines) > LINES_SHOWN:
        streams.say(_("and {count} more, in the report", count=len(lines) - LINES_SHOWN))
