"""The catalogues of other languages: whole, compiled, and with the gaps of the English messages."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from grader import words

ROOT = Path(__file__).parents[1]
MARKERS = {"_": 1, "N_": 1, "rich": 1, "ngettext": 2}
"""Functions that take messages, and how many."""


def load_script() -> ModuleType:
    """Import the script that makes the catalogues."""
    path = ROOT / "scripts" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()
CATALOGUES = [(language, domain) for language in words.languages()[1:] for domain in script.DOMAINS]


def read(language: str, domain: str) -> Catalog:
    found: Catalog = script.read(language, domain)
    return found


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def translations(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in messages(catalogue)}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_is_chinese() -> None:
    assert "zh" in words.languages()


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_every_message_is_translated(language: str, domain: str) -> None:
    """`scripts/translations` brings the catalogue up to date, and says what is missing."""
    catalogue = read(language, domain)
    wanted = {message.id for message in messages(script.messages(domain))}
    assert {message.id for message in messages(catalogue)} == wanted
    assert not catalogue.obsolete
    assert [m.id for m in messages(catalogue) if not script.is_translated(m)] == []


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_what_is_compiled_is_what_is_written(language: str, domain: str) -> None:
    path = script.LOCALE / language / "LC_MESSAGES" / f"{domain}.mo"
    with path.open("rb") as file:
        compiled = read_mo(file)
    assert translations(compiled) == translations(read(language, domain))


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_translations_have_the_gaps_and_the_markup_of_their_messages(
    language: str, domain: str
) -> None:
    for message in messages(read(language, domain)):
        english = forms(message.id)[-1]
        for told in forms(message.string):
            assert gaps(told) == gaps(english), told
            assert sorted(re.findall("<[^>]+>", told)) == sorted(re.findall("<[^>]+>", english))
            assert told.startswith("\n") == english.startswith("\n"), told


@pytest.mark.parametrize("domain", script.DOMAINS)
def test_chinese_is_set_as_chinese_is(domain: str) -> None:
    """Blanks part it from Latin letters and from gaps, and its punctuation is its own."""
    for message in messages(read("zh", domain)):
        for told in forms(message.string):
            text = re.sub(r"`[^`]*`|<[^>]+>|{at}", "", told)
            assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9{]", text), told
            assert not re.search(r"[A-Za-z0-9}][\u4e00-\u9fff]", text), told
            assert not re.search(r"[\u4e00-\u9fff][,.;:!?()]", text), told


def marked(path: Path) -> Iterator[tuple[str, object]]:
    """List the messages in a module: also where Babel would not see them, as in an f-string."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            for argument in node.args[: MARKERS.get(name, 0)]:
                assert not isinstance(argument, ast.JoinedStr), f"{path}:{node.lineno}"
                if isinstance(argument, ast.Constant):
                    yield f"{path}:{node.lineno}", argument.value


@pytest.mark.parametrize("domain", script.DOMAINS)
def test_no_message_is_overlooked(domain: str) -> None:
    known = {text for m in messages(script.messages(domain)) for text in forms(m.id)}
    for path in script.sources(domain):
        if path.suffix == ".py":
            for place, text in marked(path):
                # What is nothing but a gap needs no translation.
                assert text in known or text in ("", "{name}"), place


def test_a_message_that_is_new_is_missed() -> None:
    """Guard the guard."""
    catalogue = read("zh", "grader")
    catalogue.add("A sentence that nobody has translated")
    assert not all(map(script.is_translated, messages(catalogue)))
