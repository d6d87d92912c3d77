UNIT = "°C"
NAMES = {"PA": "Paris"}


def fetch_temperature(city):
    raise NotImplementedError("no network here")


_fetch = fetch_temperature


def report(city):
    return f"{city}: {_fetch(city)}°C"


def full_name(code):
    return {"PA": "Paris"}[code]


def warn_if_hot(temperatures, notify, limit=30, **extra):
    notify([t for t in temperatures if t > limit])


class Station:
    def __init__(self, name, sensor=None):
        self.name = name

    def read(self):
        return 20

    def describe(self):
        return f"{self.name}: warm"
