"""Show source files with line numbers, colours, and notes under the lines that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

from grader.report.html.text import clean

MAX_FILES = 40
MAX_LINES = 4_000
MAX_LINE = 1_000
MAX_COLOURED = 200_000
"""Characters of a file up to which it is coloured; a lexer may take its time."""

# The first that fits wins, so the special comes before the general.
_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "c"),
    (Keyword.Constant, "n"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (String.Doc, "c"),
    (String.Interpol, "i"),
    (String, "s"),
    (Number, "n"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "d"),
    (Name.Builtin, "b"),
    (Name.Exception, "b"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Hold a task that stands at a line."""

    name: str
    badge: str
    tone: str
    """The class that gives its colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Say why a line matters, and in which cases."""

    label: str
    who: tuple[Who, ...]
    verdict: str
    """The class of the verdict of its first case."""
    case: str
    """What the first case is called on this page."""
    case_href: str
    more_cases: int

    @property
    def tone(self) -> str:
        """Return the class of its colour: its task's, or its case's where several are meant."""
        return self.who[0].tone if len(self.who) == 1 else self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file, ready to show."""

    number: int
    anchor: str
    content: Markup
    notes: tuple[Note, ...]

    @property
    def tone(self) -> str:
        """Return the class of the line: its task's, or its case's where several meet on it."""
        tones = {note.tone for note in self.notes}
        return self.notes[0].tone if len(tones) == 1 else self.notes[0].verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One file, ready to show."""

    path: str
    lines: tuple[Line, ...]
    left_out: int
    """Lines that are not shown."""
    open: bool

    @property
    def noted(self) -> int:
        """Count the lines that matter."""
        return sum(1 for line in self.lines if line.notes)


class Sources:
    """Know which places in the student's files can be pointed to."""

    def __init__(self, files: Mapping[str, str]) -> None:
        shown = dict(islice(sorted(files.items()), MAX_FILES))
        self.left_out = len(files) - len(shown)
        self._texts = {path: _split(text) for path, text in shown.items()}
        self._numbers = {path: number for number, path in enumerate(shown, start=1)}
        self._colours: dict[str, Sequence[Markup]] = {}

    @property
    def single(self) -> bool:
        """Tell whether there is one file only."""
        return len(self._texts) == 1

    def find(self, path: str) -> str | None:
        """Return the file that a path in an explanation means: the same, or the one it ends in."""
        if path in self._texts:
            return path
        ends = [name for name in self._texts if path.endswith(f"/{name}")]
        return max(ends, key=len, default=None)

    def anchor(self, path: str, line: int | None) -> str | None:
        """Return the id of a line on the page; None where no such line is shown."""
        name = self.find(path)
        if name is None or line is None:
            return None
        if not 1 <= line <= min(len(self._texts[name]), MAX_LINES):
            return None
        return f"f{self._numbers[name]}-{line}"

    def text(self, path: str, line: int | None) -> str:
        """Return a line's text; empty where it is not known."""
        name = self.find(path)
        known = name is not None and self.anchor(path, line) is not None
        return self._texts[name][line - 1].strip() if known and name and line else ""

    def code(self, path: str, line: int | None) -> Markup | None:
        """Return a line coloured and without its indentation; None where it is not known."""
        name = self.find(path)
        if name is None or line is None or self.anchor(path, line) is None:
            return None
        return Markup(self._coloured(name)[line - 1].strip())

    def _coloured(self, name: str) -> Sequence[Markup]:
        if name not in self._colours:
            self._colours[name] = tuple(_coloured(name, self._texts[name][:MAX_LINES]))
        return self._colours[name]

    def listings(
        self, notes: Mapping[str, Sequence[Note]], asked: Collection[str]
    ) -> tuple[Listing, ...]:
        """Return every file with its notes, which are keyed by anchor; first what matters.

        Those that were `asked` for are open, and those with notes.
        """
        found = [self._listing(path, notes) for path in self._texts]
        wanted = [one for one in found if one.noted or one.path.rpartition("/")[2] in asked]
        rest = [one for one in found if one not in wanted]
        return (*wanted, *(replace(one, open=not wanted) for one in rest))

    def _listing(self, path: str, notes: Mapping[str, Sequence[Note]]) -> Listing:
        texts = self._texts[path][:MAX_LINES]
        lines = []
        for number, content in enumerate(self._coloured(path), start=1):
            anchor = f"f{self._numbers[path]}-{number}"
            noted = tuple(notes.get(anchor, ()))
            lines.append(Line(number=number, anchor=anchor, content=content, notes=noted))
        left_out = len(self._texts[path]) - len(texts)
        return Listing(path=clean(path), lines=tuple(lines), left_out=left_out, open=True)


def _split(text: str) -> list[str]:
    """Split as Python's own tokenizer counts lines: form feeds and U+2028 end none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return [clean(line, MAX_LINE) for line in lines]


def _coloured(path: str, lines: Sequence[str]) -> Iterable[Markup]:
    text = "\n".join(lines)
    if not path.endswith((".py", ".pyi")) or len(text) > MAX_COLOURED:
        return [escape(line) for line in lines]
    return _lines_of_tokens(text, len(lines))


def _lines_of_tokens(text: str, count: int) -> list[Markup]:
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    lines: list[list[str]] = [[]]
    for kind, value in lexer.get_tokens(text):
        class_ = _class_of(kind)
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append([])
            if part:
                inner = escape(part)
                lines[-1].append(f'<span class="{class_}">{inner}</span>' if class_ else inner)
    return [Markup("".join(parts)) for parts in lines[:count]]


def _class_of(kind: _TokenType) -> str:
    return next((name for family, name in _CLASSES if _within(kind, family)), "")


def _within(kind: _TokenType, family: _TokenType) -> bool:
    """Tell whether a token's type is of a family; its own `in` is typed for strings."""
    return kind[: len(family)] == tuple(family)
