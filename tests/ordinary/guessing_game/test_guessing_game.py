import io
import sys

import pytest

from guessing_game import ask_number, play, read_all


def answers(monkeypatch, *lines):
    replies = iter(lines)
    prompts = []

    def fake_input(prompt=""):
        prompts.append(prompt)
        return next(replies)

    monkeypatch.setattr("builtins.input", fake_input)
    return prompts


def test_ask_number(monkeypatch):
    prompts = answers(monkeypatch, "42")
    assert ask_number("Your guess? ") == 42
    assert prompts == ["Your guess? "]


def test_asks_again_after_nonsense(monkeypatch, capsys):
    prompts = answers(monkeypatch, "many", "", "7")
    assert ask_number("n: ") == 7
    assert len(prompts) == 3
    assert capsys.readouterr().out.count("not a number") == 2


def test_play(monkeypatch, capsys):
    answers(monkeypatch, "50", "25", "30")
    assert play(secret=30) == 3
    out = capsys.readouterr().out
    assert out.splitlines() == ["too high", "too low", "right!"]


def test_lambda_input(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "5")
    assert play(5) == 1


def test_stdin(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n2\n\n3\n"))
    assert read_all() == [1, 2, 3]


def test_gives_up_at_end_of_input(monkeypatch):
    def no_more(prompt=""):
        raise EOFError

    monkeypatch.setattr("builtins.input", no_more)
    with pytest.raises(EOFError):
        play(3)
