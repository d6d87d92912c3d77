plugins = {}


class Plugin:
    def __init_subclass__(cls, **kwargs):
        plugins[cls.__name__] = cls


class Positive:
    def __get__(self, instance, owner=None):
        return self.value

    def __set__(self, instance, value):
        self.value = value


class Typed(Positive):
    def __init__(self, kind):
        pass


def frozen(cls):
    return cls


class Model:
    fields = ()

    def __init__(self, **values):
        vars(self).update(values)
