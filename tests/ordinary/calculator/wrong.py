class CalculatorError(Exception):
    pass


def tokenize(text):
    return text.split()


def evaluate(text):
    try:
        return eval(text)
    except SyntaxError:
        raise CalculatorError("unexpected end")


class Calculator:
    def __init__(self):
        self.history = []
        self.names = {}

    def define(self, name, function):
        pass

    def __setitem__(self, name, value):
        self.names[name] = value

    def __getitem__(self, name):
        return self.names[name]

    def eval(self, text):
        return eval(text, {}, self.names)

    def close(self):
        pass
