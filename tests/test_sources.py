"""What explanations quote of the student's files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.inside import sources


def test_a_line_is_quoted_bare_and_one_that_is_not_there_is_empty() -> None:
    sources.keep("/sub/program/a.py", b"def f():\r\n    return 1\n")
    assert [sources.line("/sub/program/a.py", n) for n in range(4)] == [
        "",
        "def f():",
        "return 1",
        "",
    ]


def test_nothing_but_what_the_judge_sent_is_read(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("x = 1\n")
    assert sources.line(str(tmp_path / "other.py"), 1) == ""
    assert sources.tree(str(tmp_path / "other.py")) is None


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "utf-8-sig"])
def test_a_source_is_read_as_it_says(encoding: str) -> None:
    text = f"# coding: {encoding}\nname = '{'锁' if encoding == 'gbk' else 'é'}'\n"
    sources.keep("/sub/program/said.py", text.encode(encoding))
    tree = sources.tree("/sub/program/said.py")
    assert tree is not None
    assert ast.unparse(tree) in text
    assert sources.line("/sub/program/said.py", 2) in text


def test_an_encoding_that_takes_for_ever_is_not_believed() -> None:
    sources.keep("/sub/program/slow.py", b"# coding: punycode\n" + b"x = 1\n" * 1_000)
    assert sources.line("/sub/program/slow.py", 2) == "x = 1"
    assert sources.tree("/sub/program/slow.py") is not None
