import introspection
from introspection import Config, Empty, Robot, make_list, make_records


def test_type_names():
    r = Robot("R2")
    assert type(r).__name__ == "Robot"
    assert r.__class__.__name__ == "Robot"
    assert Robot.__module__ == "introspection"
    assert Robot.__qualname__ == "Robot"
    assert Robot.__doc__.strip() == "A robot."
    assert Robot.move.__doc__ == "Move by (dx, dy)."
    assert r.move.__name__ == "move"
    assert introspection.__name__ == "introspection"


def test_hasattr_getattr():
    r = Robot("R2")
    assert hasattr(r, "x") and hasattr(r, "y")
    assert not hasattr(r, "z")
    assert getattr(r, "z", "none") == "none"
    for name in ("move", "report"):
        assert callable(getattr(r, name))


def test_vars_and_dict():
    r = Robot("R2")
    assert vars(r) == {"name": "R2", "x": 0, "y": 0}
    assert r.__dict__["name"] == "R2"
    assert set(vars(r)) == {"name", "x", "y"}
    assert "name" in r.__dict__


def test_dir():
    public = [n for n in dir(Robot("x")) if not n.startswith("_")]
    assert public == ["move", "name", "report", "x", "y"]
    assert {"Robot", "Config", "make_list"} <= set(dir(introspection))


def test_setattr_new_attribute():
    r = Robot("R2")
    r.colour = "blue"
    assert r.colour == "blue"
    assert "colour" in vars(r)
    del r.colour
    assert not hasattr(r, "colour")


def test_exact_result_types():
    assert type(make_list(3)) is list
    assert isinstance(make_list(3), list)
    assert all(isinstance(n, int) for n in make_list(3))
    records = make_records()
    assert type(records) is dict
    assert type(records["t"]) is tuple
    assert type(records["s"]) is set
    assert type(records["f"]) is frozenset
    assert type(records["b"]) is bytes
    assert type(records["n"]) is type(None)
    assert records["r"] == range(3) and type(records["r"]) is range
    assert isinstance(records["robot"], Robot)


def test_true_is_not_one():
    assert make_records()["flag"] is True
    assert not isinstance(make_records()["one"], bool)


def test_identity_of_objects():
    r = Robot("R2")
    assert r is r
    assert r == r
    assert Robot("R2") is not Robot("R2")
    assert Robot("R2") != Robot("R2")
    assert id(r) == id(r)
    assert r in [r]


def test_singleton():
    assert Config() is Config()
    Config().debug = True
    assert Config().debug is True


def test_dynamic_attributes():
    c = Config()
    assert c.colour_red == "red"
    try:
        c.anything
    except AttributeError as e:
        assert str(e) == "no option anything"
    else:
        assert False, "AttributeError expected"


def test_empty_object_is_falsy():
    assert not Empty()
    assert bool(Robot("x")) is True
    assert (Empty() or "default") == "default"


def test_default_repr_names_the_class():
    assert "Robot" in repr(Robot("x"))
    assert repr(Robot("x")).startswith("<introspection.Robot object at 0x")


def test_bound_and_unbound():
    r = Robot("R2")
    move = r.move
    move(1, 2)
    assert Robot.report(r) == "R2 at (1, 2)"
    assert move.__self__ is r
