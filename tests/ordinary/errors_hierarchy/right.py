class ValidationError(ValueError):
    pass


class FieldError(ValidationError):
    def __init__(self, field, *more):
        super().__init__(field, *more)
        self.field = field


class MissingField(FieldError, KeyError):
    pass


class WrongType(FieldError):
    def __init__(self, field, expected, got):
        super().__init__(field, expected, got)
        self.expected = expected
        self.got = got

    def __str__(self):
        return f"{self.field}: expected {self.expected.__name__}, got {self.got.__name__}"


def validate(record, schema, collect=False):
    problems = []
    for field, kind in schema.items():
        if field not in record:
            problems.append(MissingField(field))
        elif not isinstance(record[field], kind):
            problems.append(WrongType(field, kind, type(record[field])))
    if problems and collect:
        raise ExceptionGroup(f"{len(problems)} problems", problems)
    if problems:
        raise problems[0]


def parse_record(text):
    fields = dict(part.split("=") for part in text.split(";") if part)
    try:
        age = fields["age"]
    except KeyError:
        raise MissingField("age") from None
    try:
        return {"age": int(age)}
    except ValueError as error:
        problem = ValidationError("bad age")
        problem.add_note(f"in {text!r}")
        raise problem from error
