import logging
import unittest
import warnings

import pytest
from diary import BlotWarning, Diary


@pytest.fixture
def diary():
    return Diary()


def test_writing_is_logged(diary, caplog):
    with caplog.at_level(logging.INFO, logger="diary"):
        diary.write("Rain.")
        diary.write("Sun.")
    assert caplog.messages == ["wrote page 1", "wrote page 2"]
    assert caplog.record_tuples[0] == ("diary", logging.INFO, "wrote page 1")
    assert caplog.records[0].funcName == "write"
    assert caplog.records[0].module == "diary"


def test_nothing_below_the_level_is_logged(diary, caplog):
    diary.write("Rain.")
    assert caplog.records == []
    caplog.set_level(logging.DEBUG)
    with pytest.deprecated_call():
        assert diary.read() == ["Rain."]
    assert "read" in caplog.text


def test_an_exception_is_logged_with_its_traceback(diary, caplog):
    with pytest.raises(IndexError):
        diary.tear(3)
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage() == "no page 3"
    assert "IndexError" in caplog.text


def test_a_blot_is_warned_of(diary):
    with pytest.warns(BlotWarning, match="page of 30 letters"):
        diary.write("x" * 30)
    with pytest.warns(UserWarning) as caught:
        diary.write("x" * 21)
    assert [type(one.message) for one in caught] == [BlotWarning]
    assert issubclass(BlotWarning, UserWarning)


def test_a_short_page_is_no_blot(diary):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        diary.write("Rain.")


def test_warnings_can_be_errors(diary):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning):
            diary.read()


class TestByUnittest(unittest.TestCase):
    def test_logs(self):
        with self.assertLogs("diary", level="INFO") as logs:
            Diary().write("Fog.")
        self.assertEqual(logs.output, ["INFO:diary:wrote page 1"])

    def test_logs_of_one_that_does_not_propagate(self):
        with self.assertLogs("diary.private") as logs:
            Diary().whisper()
        self.assertEqual(len(logs.records), 1)

    def test_no_logs(self):
        with self.assertNoLogs("diary", level="WARNING"):
            Diary().write("Fog.")

    def test_warns_each_time(self):
        diary = Diary()
        for _ in range(2):
            with self.assertWarnsRegex(DeprecationWarning, "use pages"):
                diary.read()
