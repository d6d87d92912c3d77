from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float
    quantity: int = 0
    tags: list = field(default_factory=list)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError("price must not be negative")


@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int


class Stock:
    def __init__(self):
        self._items = {}

    def add(self, item):
        self._items[item.name] = item

    def __contains__(self, name):
        return name in self._items

    def __getitem__(self, name):
        return self._items[name]

    def total(self):
        return sum(i.price * i.quantity for i in self._items.values())
