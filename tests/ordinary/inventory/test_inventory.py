import copy
import dataclasses

import pytest

from inventory import Item, Point, Stock


@pytest.fixture
def stock():
    s = Stock()
    s.add(Item("bolt", 0.25, 100))
    s.add(Item(name="nut", price=0.5))
    return s


def test_defaults():
    assert Item("nut", 0.5).quantity == 0
    assert Item("nut", 0.5).tags == []


def test_tags_are_not_shared():
    a, b = Item("a", 1), Item("b", 1)
    a.tags.append("new")
    assert a.tags == ["new"]
    assert b.tags == []


def test_equality_and_repr():
    assert Item("a", 1) == Item("a", 1)
    assert Item("a", 1) != Item("a", 2)
    assert repr(Item("a", 1.5, 2)) == "Item(name='a', price=1.5, quantity=2, tags=[])"


def test_is_a_dataclass():
    assert dataclasses.is_dataclass(Item)
    assert [f.name for f in dataclasses.fields(Item)] == ["name", "price", "quantity", "tags"]
    assert dataclasses.asdict(Item("a", 1)) == {"name": "a", "price": 1, "quantity": 0, "tags": []}


def test_replace():
    a = Item("a", 1)
    b = dataclasses.replace(a, price=2)
    assert (a.price, b.price) == (1, 2)


def test_frozen_point():
    p = Point(1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        p.x = 5
    assert hash(p) == hash(Point(1, 2))
    assert p < Point(1, 3) < Point(2, 0)
    assert {p: "a"}[Point(1, 2)] == "a"
    assert dataclasses.astuple(p) == (1, 2)


def test_validation_in_post_init():
    with pytest.raises(ValueError, match="price"):
        Item("a", -1)


def test_total(stock):
    assert stock.total() == pytest.approx(25.0)
    stock["nut"].quantity += 10
    assert stock.total() == pytest.approx(30)


def test_lookup(stock):
    assert "bolt" in stock
    assert stock["bolt"].price == 0.25
    with pytest.raises(KeyError) as e:
        stock["screw"]
    assert e.value.args[0] == "screw"


def test_same_object_comes_back(stock):
    assert stock["bolt"] is stock["bolt"]
    item = Item("washer", 0.1)
    stock.add(item)
    assert stock["washer"] is item
    item.quantity = 7
    assert stock["washer"].quantity == 7


def test_copy(stock):
    other = copy.deepcopy(stock)
    other["bolt"].quantity = 0
    assert stock["bolt"].quantity == 100
    shallow = copy.copy(stock["bolt"])
    assert shallow == stock["bolt"] and shallow is not stock["bolt"]
