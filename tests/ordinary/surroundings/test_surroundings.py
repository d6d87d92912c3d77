import random
import sys
from unittest.mock import call, mock_open, patch

import pytest
import surroundings
from surroundings import draw, greet, is_there, main, patient, roll, save, settings


def test_a_patched_die(monkeypatch):
    monkeypatch.setattr(random, "randint", lambda low, high: high)
    assert roll(3) == [6, 6, 6]
    monkeypatch.undo()
    assert {1, 2, 3, 4, 5, 6} == set(roll(300))


@patch("random.randint", side_effect=[1, 2, 3])
def test_a_mocked_die(randint):
    assert roll(3) == [1, 2, 3]
    assert randint.call_args_list == [call(1, 6)] * 3


def test_the_same_seed_gives_the_same_numbers():
    random.seed(7)
    first = roll(10)
    random.seed(7)
    assert roll(10) == first
    random.seed(7)
    assert [random.randint(1, 6) for _ in range(10)] == first


def test_a_seeded_shuffle():
    names = list("abcdefgh")
    random.seed(1)
    drawn = draw(names)
    random.seed(1)
    random.shuffle(names)
    assert drawn == names


def test_a_variable_of_the_environment(monkeypatch, capsys):
    greet()
    monkeypatch.setenv("VISITOR", "Ann")
    greet()
    monkeypatch.delenv("VISITOR")
    greet()
    assert capsys.readouterr().out == "Hello, stranger\nHello, Ann\nHello, stranger\n"


@patch.dict("os.environ", {"VISITOR": "Bob"})
def test_print_is_called():
    with patch("builtins.print") as fake:
        greet()
    fake.assert_called_once_with("Hello,", "Bob")


def test_a_file_that_is_none():
    with patch("builtins.open", mock_open(read_data="a=1\nb=2\n")) as fake:
        assert settings("any.cfg") == {"a": "1", "b": "2"}
    fake.assert_called_once_with("any.cfg", encoding="utf-8")


def test_the_working_folder(monkeypatch, tmp_path):
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert save("note.txt", "hi") == tmp_path / "sub" / "note.txt"
    assert (tmp_path / "sub" / "note.txt").read_text() == "hi"


def test_arguments_of_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["say", "good", "day", "--shout"])
    main()
    assert capsys.readouterr().out == "GOOD DAY\n"
    assert surroundings.program() == "say"
    monkeypatch.setattr("sys.argv", ["say"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2


@patch("time.sleep")
def test_nobody_waits(sleep):
    answers = iter([False, False, True])
    assert patient(5, lambda: next(answers)) == 2
    assert sleep.call_args_list == [call(1), call(2)]


@patch("os.path.exists", return_value=True)
def test_a_path_that_is_said_to_be_there(exists):
    assert is_there("/no/such/thing")
    exists.assert_called_once_with("/no/such/thing")
