from abc import ABC, abstractmethod


class TooHeavy(ValueError):
    def __init__(self, load, limit):
        super().__init__(f"{load} is more than {limit}")
        self.load = load
        self.limit = limit


class Vehicle(ABC):
    kinds = {}

    def __init_subclass__(cls, wheels=4, **options):
        super().__init_subclass__(**options)
        cls.wheels = 4
        Vehicle.kinds[cls.__name__] = cls

    def __init__(self, name, limit=10):
        self.name = name
        self.limit = limit
        self.loads = []

    @abstractmethod
    def sound(self):
        """Return what it sounds like."""

    def load(self, weight):
        if self.total + weight > self.limit:
            raise TooHeavy(self.total + weight, self.limit)
        self.loads.append(weight)
        return self

    @property
    def total(self):
        return sum(self.loads)

    def __len__(self):
        return len(self.loads)

    def __repr__(self):
        return f"Vehicle({self.name!r}) says {self.sound()}"

    @classmethod
    def pair(cls, *names):
        return [cls(name) for name in names]


def chorus(vehicles):
    return " ".join(vehicle.sound() for vehicle in vehicles)
