import pytest
from derived import TooHeavy, Vehicle, chorus


class Car(Vehicle):
    """Goes by road."""

    seats = 5

    def sound(self):
        return "brum"


class Bike(Vehicle, wheels=2):
    def __init__(self, name, bell="ring"):
        super().__init__(name, limit=3)
        self.bell = bell

    def sound(self):
        return self.bell

    def load(self, weight):
        if weight == 0:
            return self
        return super().load(weight)

    def __len__(self):
        return 100 + super().__len__()

    @property
    def twice(self):
        return self.total * 2

    @classmethod
    def silent(cls):
        return cls("silent", bell="")

    @staticmethod
    def helmet():
        return True


class Tandem(Bike, wheels=2):
    def sound(self):
        return f"{super().sound()}-{Bike.sound(self)}"


class Overloaded(TooHeavy):
    pass


def test_the_base_is_abstract():
    with pytest.raises(TypeError, match="abstract"):
        Vehicle("none")


def test_what_is_inherited():
    car = Car("mini")
    assert car.load(3).load(4) is car
    assert (car.total, len(car), car.seats) == (7, 2, 5)
    assert repr(car) == "Car('mini') says brum"
    with pytest.raises(TooHeavy) as caught:
        car.load(4)
    assert (caught.value.load, caught.value.limit) == (11, 10)


def test_what_is_overridden():
    bike = Bike("red")
    bike.load(0).load(1).load(2)
    assert bike.loads == [1, 2]
    assert len(bike) == 102
    assert bike.twice == 6
    assert Bike.helmet()
    assert Bike.silent().sound() == ""
    assert Tandem("long").sound() == "ring-ring"


def test_the_program_calls_what_the_test_has_defined():
    assert chorus([Car("a"), Bike("b"), Tandem("c", bell="ding")]) == "brum ring ding-ding"
    assert [car.name for car in Car.pair("x", "y")] == ["x", "y"]
    assert all(type(car) is Car for car in Car.pair("x", "y"))


def test_classes_are_classes():
    bike = Tandem("b")
    assert isinstance(bike, Bike) and isinstance(bike, Vehicle) and not isinstance(bike, Car)
    assert issubclass(Tandem, Vehicle) and not issubclass(Car, Bike)
    assert Tandem.__mro__[:3] == (Tandem, Bike, Vehicle)
    assert (Car.__name__, Car.__doc__) == ("Car", "Goes by road.")
    assert (Car.wheels, Bike.wheels) == (4, 2)
    assert Vehicle.kinds["Car"] is Car


def test_one_that_a_test_defines_for_itself():
    class Truck(Vehicle, wheels=6):
        def sound(self):
            return "honk"

        def load(self, weight):
            raise Overloaded(weight, self.limit)

    assert Truck.wheels == 6
    with pytest.raises(TooHeavy, match="5 is more than 10") as caught:
        Truck("t").load(5)
    assert type(caught.value) is Overloaded


def test_plain_classes_have_their_own_super():
    class Plain:
        def __init__(self):
            self.name = "plain"

    class Other(Plain):
        def __init__(self):
            super().__init__()
            self.name += "er"

    assert Other().name == "plainer"
