"""Everything with mocks."""

import unittest
from unittest import mock
from unittest.mock import MagicMock, Mock, call, patch

import pytest

import weather
from weather import Station, report, warn_if_hot


def test_patch_a_function_of_the_module():
    with patch("weather.fetch_temperature", return_value=31) as fake:
        assert report("Rome") == "Rome: 31°C"
    fake.assert_called_once_with("Rome")


@patch("weather.fetch_temperature")
def test_patch_decorator(fake):
    fake.side_effect = [10, 20]
    assert report("A") == "A: 10°C"
    assert report("B") == "B: 20°C"
    assert fake.call_count == 2


def test_monkeypatch(monkeypatch):
    monkeypatch.setattr(weather, "fetch_temperature", lambda city: -5)
    assert report("Oslo") == "Oslo: -5°C"


def test_monkeypatch_by_name(monkeypatch):
    monkeypatch.setattr("weather.UNIT", "K")
    monkeypatch.setattr("weather.fetch_temperature", lambda city: 300)
    assert report("Oslo") == "Oslo: 300K"


def test_undone():
    assert weather.UNIT == "°C"
    with pytest.raises(NotImplementedError):
        report("Paris")


def test_patch_object():
    with mock.patch.object(Station, "read", return_value=25):
        assert Station("x").describe() == "x: warm"
    with mock.patch.object(Station, "read", side_effect=OSError("broken")):
        assert Station("x").describe() == "x: unknown"


def test_mock_as_callback():
    notify = Mock()
    warn_if_hot([20, 35, 40], notify)
    assert notify.call_args_list == [call(35), call(40)]
    notify.assert_called_with(40)


def test_mock_with_keyword():
    notify = Mock(return_value=None)
    warn_if_hot([50], notify, limit=45, message="run")
    notify.assert_called_once_with(50, message="run")


def test_mock_that_raises():
    notify = MagicMock(side_effect=RuntimeError("no line"))
    with pytest.raises(RuntimeError, match="no line"):
        warn_if_hot([50], notify)
    assert notify.called


def test_mock_as_sensor():
    sensor = Mock(spec=["read"])
    sensor.read.return_value = 5
    s = Station("y", sensor=sensor)
    assert s.describe() == "y: cold"
    sensor.read.assert_called_once_with()


class WithSetUp(unittest.TestCase):
    def setUp(self):
        patcher = patch.dict("weather.NAMES", {"RM": "Rome"})
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_names(self):
        self.assertEqual(weather.full_name("RM"), "Rome")
        self.assertEqual(weather.full_name("PA"), "Paris")

    def test_unknown(self):
        self.assertEqual(weather.full_name("??"), "??")
