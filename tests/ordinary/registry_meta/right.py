plugins = {}


class Plugin:
    def __init_subclass__(cls, name, **kwargs):
        super().__init_subclass__(**kwargs)
        plugins[name] = cls


class Text(Plugin, name="text"):
    pass


class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__[self.name]

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        instance.__dict__[self.name] = value


class Typed(Positive):
    def __init__(self, kind):
        self.kind = kind

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value


def frozen(cls):
    original = cls.__init__

    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.__dict__["_frozen"] = True

    def __setattr__(self, name, value):
        if "_frozen" in self.__dict__:
            raise AttributeError(name)
        object.__setattr__(self, name, value)

    cls.__init__ = __init__
    cls.__setattr__ = __setattr__
    return cls


class ModelType(type):
    def __new__(mcls, name, bases, namespace):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.fields = tuple(k for k, v in namespace.items() if isinstance(v, type))
        return cls


class Model(metaclass=ModelType):
    def __init__(self, **values):
        for name in self.fields:
            if not isinstance(values[name], getattr(type(self), name)):
                raise TypeError(name)
            setattr(self, name, values[name])
