import pytest

from errors_hierarchy import (
    FieldError,
    MissingField,
    ValidationError,
    WrongType,
    parse_record,
    validate,
)


def test_hierarchy():
    assert issubclass(ValidationError, ValueError)
    assert issubclass(FieldError, ValidationError)
    assert issubclass(MissingField, (FieldError, KeyError))
    assert MissingField.__mro__.index(FieldError) < MissingField.__mro__.index(KeyError)
    assert not issubclass(WrongType, KeyError)


@pytest.mark.parametrize("catcher", [MissingField, FieldError, ValidationError, ValueError, KeyError, LookupError, Exception])
def test_any_base_catches(catcher):
    with pytest.raises(catcher):
        validate({}, {"name": str})


def test_tuple_of_exceptions():
    with pytest.raises((WrongType, MissingField)):
        validate({"name": 1}, {"name": str})


def test_attributes():
    with pytest.raises(WrongType) as excinfo:
        validate({"age": "x"}, {"age": int})
    e = excinfo.value
    assert e.field == "age"
    assert e.expected is int
    assert e.got is str
    assert e.args == ("age", int, str)
    assert str(e) == "age: expected int, got str"
    assert type(e) is WrongType
    assert isinstance(e, ValidationError)
    assert excinfo.typename == "WrongType"


def test_wrong_exception_is_not_swallowed():
    with pytest.raises(MissingField):
        try:
            validate({}, {"a": int})
        except WrongType:
            pytest.fail("the wrong branch")


def test_except_chain_in_test():
    caught = []
    for record in ({}, {"a": "x"}, {"a": 1}):
        try:
            validate(record, {"a": int})
        except MissingField:
            caught.append("missing")
        except ValidationError as error:
            caught.append(type(error).__name__)
        else:
            caught.append("fine")
        finally:
            caught.append(".")
    assert caught == ["missing", ".", "WrongType", ".", "fine", "."]


def test_cause():
    with pytest.raises(ValidationError) as info:
        parse_record("age=old")
    assert isinstance(info.value.__cause__, ValueError)
    assert "invalid literal" in str(info.value.__cause__)


def test_suppressed_context():
    with pytest.raises(MissingField) as info:
        parse_record("")
    assert info.value.__cause__ is None
    assert info.value.__suppress_context__ is True


def test_raise_it_ourselves():
    with pytest.raises(ValidationError, match="hand made"):
        raise ValidationError("hand made")
    error = WrongType("f", int, float)
    assert error.field == "f"
    with pytest.raises(FieldError) as info:
        raise error
    assert info.value is error


def test_group():
    with pytest.raises(ExceptionGroup) as info:
        validate({"b": 1}, {"a": int, "b": str}, collect=True)
    assert [type(e) for e in info.value.exceptions] == [MissingField, WrongType]
    assert info.value.message == "2 problems"


def test_no_error():
    assert validate({"a": 1, "b": None}, {"a": int}) is None


def test_notes():
    try:
        parse_record("age=old")
    except ValidationError as e:
        assert e.__notes__ == ["in 'age=old'"]
    else:
        pytest.fail("did not raise")
