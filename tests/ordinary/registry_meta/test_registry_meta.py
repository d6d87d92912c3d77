"""Descriptors, metaclasses, class decorators, __init_subclass__, __class_getitem__."""

import pytest

from registry_meta import Model, Plugin, Positive, Typed, frozen, plugins


def test_subclasses_register_themselves():
    class Csv(Plugin, name="csv"):
        def load(self):
            return "csv data"

    assert plugins["csv"] is Csv
    assert plugins["csv"]().load() == "csv data"


def test_student_made_plugin_is_there():
    assert "text" in plugins
    assert issubclass(plugins["text"], Plugin)


def test_descriptor_in_a_class_of_the_test():
    class Product:
        price = Positive()

        def __init__(self, price):
            self.price = price

    p = Product(5)
    assert p.price == 5
    p.price += 1
    assert p.price == 6
    with pytest.raises(ValueError, match="price must be positive"):
        p.price = -1
    assert Product(7).price == 7 and p.price == 6


def test_typed_descriptor():
    class Person:
        age = Typed(int)

    person = Person()
    person.age = 3
    with pytest.raises(TypeError) as e:
        person.age = "old"
    assert str(e.value) == "age must be int"


def test_frozen_class_decorator():
    @frozen
    class Point:
        def __init__(self):
            self.x = 1

    p = Point()
    assert p.x == 1
    with pytest.raises(AttributeError):
        p.x = 2
    assert Point.__name__ == "Point"


def test_model_metaclass():
    class User(Model):
        name = str
        age = int

    assert User.fields == ("name", "age")
    u = User(name="Ada", age=36)
    assert (u.name, u.age) == ("Ada", 36)
    with pytest.raises(TypeError):
        User(name=1, age=2)
    assert isinstance(u, Model)
    assert type(User) is type(Model)
