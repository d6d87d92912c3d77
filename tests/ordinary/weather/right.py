UNIT = "°C"
NAMES = {"PA": "Paris"}


def fetch_temperature(city):
    raise NotImplementedError("no network here")


def report(city):
    return f"{city}: {fetch_temperature(city)}{UNIT}"


def full_name(code):
    return NAMES.get(code, code)


def warn_if_hot(temperatures, notify, limit=30, **extra):
    for t in temperatures:
        if t > limit:
            notify(t, **extra)


class Station:
    def __init__(self, name, sensor=None):
        self.name = name
        self.sensor = sensor

    def read(self):
        return self.sensor.read()

    def describe(self):
        try:
            t = self.read()
        except OSError:
            return f"{self.name}: unknown"
        return f"{self.name}: {'warm' if t > 18 else 'cold'}"
