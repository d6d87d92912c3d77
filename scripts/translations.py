"""Gather the messages of the sources into grader/locale, and compile what is translated.

grader/locale/zh/LC_MESSAGES/grader.po, .mo    what the host says
grader/locale/zh/LC_MESSAGES/inside.po, .mo    what is said in the box: sent there by the judge
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from grader.inside.helps import HELP
from grader.model import Verdict

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "grader"
LOCALE = PACKAGE / "locale"
DOMAINS = ("grader", "inside")
KEYWORDS = {"_": None, "N_": None, "rich": None, "ngettext": (1, 2)}
METHODS = {".py": "python", ".j2": "jinja2.ext:babel_extract"}
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in each file's head: one that changed would say nothing, and spoil comparisons."""


def messages(domain: str) -> Catalog:
    """Return all messages of the sources, without translations."""
    found = Catalog(project="grader", charset="utf-8", creation_date=BEGUN)
    for path in sources(domain):
        place = path.relative_to(ROOT).as_posix()
        method = METHODS[path.suffix]
        for _, message, *_ in extract_from_file(method, path, keywords=KEYWORDS):
            found.add(message, locations=[(place, 0)])
    if domain == "grader":
        for place, text in of_tables():
            found.add(text, locations=[(place, 0)])
    return found


def of_tables() -> Iterator[tuple[str, str]]:
    """List the messages that are data, which no function of the catalogue's marks."""
    for verdict in Verdict:
        yield "grader/model/verdict.py", verdict.label
        yield "grader/model/verdict.py", verdict.meaning
    for pattern in HELP:
        yield "grader/inside/helps.py", pattern


def sources(domain: str) -> Iterator[Path]:
    """List the files that have messages of a domain."""
    for path in sorted(PACKAGE.rglob("*")):
        is_inside = path.is_relative_to(PACKAGE / "inside")
        if path.suffix in METHODS and is_inside == (domain == "inside"):
            yield path


def read(language: str, domain: str) -> Catalog:
    """Read a catalogue as it is; an empty one where there is none."""
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, domain: str) -> list[Message]:
    """Write a catalogue anew, .po and .mo; return the messages that are not translated."""
    catalogue = read(language, domain)
    catalogue.update(messages(domain), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "grader", ""
    catalogue.creation_date = catalogue.revision_date = BEGUN
    catalogue.last_translator = catalogue.language_team = ""
    catalogue.header_comment = f"# What grader says ({domain}), in: {language}. docs/languages.md"
    catalogue.msgid_bugs_address = ""
    catalogue.fuzzy = False
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{domain}.po").open("wb") as file:
        write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    with (folder / f"{domain}.mo").open("wb") as file:
        write_mo(file, catalogue)
    return [message for message in catalogue if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Tell whether there is a translation, in each of its forms."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return not message.fuzzy and all(forms)


def main(languages: list[str]) -> int:
    """Bring languages up to date, all by default; return 1 where something is missing."""
    missing = 0
    for language in languages or sorted(path.name for path in LOCALE.iterdir() if path.is_dir()):
        for domain in DOMAINS:
            left = update(language, domain)
            missing += len(left)
            print(f"{language}, {domain}: {len(left)} messages to translate")
            for message in left:
                print(f"  {message.id!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
