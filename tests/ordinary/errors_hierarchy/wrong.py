class ValidationError(Exception):
    pass


class FieldError(ValidationError):
    pass


class MissingField(FieldError):
    pass


class WrongType(FieldError):
    pass


def validate(record, schema, collect=False):
    for field, kind in schema.items():
        if field not in record:
            raise MissingField(field)
        if type(record[field]) != kind:
            raise WrongType(f"{field}: expected {kind}")
    return True


def parse_record(text):
    return {"age": int(text.split("=")[1])}
