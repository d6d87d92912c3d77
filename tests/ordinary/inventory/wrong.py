class Item:
    def __init__(self, name, price, quantity=0, tags=[]):
        self.name, self.price, self.quantity, self.tags = name, price, quantity, tags

    def __eq__(self, other):
        return vars(self) == vars(other)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Stock:
    def __init__(self):
        self._items = {}

    def add(self, item):
        self._items[item.name] = Item(item.name, item.price, item.quantity)

    def __contains__(self, name):
        return name in self._items

    def __getitem__(self, name):
        return self._items.get(name)

    def total(self):
        return sum(i.price for i in self._items.values())
