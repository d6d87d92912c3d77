class EventEmitter:
    listeners = {}

    def on(self, name, function):
        self.listeners[name] = function

    def off(self, name, function):
        self.listeners.pop(name, None)

    once = on

    def emit(self, name, *args):
        if name in self.listeners:
            self.listeners[name](*args)
        return 1
