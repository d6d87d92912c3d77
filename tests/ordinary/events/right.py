class EventEmitter:
    def __init__(self):
        self._listeners = {}

    def on(self, name, function=None):
        if function is None:
            return lambda f: self.on(name, f)
        self._listeners.setdefault(name, []).append(function)
        return function

    def off(self, name, function):
        try:
            self._listeners.get(name, []).remove(function)
        except ValueError:
            raise KeyError(name) from None

    def once(self, name, function):
        def wrapper(*args, **kwargs):
            self.off(name, wrapper)
            return function(*args, **kwargs)

        self.on(name, wrapper)

    def collect(self, name, *args, **kwargs):
        results, failure = [], None
        for function in list(self._listeners.get(name, [])):
            try:
                results.append(function(*args, **kwargs))
            except Exception as error:
                failure = failure or error
        if failure:
            raise failure
        return results

    def emit(self, name, *args, **kwargs):
        return len(self.collect(name, *args, **kwargs))
